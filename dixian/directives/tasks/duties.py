"""Recurring limits as duties of the leads: one for each round, opened while it runs."""

from datetime import date

from dixian.directives.tasks.models import Round, Share
from dixian.directives.tasks.rules import period
from dixian.directives.workplans.api import ItemLimit
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.periods import Period
from dixian.foundation.worklist.api import Duty, DutyKind, declare, discharge, open_duties

REPORT = declare(DutyKind("tasks.report", "填报任务进展", "directives.tasks", "task-round", "填报"))
RECURRING = ("every", "window", "by")
PIECE = 500


def open_rounds(day: date) -> int:
    """Open the duty of each lead for the round `day` lies in, where it has none yet. Returns how many are new.

    A round whose first day has not come opens nothing; a task that is done for the lead neither.
    """
    limits = list(ItemLimit.objects.filter(item__task__isnull=False, kind__in=RECURRING).order_by("id"))
    rounds = {limit.pk: found for limit in limits if (found := _round(limit, day)) is not None}
    shares: dict[int, list[Share]] = {}
    leading = Share.objects.filter(role=UnitRole.LEAD, task__item__limits__in=rounds).exclude(
        state__in=("done", "ended")
    )
    for share in leading.select_related("task").distinct().order_by("id"):
        shares.setdefault(share.task.item_id, []).append(share)
    known = set(Round.objects.filter(limit__in=rounds).values_list("share_id", "limit_id", "code"))
    wanted = [
        Round(share=share, limit=limit, code=rounds[limit.pk].code, due_on=rounds[limit.pk].last)
        for limit in limits
        if limit.pk in rounds
        for share in shares.get(limit.item_id, ())
        if (share.pk, limit.pk, rounds[limit.pk].code) not in known
    ]
    Round.objects.bulk_create(wanted, batch_size=PIECE)
    open_duties([_duty(one, rounds[one.limit_id]) for one in wanted])
    return len(wanted)


def reported(share: Share) -> None:
    """The unit has written what it has done: its open rounds of this task are dealt with."""
    uids = list(Round.objects.filter(share=share).values_list("uid", flat=True))
    discharge(kind=REPORT.code, subject_uids=uids)


def _round(limit: ItemLimit, day: date) -> Period | None:
    found = period(
        kind=limit.kind,
        every=limit.every,
        amount=limit.amount,
        measure=limit.measure,
        first_day=limit.first_day,
        last_day=limit.last_day,
        today=day,
    )
    return found if found is not None and found.first <= day <= found.last else None


def _duty(one: Round, found: Period) -> Duty:
    return Duty(
        kind=REPORT.code,
        subject_label=f"{one.share.task.title}（{one.code}）",
        subject_uid=one.uid,
        capability=Capability.REPORT_TASKS,
        about=f"本单位牵头，文件要求“{one.limit.written}”",
        unit_id=one.share.unit_id,
        opened_on=found.first,
        due_on=one.due_on,
    )
