"""A unit is reminded of its window when it opens, before it ends and when it was missed: each once, in the day's one digest."""

from datetime import date
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.models import Digest
from dixian.warning.submissions import api as submissions
from tests.support.register import medical_kind

pytestmark = pytest.mark.django_db
APRIL = Month.parse("2024-04")


@pytest.fixture
def head(county: Any) -> Any:
    """Of the insurer's office, which pushes one kind; the month's duties are open."""
    submissions.DataKind.objects.exclude(code="yb_zifu").update(valid_to=date(2024, 3, 1))
    with clock.at(clock.noon(APRIL.day(5))):
        submissions.open_month(APRIL)
        return county.post("chief", Role.DEPARTMENT_HEAD, unit("ybj"))


def morning(day: int) -> None:
    """What runs by itself on a day of April."""
    with clock.at(clock.noon(APRIL.day(day))):
        enqueue("submissions.remind", key=f"remind {day}")
        drain()
        enqueue("worklist.digest", key=f"digest {day}")
        drain()


def told(post: Any, day: int) -> list[str]:
    """The lines of a person's digest that speak of the window."""
    digest = Digest.objects.filter(user=post.user, day=date(2024, 4, day)).first()
    return [line for line in digest.text.split("\n") if "2024年4月报送" in line] if digest else []


def test_the_clerk_hears_of_the_opening_and_of_the_end_and_each_once(county, head):
    clerk = county["insurer"]
    for day in (5, 6, 11, 12, 13, 15):
        morning(day)
    name = medical_kind().name
    assert told(clerk, 5) == [f"2024年4月报送窗口已开，待报 1 种（{name}），2024年4月15日截止"]
    assert told(clerk, 12) == [f"2024年4月报送2024年4月15日截止，还有 1 种（{name}）未报"]
    assert [told(clerk, day) for day in (6, 11, 13, 15)] == [[], [], [], []]
    assert [told(head, day) for day in (5, 12)] == [[], []]


def test_what_was_missed_is_told_the_head_too_and_once(county, head):
    for day in (16, 17):
        morning(day)
    line = f"2024年4月报送已于2024年4月15日截止，逾期未报 1 种（{medical_kind().name}）"
    assert told(county["insurer"], 16) == told(head, 16) == [line]
    assert told(county["insurer"], 17) == told(head, 17) == []


def test_whoever_has_pushed_is_left_in_peace(county, head):
    with clock.at(clock.noon(APRIL.day(6))):
        submissions.nil_return(kind=medical_kind(), month=APRIL, post=county["insurer"])
    morning(12)
    assert told(county["insurer"], 12) == []


def test_a_reminder_whose_day_went_by_comes_with_the_next_digest(county, head):
    with clock.at(clock.noon(APRIL.day(12))):
        enqueue("submissions.remind", key="remind")
        drain()
    with clock.at(clock.noon(APRIL.day(13))):
        enqueue("worklist.digest", key="digest")
        drain()
    assert len(told(county["insurer"], 13)) == 1
