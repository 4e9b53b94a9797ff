"""Reads of consultations: what stands beside a meeting on its page, and the sums."""

from typing import Any

from dixian.directives.meetings.enums import Presence
from dixian.directives.meetings.models import AgendaItem, Attendance, Meeting
from dixian.directives.meetings.states import AHEAD
from dixian.directives.workplans.api import PlanItem
from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books.api import may_speak_for
from dixian.foundation.kernel.sums import Sum


def beside(meeting: Any, post: Post) -> dict[str, Any]:
    """Agenda and attendance, and which of their forms this post has."""
    attendance = Attendance.objects.filter(meeting=meeting).select_related("unit")
    keeps = post.can(Capability.CHECK_BOOKS) and may_speak_for(meeting.unit_id, post)
    return {
        "agenda": list(
            AgendaItem.objects.filter(meeting=meeting).select_related("raised_by", "lead").order_by("id")
        ),
        "attendance": list(attendance.order_by("unit__kind", "unit__code")),
        "presences": Presence.choices,
        # Whoever sees a part of the households would find other numbers behind it.
        "may_open": span_of(post).everything and post.can(Capability.SEE_LEADS),
        "may_raise": post.can(Capability.KEEP_BOOKS) and meeting.state in AHEAD,
        "may_note": keeps and meeting.state in ("called", "held"),
    }


def sums() -> list[Sum]:
    """Each decision of issued minutes is an item of its paper."""
    issued = Meeting.objects.filter(state="issued")
    decided = AgendaItem.objects.filter(meeting__in=issued).exclude(decision="")
    made = PlanItem.objects.filter(workplan__in=issued.values("workplan")).count()
    return [Sum("已印发纪要的决定 = 任务条目", decided.count(), made)]
