"""Limits that come daily, every ten days, each school term or every five months are duties of the leads (R0)."""

from datetime import date, datetime
from typing import Any

import pytest

from dixian.directives.tasks import api as tasks
from dixian.foundation.kernel import clock
from dixian.foundation.policy.models import Parameter
from dixian.foundation.worklist.api import Obligation
from tests.support.database import as_worker
from tests.support.workplans import TEXT, adopted

pytestmark = pytest.mark.django_db

ADOPTED = datetime(2024, 6, 14, 9, tzinfo=clock.SHANGHAI)


def asked(office: Any, said: str, *days: date) -> list[tuple[str, date]]:
    """The duties of a paper that says so, once the job has run on these days."""
    text = TEXT.replace("每月开展一次排查，2024年12月31日前全部完成", said).replace("每月5日前报告进展，", "")
    adopted(office["bureau"], office["reviewer"], text)
    with as_worker():
        for day in days:
            tasks.open_rounds(day)
    duties = Obligation.objects.filter(kind="tasks.report", unit=office.bureau).order_by("due_on", "id")
    return [(one.subject_label.rpartition("（")[2].rstrip("）"), one.due_on) for one in duties]


def test_each_day_is_a_round_and_one_on_a_day_off_is_due_on_the_next_working_day(office: Any) -> None:
    friday, saturday = date(2024, 6, 14), date(2024, 6, 15)
    assert asked(office, "每日开展一次排查", friday, friday, saturday) == [
        ("2024年6月14日", friday),
        ("2024年6月15日", date(2024, 6, 17)),
    ]


def test_ten_days_end_with_the_month(office: Any) -> None:
    assert asked(office, "每旬排查一次", date(2024, 6, 10), date(2024, 6, 11), date(2024, 6, 30)) == [
        ("2024年6月上旬", date(2024, 6, 10)),
        ("2024年6月中旬", date(2024, 6, 20)),
        ("2024年6月下旬", date(2024, 6, 30)),
    ]


def test_a_term_is_the_one_of_the_policy_of_that_day(office: Any) -> None:
    Parameter.objects.filter(code="term.spring.last").update(text="7月8日")
    assert asked(office, "每学期排查一次", date(2024, 6, 10), date(2024, 7, 9), date(2025, 1, 10)) == [
        ("2024年春季学期", date(2024, 7, 8)),
        ("2024年秋季学期", date(2025, 1, 15)),
    ]


def test_what_is_no_part_of_a_year_is_counted_from_the_adoption_of_the_paper(office: Any) -> None:
    days = date(2024, 6, 14), date(2024, 7, 1), date(2024, 11, 1)
    with clock.at(ADOPTED):
        found = asked(office, "每5个月排查一次", *days)
    assert found == [
        ("2024年6月至10月", date(2024, 10, 31)),
        ("2024年11月至2025年3月", date(2025, 3, 31)),
    ]


def test_two_years_end_with_the_month_before_that_of_the_adoption(office: Any) -> None:
    with clock.at(ADOPTED):
        assert asked(office, "每两年排查一次", date(2024, 6, 14)) == [
            ("2024年6月至2026年5月", date(2026, 5, 31))
        ]


def test_two_limits_of_a_task_that_end_a_period_on_one_day_are_one_round(office: Any) -> None:
    said = "每学期排查一次，每学期末通报，每月通报，每月5日前报送"
    assert asked(office, said, date(2024, 6, 3)) == [
        ("2024年6月", date(2024, 6, 5)),
        ("2024年6月", date(2024, 6, 30)),
        ("2024年春季学期", date(2024, 7, 15)),
    ]
