"""How many years off a day is a slip of the year is policy, dated and changed like every parameter."""

from datetime import date

import pytest

from dixian.foundation.policy.api import Parameter, earliest, latest

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(acting: None) -> None:
    Parameter.objects.create(
        code="slip.trial.ahead", title="试", kind="number", text="3", valid_from=date(2024, 1, 1), source="试"
    )


def test_the_bounds_are_the_same_day_so_many_years_on_or_back(three: None) -> None:
    assert latest("slip.trial.ahead", date(2024, 4, 9)) == date(2027, 4, 9)
    assert earliest("slip.trial.ahead", date(2024, 4, 9)) == date(2021, 4, 9)


def test_the_day_of_a_leap_year_is_the_last_of_february_elsewhere(three: None) -> None:
    assert latest("slip.trial.ahead", date(2024, 2, 29)) == date(2027, 2, 28)
