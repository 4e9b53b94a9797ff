"""What was known of a case on a day: each turn it took is kept with the instant it was entered."""

from collections.abc import Sequence
from copy import copy
from datetime import date, timedelta

from dixian.foundation.kernel import clock
from dixian.warning.cases.models import Case, CaseTurn

KEPT = ("state", "monitoring_type", "event_date", "approved_on", "approval_number", "ended_on", "ended_how")
PIECE = 500


def keep_turns(cases: Sequence[Case]) -> None:
    """Say of each what it says now; one insert for many."""
    CaseTurn.objects.bulk_create([_turn(one) for one in cases], batch_size=PIECE)


def as_known(cases: Sequence[Case], day: date) -> list[Case]:
    """Copies of the cases that were there at the end of `day`, saying what they said then; one query.

    One that took its turns before they were kept says what its papers are dated up to that day.
    """
    until = clock.midnight(day + timedelta(days=1))
    there = [one for one in cases if one.made_at < until]
    kept = CaseTurn.objects.filter(case__in=there, made_at__lt=until).order_by("id")
    latest = {turn.case_id: turn for turn in kept}
    return [_told_by(latest[one.pk], one) if one.pk in latest else _dated_to(day, one) for one in there]


def _turn(case: Case) -> CaseTurn:
    told = {name: getattr(case, name) for name in KEPT}
    return CaseTurn(case=case, household_id=case.household_id, village_id=case.village_id, **told)


def _told_by(turn: CaseTurn, case: Case) -> Case:
    then = copy(case)
    for name in KEPT:
        setattr(then, name, getattr(turn, name))
    return then


def _dated_to(day: date, case: Case) -> Case:
    then = copy(case)
    if then.approved_on and then.approved_on > day:
        then.approved_on, then.approval_number = None, ""
    if then.ended_on and then.ended_on > day:
        then.ended_on, then.ended_how = None, ""
    return then
