"""Figures are declared, counted at night, asked by code; a closed month stays; a task is measured by them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dixian.directives.tasks import api as tasks
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.books import api as books
from dixian.foundation.figures import api as figures
from dixian.foundation.figures.rules import number_of, words
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from tests.support.database import as_worker
from tests.support.workplans import adopted

TODAY = clock.today()
MONTH = Month.of(TODAY)
TALLIES = st.lists(st.builds(figures.Tally, st.integers(0, 99), st.integers(0, 99)), max_size=20)


@pytest.fixture
def office(db: None, acting: Any, small_county: Any) -> Any:
    small_county.post("reviewer", Role.BUREAU_REVIEWER, small_county.bureau)
    return small_county


def problem(office: Any, unit: Any, found_on: date = TODAY) -> Any:
    said = {"source": "own", "found_on": found_on, "problem": f"{unit}的问题{found_on}", "unit": unit}
    return books.register(
        book=books.book("rectification"),
        values={**said, "mode": "by_date", "due_on": TODAY + timedelta(days=9)},
        extra={},
        post=office["bureau"],
    )


def counted(code: str = "rectification.done", month: Month = MONTH) -> int:
    with as_worker():
        return figures.count(figures.figure(code), month)


@given(TALLIES)
def test_the_county_is_the_sum_of_its_units(tallies: list[figures.Tally]) -> None:
    whole = figures.total(tallies)
    assert (whole.part, whole.whole) == (sum(t.part for t in tallies), sum(t.whole or 0 for t in tallies))
    value = number_of(whole, figures.SHARE)
    assert value is None if not whole.whole else value == Decimal(whole.part) * 100 / whole.whole


def test_a_value_says_its_number_and_of_how_many() -> None:
    assert words(figures.Tally(12, 13), "%") == "92.3%（12/13）"
    assert words(figures.Tally(0, 0), "%") == "没有发生"
    assert words(figures.Tally(5), "件") == "5件"


@pytest.mark.django_db
def test_it_is_counted_by_unit_and_month_and_asked_by_code(office: Any) -> None:
    problem(office, office.insurance)
    problem(office, office.town_unit)
    assert figures.ask(["rectification.done"]) == {}
    assert counted() == 3
    told = figures.ask(["rectification.done"])["rectification.done"]
    assert (told.words, told.month, told.counted_on) == ("0.0%（0/2）", MONTH, TODAY)
    units = {str(one.unit): one for one in figures.by_unit("rectification.done", MONTH)}
    assert units[str(office.insurance)].tally == figures.Tally(0, 1)
    assert units[str(office.insurance)].door == f"/books/rectification/?unit={office.insurance.code}"


@pytest.mark.django_db
def test_counted_again_only_what_has_changed_is_written(office: Any) -> None:
    problem(office, office.insurance)
    assert (counted(), counted()) == (2, 0)
    problem(office, office.insurance, TODAY - timedelta(days=1))
    assert counted() == 2


@pytest.mark.django_db
def test_every_figure_can_be_counted_in_a_fixed_number_of_queries(office: Any) -> None:
    for one in figures.figures():
        with CaptureQueriesContext(connection) as asked, as_worker():
            figures.count(one, MONTH)
        assert len(asked) <= 40, one.code
    assert figures.ask(one.code for one in figures.figures()).keys() == {
        one.code for one in figures.figures()
    }


@pytest.mark.django_db
def test_the_month_before_is_open_until_its_closing_day(office: Any) -> None:
    for day, months in ((5, ["2024-03", "2024-04"]), (6, ["2024-04"])):
        with clock.at(datetime(2024, 4, day, 9, tzinfo=clock.SHANGHAI)):
            assert [month.code for month in figures.months_to_count()] == months


@pytest.mark.django_db
def test_who_reaches_the_county_has_them_counted(office: Any) -> None:
    with pytest.raises(NotAllowed):
        figures.count_now(office["clerk"])
    assert figures.count_now(office["bureau"]) == figures.count_now(office["bureau"])


@pytest.mark.django_db
def test_a_task_is_measured_by_a_figure_whose_value_nobody_types(office: Any) -> None:
    task = adopted(office["bureau"], office["reviewer"])[0]
    problem(office, office.insurance)
    said = {"task": task, "code": "rectification.done", "target": Decimal(100), "at_least": True, "paper": ""}
    made = tasks.set_indicator(**said, post=office["bureau"])
    (before,) = tasks.indicators_of(task)
    assert (before.told, before.reached, before.target) == (None, None, "不低于 100%")
    counted()
    (after,) = tasks.indicators_of(task)
    assert after.told is not None and after.reached is False
    with pytest.raises(Refusal, match="已经有这个指标"):
        tasks.set_indicator(**said, post=office["bureau"])
    with pytest.raises(NotAllowed):
        tasks.end_indicator(indicator=made, post=office["insurer"])
    tasks.end_indicator(indicator=made, post=office["bureau"])
    assert tasks.indicators_of(task) == []
