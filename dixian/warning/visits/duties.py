"""The duties of sweeps and re-checks, and which duties of a household a visit can do with."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Count, Q, QuerySet

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.worklist.api import (
    Duty,
    DutyKind,
    Obligation,
    cancel,
    declare,
    discharge,
    open_duties,
    retell,
)
from dixian.warning.visits.enums import TO_DO, SweepKind
from dixian.warning.visits.models import Beat, RecheckDraw, Sweep

ROOM = "warning.visits"
BUREAU = "nyncj"

SWEEP = declare(DutyKind("visits.sweep", "走访排查", ROOM, "beat", "走访"))
RECHECK = declare(DutyKind("visits.recheck", "复核集中排查", ROOM, "recheck-draw", "复核"))

OPEN_CHECK = declare(DutyKind("visits.open_check", "发起半年集中排查", ROOM, "check-due", "发起"))

# Of a household: what one visit can do with, besides the sweeps.
ANSWER, FOLLOW, LOOK_BACK = "verification.answer", "measures.follow", "elimination.look_back"
BY_A_VISIT = (ANSWER, FOLLOW, LOOK_BACK)
LIMITS = {SweepKind.MONTH: "limit.round", SweepKind.HALF: "limit.check"}


def open_on(household: int) -> list[Obligation]:
    """The open duties about this household that a visit can do with, the most urgent first."""
    with beyond_scope():
        found = Obligation.objects.filter(household_id=household, kind__in=BY_A_VISIT, state="open")
        return list(found.select_related("area", "unit", "post").order_by("due_on", "id"))


def open_opening(half: str, words: str, first: date) -> None:
    """The bureau has to begin the half-year's check; said once however often."""
    open_duties(
        [
            Duty(
                kind=OPEN_CHECK.code,
                about="每半年对所有农户集中排查一次，发起后自动列名单、分到村",
                subject_label=f"{words}集中排查",
                subject_uid=of_half(half),
                unit_id=unit(BUREAU).pk,
                capability=Capability.RELEASE,
                opened_on=first,
                limit_code="limit.check.open",
            )
        ]
    )


def opened(half: str, post: object) -> None:
    """The half-year's check has begun."""
    discharge(kind=OPEN_CHECK.code, subject_uids=[of_half(half)], post=post)


def of_half(half: str) -> UUID:
    """What stands for a half-year whose check nobody has begun yet."""
    return uuid5(NAMESPACE_OID, f"visits.open_check:{half}")


def follow_beats(beats: Iterable[int], post: object | None = None) -> None:
    """The duty of each of these beats says what is left of it; with nothing left it is done, with something it is open."""
    with beyond_scope():
        counted = list(_counted(Beat.objects.filter(pk__in=sorted(set(beats)))))
        discharge(kind=SWEEP.code, subject_uids=[one.uid for one in counted if not one.left], post=post)
        left = [one for one in counted if one.left]
        open_duties([_of_beat(one) for one in left])
        for one in left:
            retell(kind=SWEEP.code, subject_uid=one.uid, title=SWEEP.title, about=_about(one))


def open_beats(sweep: Sweep) -> None:
    """A duty for each beat of a sweep that was just listed, a few queries for all."""
    open_duties([_of_beat(one) for one in _counted(Beat.objects.filter(sweep=sweep)) if one.left])


def end_beats(sweep: Sweep, why: str) -> None:
    """What is left of a sweep that was closed need not be done any more."""
    uids = list(Beat.objects.filter(sweep=sweep).values_list("uid", flat=True))
    cancel(kind=SWEEP.code, subject_uids=uids, reason=why)


def open_recheck(draw: RecheckDraw, number: int) -> None:
    """The township looks again at what was drawn."""
    open_duties(
        [
            Duty(
                kind=RECHECK.code,
                about=f"随机抽中 {number} 户，复核走访结果是否属实",
                subject_label=str(draw.sweep),
                subject_uid=draw.uid,
                area_id=draw.township_id,
                capability=Capability.CONFIRM,
                limit_code="limit.recheck",
            )
        ]
    )


def end_recheck(draw: RecheckDraw, post: object) -> None:
    """All that were drawn have been looked at."""
    discharge(kind=RECHECK.code, subject_uids=[draw.uid], post=post)


def _counted(beats: QuerySet[Beat]) -> Any:
    """With `left` and `total` households of each."""
    found = beats.select_related("sweep", "village").order_by("id")
    return found.annotate(left=Count("stops", filter=Q(stops__state__in=TO_DO)), total=Count("stops"))


def _of_beat(beat: Any) -> Duty:
    return Duty(
        kind=SWEEP.code,
        about=_about(beat),
        subject_label=f"{beat.sweep}，{beat.village.name}",
        subject_uid=beat.uid,
        area_id=beat.village_id,
        post_id=beat.post_id,
        capability=Capability.ANSWER,
        opened_on=beat.sweep.opened_on,
        due_on=beat.sweep.due_on,
        limit_code=LIMITS[SweepKind(beat.sweep.kind)],
    )


def _about(beat: Any) -> str:
    return f"{beat.total} 户，还有 {beat.left} 户没有走访"
