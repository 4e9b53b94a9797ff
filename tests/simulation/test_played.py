"""A county of some hundred people, played: dirty files come through, nothing is missed, whoever is monitored recovers and relapses."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.county import ACTOR, SINCE, register_county
from dixian.simulation.drive.desks import Desks
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.helping import Helping
from dixian.simulation.drive.matters import groups_of, matters_of
from dixian.simulation.drive.posts import Posts
from dixian.simulation.drive.reckoning import reckon
from dixian.simulation.drive.recounting import recount
from dixian.simulation.drive.recovering import Recovering
from dixian.simulation.drive.reporting import Reporter
from dixian.simulation.world.files import YEAR
from dixian.simulation.world.months import World
from dixian.simulation.world.people import Home
from dixian.warning.measures.api import MemberPlan, Plan
from dixian.warning.measures.enums import PlanState
from dixian.warning.submissions.api import DataKind
from tests.simulation.founded import found
from tests.support.database import switch_role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alike]
PEOPLE, SEED = 300, 7
# The posts are looked in on every so many days, more often while plans are due.
PACE, FIRST_PACE, FIRST = 10, 3, timedelta(days=18)
APRIL = Month(YEAR, 4)


class Relapsing(Habits):
    """Every household is in trouble again half a year later."""

    def stays_well(self, which: object, since: date) -> bool:
        return False


@pytest.fixture
def homes(transactional_db: None) -> Iterator[list[Home]]:
    """Registered, on the first day of the synthetic county's year; commands come in as the worker."""
    switch_role("worker")
    with clock.at(clock.noon(SINCE)):
        found()
        made, _ = register_county(people=PEOPLE, seed=SEED, tell=lambda *_: None)
    yield made
    switch_role("web")


def differences() -> list[str]:
    with system_scope(ACTOR), reading():
        return [one.name for one in run_checks() if one.difference]


def test_whatever_departments_report_has_an_alert_and_a_lead(homes: list[Home]) -> None:
    world, posts = World(homes, SEED, YEAR), Posts()
    people = {person.number: person for home in homes for person in home.persons}
    kinds = {one.code: one for one in DataKind.objects.select_related("unit")}
    desks, reports = Desks(posts), {}
    for month in (Month(YEAR, number) for number in range(1, APRIL.number + 1)):
        pushed = world.month()
        with clock.at(clock.noon(month.day(28))), system_scope(ACTOR):
            for one in pushed if month == APRIL else ():
                if one.made is None or one.changes:
                    continue
                reporter = Reporter(kinds[one.code], posts, people)
                made = reporter.push(month, one.made, on=clock.today(), broken_first=False)
                desks.settle(made, reporter.settle_rejected(made))
                reports[one.code] = made
    groups = groups_of(homes)
    with clock.at(clock.noon(APRIL.last)), system_scope(ACTOR), reading():
        told = [
            reckon(kinds[code], matters_of(kinds[code], [made], groups, ())) for code, made in reports.items()
        ]
    assert len(reports) >= 5 and sum(one.reported for one in told) >= 3
    assert [
        (one.cause, one.reported, one.missed) for one in told if one.missed or one.alerted != one.reported
    ] == []
    assert differences() == []


def test_a_monitored_household_gets_a_plan_recovers_and_is_in_trouble_again(homes: list[Home]) -> None:
    posts, habits = Posts(), Relapsing(SEED)
    steps = (Helping(posts, habits), Recovering(posts, habits))
    day, end = SINCE, SINCE + timedelta(days=430)
    while day < end:
        with clock.at(clock.noon(day)), system_scope(ACTOR):
            for step in steps:
                step.work()
            drain()
        day += timedelta(days=FIRST_PACE if day < SINCE + FIRST else PACE)
    with clock.at(clock.noon(day)), system_scope(ACTOR), reading():
        told: Any = recount()
    assert told.taken_over > 1 and told.plans_in_time > 0
    assert told.eliminated > 0 and told.look_backs > 0
    assert told.relapsed == told.taken_back > 0
    assert differences() == []


def test_a_plan_without_a_line_for_somebody_of_the_household_is_sent_back_and_adopted_later(
    homes: list[Home],
) -> None:
    helping, sent_back = Helping(Posts(), Habits(SEED)), None
    for number in range(60):
        with clock.at(clock.noon(SINCE + timedelta(days=number))), system_scope(ACTOR):
            helping.work()
            with writing():
                if sent_back is None and (
                    sent_back := Plan.objects.filter(state=PlanState.SUBMITTED).first()
                ):
                    MemberPlan.objects.filter(plan=sent_back).first().delete()
    assert sent_back is not None
    with system_scope(ACTOR), reading():
        sent_back.refresh_from_db()
    assert sent_back.state == PlanState.ADOPTED
