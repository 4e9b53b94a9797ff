"""The days meetings and decisions can be of, on plain values."""

from datetime import date

import pytest

from dixian.directives.meetings.rules import wrong_day, wrong_limit


@pytest.mark.parametrize(
    ("held_on", "quarter", "why"),
    [
        (date(2024, 4, 1), "2024-2", ""),
        (date(2024, 3, 31), "2024-2", "最早是 2024-04-01"),
        (date(2024, 7, 20), "2024-2", ""),
        (date(2024, 4, 1), "", ""),
        (date(2024, 3, 31), "", "最早是 2024-04-01"),
        (date(2025, 9, 1), "", "在 2025-08-01 以后"),
    ],
)
def test_the_days_a_meeting_can_be_of(held_on: date, quarter: str, why: str) -> None:
    told = wrong_day(held_on, quarter, date(2024, 8, 1), date(2025, 8, 1))
    assert why in told and bool(why) == bool(told)


@pytest.mark.parametrize(
    ("due_on", "why"),
    [
        (date(2024, 8, 1), ""),
        (date(2024, 7, 31), "早于开会日期"),
        (date(9999, 12, 31), "在 2027-08-01 以后"),
    ],
)
def test_the_days_a_decision_can_be_done_by(due_on: date, why: str) -> None:
    told = wrong_limit(due_on, date(2024, 8, 1), date(2027, 8, 1))
    assert why in told and bool(why) == bool(told)
