"""Which day a row of a month's file may speak of."""

from datetime import date

import pytest

from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.rules import not_of_month

JANUARY = Month.parse("2024-01")


@pytest.mark.parametrize(
    ("day", "summed", "said"),
    [
        (None, True, ""),
        (date(2024, 1, 31), True, ""),
        (date(2023, 12, 31), True, ""),
        (date(2023, 11, 30), True, "是 2023 年的累计，报送的是 2024年1月"),
        (date(2023, 11, 30), False, ""),
        (date(2024, 2, 1), False, "晚于报送的 2024年1月"),
    ],
)
def test_a_sum_is_of_the_months_year_or_up_to_the_month_before(
    day: date | None, summed: bool, said: str
) -> None:
    assert not_of_month(day, JANUARY, summed=summed) == said
