"""What has to come to a lead, judged by the rule sheets on what a department knows."""

from collections.abc import Iterator
from datetime import date

import pytest

from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.matters import Matter, matters_of, reported_within
from dixian.simulation.drive.reporting import Known, Reported
from dixian.warning.submissions.api import Batch, DataKind
from tests.simulation.founded import found
from tests.support.database import switch_role

pytestmark = pytest.mark.django_db(transaction=True)
MAY, JUNE = Month(2024, 5), Month(2024, 6)
GROUPS = {"P1": "general", "P2": "monitored"}


@pytest.fixture(autouse=True)
def sheets(transactional_db: None) -> Iterator[None]:
    switch_role("worker")
    found()
    with system_scope("test:matters"), reading():
        yield
    switch_role("web")


def judged(code: str, *months: tuple[Month, list[Known]], gone: tuple[str, ...] = ()) -> list[Matter]:
    reports = [
        Reported(Batch(), month, dict(enumerate(rows)), date(2024, month.number, 10))
        for month, rows in months
    ]
    return matters_of(
        DataKind.objects.get(code=code), reports, lambda person, _: GROUPS.get(person, ""), gone
    )


def test_a_sum_is_a_matter_at_its_line_and_again_at_the_next_step() -> None:
    def row(person: str, amount: float) -> Known:
        return Known(person, {"own_cost": amount})

    told = judged(
        "yb_zifu",
        (MAY, [row("P1", 19_999.99), row("P2", 5_000.0), row("", 90_000.0)]),
        (JUNE, [row("P1", 20_000.0), row("P2", 9_999.0)]),
    )
    assert [(one.person, one.month, one.level) for one in told] == [("P2", MAY, 0), ("P1", JUNE, 0)]


def test_a_choice_is_a_matter_at_its_values_and_amounts_add_up_over_their_window() -> None:
    houses = [Known("P1", {"grade": "B级"}), Known("P2", {"grade": "D级"})]
    assert [(one.person, one.level) for one in judged("zj_weifang", (MAY, houses))] == [("P2", 1)]

    def paid(amount: float, day: str) -> Known:
        return Known("P1", {"paid": amount, "on": day})

    told = judged(
        "jy_xuefei", (MAY, [paid(6_000.0, "2024.05.02")]), (JUNE, [paid(4_000.0, "2024年06月01日")])
    )
    assert [one.month for one in told] == [JUNE]


def test_leaving_a_roster_is_a_matter_unless_by_death() -> None:
    row = Known("P1", {}), Known("P2", {})
    assert [one.person for one in judged("mz_dibao", (MAY, list(row)), (JUNE, [row[0]]))] == ["P2"]
    assert judged("mz_dibao", (MAY, list(row)), (JUNE, [row[0]]), gone=("P2",)) == []


def test_what_is_reported_on_the_day_of_a_decision_is_judged_as_before_it() -> None:
    monitored = [(date(2024, 5, 10), date(2024, 6, 10))]
    days = [date(2024, 5, 10), date(2024, 5, 11), date(2024, 6, 10), date(2024, 6, 11)]
    assert [reported_within(monitored, day) for day in days] == [False, True, True, False]
