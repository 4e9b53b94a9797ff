"""What is filled in and checked of a consultation's days: its limit, its quarter, the day it is held on."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dixian.directives.meetings.models import Attendance, Meeting
from dixian.directives.meetings.rules import Quarter, wrong_day
from dixian.directives.meetings.states import AHEAD
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import latest

MEETING = "slip.meeting.ahead"
QUARTER = re.compile(r"20\d{2}-[1-4]")


def fill_in(row: Meeting, memo: dict[Any, Any]) -> None:
    """A meeting without a limit is due when it is held, or by the end of the quarter. Raises Refusal for its quarter and its day."""
    row.quarter = tidy(row.quarter)
    if row.quarter:
        if not QUARTER.fullmatch(row.quarter):
            raise Refusal(f"季度“{row.quarter}”看不懂", "写成 2024-2，临时会商不填")
        if Meeting.objects.filter(quarter=row.quarter).exclude(pk=row.pk).exists():
            raise Refusal("这个季度的会商已经列出", "在台账里打开那一次；临时会商不填季度")
    if row.held_on:
        _require_day(row, memo)
        if row.state not in AHEAD and row.held_on > clock.today():
            raise Refusal("会议已经召开，开会日期在今天以后", "填实际开会的日期")
    if row.due_on is None:
        row.due_on = (
            Quarter.parse(row.quarter).last if row.quarter else row.held_on or Quarter.of(clock.today()).last
        )
    if row.quarter:
        _require_quarter(row)


def _require_quarter(row: Meeting) -> None:
    """A quarter's consultation is due within the quarter, so that a missed one stays missed (R2.1). Raises Refusal."""
    quarter, today = Quarter.parse(row.quarter), clock.today()
    if quarter.first > Quarter.of(today).last + timedelta(days=1):
        raise Refusal(f"{quarter.label}还早", "每季度的会商到季初自动列出")
    if row.due_on and not quarter.first <= row.due_on <= quarter.last:
        raise Refusal(
            f"{quarter.label}的会商期限要在 {quarter.first} 到 {quarter.last}",
            "季度内没有开的，登记未召开，写明原因",
        )


def keeps_its_quarter(row: Meeting, before: Mapping[str, Any], _post: Post) -> None:
    """Raises Refusal where a consultation would be another quarter's, or none's."""
    if before["quarter"] and row.quarter != before["quarter"]:
        raise Refusal("会商的季度不能更改", "临时会商另行登记，不填季度")


def called_for(meeting: Meeting, on: date) -> None:
    """Raises Refusal where day or place of the meeting is missing, and for a day no meeting is called for."""
    if meeting.held_on is None or not meeting.place:
        raise Refusal("没有写开会日期和地点", "写明什么时候、在哪里开")
    _require_day(meeting, {})


def _require_day(meeting: Meeting, memo: dict[Any, Any]) -> None:
    today = clock.today()
    if MEETING not in memo:
        memo[MEETING] = latest(MEETING, today)
    wrong = wrong_day(meeting.held_on, meeting.quarter, today, memo[MEETING]) if meeting.held_on else ""
    if wrong:
        raise Refusal(wrong, "填通知上的日期；补登已经开过的会，填实际开会的日期")


def was_held(meeting: Meeting, on: date) -> None:
    """Raises Refusal for a meeting of a day to come or too long ago, and where nobody is noted as present."""
    if meeting.held_on is None or meeting.held_on > clock.today():
        raise Refusal("会议还没有开", "改成实际开会的日期")
    _require_day(meeting, {})
    if not Attendance.objects.filter(meeting=meeting, presence__in=("came", "stood_in")).exists():
        raise Refusal("没有登记谁到会", "先在“到会”里登记各单位")
