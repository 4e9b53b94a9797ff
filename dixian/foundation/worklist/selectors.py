"""What pages ask of the worklist."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.enums import Colour
from dixian.foundation.worklist.models import Notice, Obligation
from dixian.foundation.worklist.plain import Load
from dixian.foundation.worklist.querysets import ObligationQuerySet
from dixian.foundation.worklist.rules import Waiting, colour


def warn_days(on: date | None = None) -> int:
    """From how many days before its limit a duty is amber (policy parameter `warn.days`)."""
    return int(number("warn.days", on or clock.today()))


def inbox(post: Post) -> ObligationQuerySet:
    """What waits for this post, earliest limit first: visible, with a right it holds, not another's."""
    return Obligation.objects.for_hands_of(post).order_by("due_on", "id")


def late(post: Post, *, on: date | None = None) -> QuerySet[Obligation]:
    """Every late duty the post may see, whoever has it in hand."""
    return Obligation.objects.visible_to(post).overdue(on or clock.today()).order_by("due_on", "id")


def duties_of(*, subject_uids: Sequence[UUID], post: Post) -> QuerySet[Obligation]:
    """All duties about these subjects, ended ones too, as far as the post reaches (for timelines)."""
    return Obligation.objects.visible_to(post).filter(subject_uid__in=subject_uids).order_by("due_on", "id")


def colours(duties: Sequence[Obligation]) -> dict[int, Colour]:
    """Duty id -> its colour today."""
    today, days = clock.today(), warn_days()
    return {
        duty.id: colour(due=duty.due_on, today=today, warn_days=days, state=duty.state, done_on=duty.done_on)
        for duty in duties
    }


def load_of(post: Post) -> Load:
    """Counts over the post's inbox, in one query."""
    return Load(**inbox(post).order_by().aggregate(**_columns(clock.today(), warn_days())))


def waiting_by_kind(post: Post) -> list[Waiting]:
    """The post's inbox by title of duty, in one query."""
    rows: Any = inbox(post).order_by().values("title").annotate(**_columns(clock.today(), warn_days()))
    return [
        Waiting(row["title"], row["waiting"], row["late"], row["soon"], row["earliest"])
        for row in rows.order_by("title")
    ]


def notices(post: Post) -> QuerySet[Notice]:
    """The post's notices, latest first."""
    return Notice.objects.filter(post=post).order_by("-id")


def unread_count(post: Post) -> int:
    """How many notices the post has not read; 100 stands for more."""
    return Notice.objects.filter(post=post, read_at=None)[:100].count()


def _columns(today: date, days: int) -> dict[str, Count | Min]:
    soon = Q(due_on__gte=today, due_on__lte=today + timedelta(days=days))
    return {
        "waiting": Count("id"),
        "late": Count("id", filter=Q(due_on__lt=today)),
        "soon": Count("id", filter=soon),
        "earliest": Min("due_on"),
    }
