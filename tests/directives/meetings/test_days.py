"""A quarter's consultation stays that quarter's, and one that was held was held (R2.1)."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.directives.meetings import api as meetings
from dixian.directives.meetings.rules import Quarter
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db
BOOK = books.book("meetings")
NOW = Quarter.of(clock.today())


@pytest.fixture
def meeting(office: Any) -> meetings.Meeting:
    with as_worker():
        made = meetings.open_quarter(clock.today())
    assert made is not None
    return made


def correct(meeting: meetings.Meeting, post: Any, **values: Any) -> None:
    row = meetings.Meeting.objects.select_related("unit").get(pk=meeting.pk)
    books.correct(book=BOOK, row=row, values=values, extra={}, post=post)


def _held(meeting: meetings.Meeting, post: Any) -> None:
    where = {"held_on": clock.today(), "place": "第二会议室", "chair": "某副县长"}
    for verb in ("call", "hold"):
        meetings.Attendance.objects.filter(meeting=meeting).update(presence="came")
        row = meetings.Meeting.objects.select_related("unit").get(pk=meeting.pk)
        books.act(book=BOOK, row=row, verb=verb, post=post, on=clock.today(), values=where)


def test_its_limit_stays_within_its_quarter(office: Any, meeting: meetings.Meeting) -> None:
    with pytest.raises(Refusal, match="会商期限要在"):
        correct(meeting, office["bureau"], due_on=NOW.last + timedelta(days=1))
    correct(meeting, office["bureau"], due_on=NOW.last - timedelta(days=1))


@pytest.mark.parametrize("quarter", ["", "2031-1"])
def test_it_becomes_no_other_quarters(office: Any, meeting: meetings.Meeting, quarter: str) -> None:
    with pytest.raises(Refusal, match=r"不能更改|还早"):
        correct(meeting, office["bureau"], quarter=quarter)


def test_a_quarter_long_to_come_is_not_registered(office: Any) -> None:
    values = {"title": "2031年第1季度会商", "quarter": "2031-1", "unit": office.bureau, "due_on": None}
    with pytest.raises(Refusal, match="还早"):
        books.register(book=BOOK, values=values, extra={}, post=office["bureau"])


def test_a_consultation_that_was_held_is_not_moved_to_a_day_to_come(
    office: Any, meeting: meetings.Meeting
) -> None:
    _held(meeting, office["bureau"])
    with pytest.raises(Refusal, match="开会日期在今天以后"):
        correct(meeting, office["bureau"], held_on=clock.today() + timedelta(days=1))
    correct(meeting, office["bureau"], chair="另一位副县长")


def test_who_corrected_a_consultation_since_it_was_held_does_not_issue_its_minutes(
    office: Any, meeting: meetings.Meeting
) -> None:
    _held(meeting, office["bureau"])
    correct(meeting, office["reviewer"], chair="另一位副县长")
    row = meetings.Meeting.objects.select_related("unit").get(pk=meeting.pk)
    with pytest.raises(Refusal, match="召开以后更正过的人"):
        books.act(book=BOOK, row=row, verb="issue", post=office["reviewer"], on=clock.today())
