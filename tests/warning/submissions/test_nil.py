"""零报告: nothing to push, said once, and taken back."""

from datetime import date
from typing import Any

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions import api as submissions
from tests.support.register import medical_kind, pushed, received

pytestmark = pytest.mark.django_db
APRIL = Month.parse("2024-04")


@pytest.fixture
def tenth(county: Any) -> Any:
    """10 April 2024, within the window, with the month's duty open."""
    with clock.at(clock.noon(date(2024, 4, 10))):
        submissions.open_month(APRIL)
        yield


def nil(county: Any, month: Month = APRIL) -> Any:
    return submissions.nil_return(kind=medical_kind(), month=month, post=county["insurer"])


def take_back(county: Any, reason: str = "") -> Any:
    return submissions.withdraw_nil(kind=medical_kind(), month=APRIL, post=county["insurer"], reason=reason)


def open_duties() -> list[tuple[str, date]]:
    """Of the insurer's kind."""
    found = Obligation.objects.filter(
        kind="submissions.submit", state="open", subject_label=medical_kind().name
    )
    return list(found.values_list("title", "due_on"))


def test_a_nil_return_ends_the_duty_of_the_month(county, tenth):
    assert len(open_duties()) == 1
    assert nil(county).nil
    assert open_duties() == []


def test_a_nil_return_is_said_once_and_not_for_a_month_to_come(county, tenth):
    with pytest.raises(Refusal, match="还没有到"):
        nil(county, APRIL.next())
    nil(county)
    with pytest.raises(Refusal, match="已于 2024-04-10 报了零报告"):
        nil(county)


def test_no_nil_return_beside_a_file(county, people, file, tenth):
    pushed(file([people["张三"].costs("1")]), county["insurer"])
    with pytest.raises(Refusal, match="已于"):
        nil(county)


def test_after_a_nil_return_a_file_is_refused_until_it_is_taken_back(county, people, file, tenth):
    nil(county)
    with pytest.raises(Refusal, match="零报告") as refusal:
        received(file([people["张三"].costs("1")]), county["insurer"])
    assert "撤回零报告" in refusal.value.remedy
    taken = take_back(county)
    assert (taken.nil, taken.submitted_on) == (False, None)
    assert open_duties() == [("报送2024年4月个人自付医疗费用", date(2024, 4, 15))]
    pushed(file([people["张三"].costs("1")]), county["insurer"])
    assert open_duties() == []


def test_after_the_window_it_is_taken_back_with_a_reason_that_stays(county, tenth):
    nil(county)
    with clock.at(clock.noon(date(2024, 4, 16))):
        with pytest.raises(Refusal, match="要写明理由"):
            take_back(county, " ")
        assert take_back(county, "漏看了一家医院").note == "漏看了一家医院"


def test_what_was_not_said_is_not_taken_back(county, tenth):
    with pytest.raises(Refusal, match="没有报零报告"):
        take_back(county)
