"""Open, discharge, cancel and hand on duties: set-based, and harmless when repeated."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Concat, Left

from dixian.foundation.audit.api import update_rows
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.enums import DutyState
from dixian.foundation.worklist.kinds import duty_kind
from dixian.foundation.worklist.models import Obligation
from dixian.foundation.worklist.plain import Duty

_ROWS = 1000
_IDS = 500
LONGEST = 300
AGAIN = (
    *("kind", "title", "subject_label", "subject_uid", "household_id", "area_id", "unit_id", "post_id"),
    *("capability", "opened_on", "due_on", "limit_code"),
)


def open_duties(duties: Sequence[Duty]) -> None:
    """Open duties, each with its limit. One that is open already (same kind and subject) stays as it is.

    Raises KeyError for an undeclared kind, Refusal for a limit code the policy does not know.
    """
    today = clock.today()
    limits: dict[tuple[str, date], date] = {}
    rows = [_row(duty, today, limits) for duty in duties]
    with beyond_scope():
        Obligation.objects.bulk_create(rows, batch_size=_ROWS, ignore_conflicts=True)


def discharge(
    *, kind: str, subject_uids: Sequence[UUID], post: Any = None, reason: str = "", on: date | None = None
) -> int:
    """Mark the open duties of this kind about these subjects as done. Returns how many were open.

    post: the acting post, None for the system. on: the day it was done (event date), today by default.
    """
    return _end(DutyState.DONE, kind, subject_uids, post, reason, on)


def cancel(
    *, kind: str, subject_uids: Sequence[UUID], reason: str, post: Any = None, on: date | None = None
) -> int:
    """End open duties that no longer have to be done. `reason` stays with them. Returns how many."""
    if not reason:
        raise ValueError("a duty is cancelled with a reason")
    return _end(DutyState.CANCELLED, kind, subject_uids, post, reason, on)


def open_again(*, kind: str, subject_uids: Sequence[UUID], reason: str, why: str) -> int:
    """What was discharged with this reason is to be done after all, by its day as it was, and says why first.

    Returns how many; one that is open already stays as it is.
    """
    with beyond_scope():
        done = Obligation.objects.filter(kind=kind, subject_uid__in=subject_uids, reason=reason)
        rows = [
            Obligation(**{name: getattr(one, name) for name in AGAIN}, about=f"{why}；{one.about}"[:LONGEST])
            for one in done.filter(state=DutyState.DONE).order_by("id")
        ]
        Obligation.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def retell(*, kind: str, subject_uid: UUID, title: str, about: str) -> None:
    """An open duty says anew what is left of it; one that says so already, or is done, stays as it is."""
    with beyond_scope():
        Obligation.objects.filter(kind=kind, subject_uid=subject_uid, state=DutyState.OPEN).exclude(
            title=title, about=about
        ).update(title=title, about=about[:300], version=F("version") + 1)


def tell_more(*, kind: str, said: Mapping[UUID, str]) -> int:
    """Open duties of this kind say something new about their subjects first; what they said stands behind it.

    said: subject -> what is new. Returns how many said it.
    """
    told = 0
    with beyond_scope():
        for some in _pieces(list(said)):
            open_ones = Obligation.objects.filter(kind=kind, subject_uid__in=some, state=DutyState.OPEN)
            rows = list(open_ones.select_for_update().order_by("id"))
            for row in rows:
                row.about = f"{said[row.subject_uid]}；{row.about}"[:LONGEST]
                row.version += 1
            update_rows(rows, ["about", "version"])
            told += len(rows)
    return told


def hand_on(*, from_post_id: int, to_post_id: int) -> int:
    """Give what is open for one post to another (hand-over). Returns how many."""
    with beyond_scope():
        mine = Obligation.objects.filter(state=DutyState.OPEN, post_id=from_post_id)
        return mine.update(post_id=to_post_id, version=F("version") + 1)


def give_duties(*, kind: str, to: Mapping[int | None, Sequence[UUID]], why: str) -> int:
    """Open duties of this kind about these subjects are a post's from now on, and say why; the clock goes on.

    to: post -> subjects; None for whoever holds the duties of their place. Returns how many changed hands.
    """
    return sum(_pass_on("post_id", kind, post, uids, why) for post, uids in to.items())


def move_duties(*, kind: str, to: Mapping[int, Sequence[UUID]], why: str) -> int:
    """Open duties of this kind about these subjects belong to another area from now on, and say why; the clock goes on.

    to: area -> subjects. Returns how many were moved.
    """
    return sum(_pass_on("area_id", kind, area, uids, why) for area, uids in to.items())


def _pass_on(field: str, kind: str, to: int | None, uids: Sequence[UUID], why: str) -> int:
    said = Left(Concat("about", Value(f"；{why}")), LONGEST)
    passed = 0
    with beyond_scope():
        for some in _pieces(uids):
            there = Obligation.objects.filter(kind=kind, subject_uid__in=some, state=DutyState.OPEN)
            others = there.exclude(**{field: to}) if to else there.exclude(**{f"{field}__isnull": True})
            passed += others.update(**{field: to}, about=said, version=F("version") + 1)
    return passed


def _row(duty: Duty, today: date, limits: dict[tuple[str, date], date]) -> Obligation:
    start = duty.opened_on or today
    if duty.due_on is None and (duty.limit_code, start) not in limits:
        limits[duty.limit_code, start] = due(duty.limit_code, start)
    return Obligation(
        kind=duty.kind,
        title=duty.title or duty_kind(duty.kind).title,
        about=duty.about[:300],
        subject_label=duty.subject_label[:120],
        subject_uid=duty.subject_uid,
        household_id=duty.household_id,
        area_id=duty.area_id,
        unit_id=duty.unit_id,
        post_id=duty.post_id,
        capability=duty.capability,
        opened_on=start,
        due_on=duty.due_on or limits[duty.limit_code, start],
        limit_code=duty.limit_code,
    )


def _end(state: DutyState, kind: str, uids: Sequence[UUID], post: Any, reason: str, on: date | None) -> int:
    ended = 0
    with beyond_scope():
        for some in _pieces(uids):
            open_ones = Obligation.objects.filter(kind=kind, subject_uid__in=some, state=DutyState.OPEN)
            ended += open_ones.update(
                state=state,
                done_on=on or clock.today(),
                done_by_id=post.id if post else None,
                reason=reason[:300],
                version=F("version") + 1,
            )
    return ended


def _pieces(uids: Sequence[UUID]) -> Iterator[list[UUID]]:
    source = iter(uids)
    while piece := list(islice(source, _IDS)):
        yield piece
