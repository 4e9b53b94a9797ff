"""Decisions on plain values."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.unread import is_no_result

NAMED_BY_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月")
NOT_YET, UNSIGNED, ON_TIME, LATE, NIL, MISSING = "not_yet", "unsigned", "on_time", "late", "nil", "missing"


def day_of(value: Any) -> date | None:
    """The last day a cell of the day column speaks of: a day, or a month's code."""
    if value is None or isinstance(value, date):
        return value
    return Month.parse(value).last


def not_of_month(day: date | None, month: Month, *, summed: bool) -> str:
    """What is wrong with the last day a row of a month's file speaks of, "" where nothing is.

    summed: the figure is a sum of the year so far, so that it is of the month's own year; what January reports may
    be the sum up to December.
    """
    if day is None:
        return ""
    if day > month.last:
        return f"晚于报送的 {month.label}"
    if summed and day.year != month.year and Month.of(day) != month.previous():
        return f"是 {day.year} 年的累计，报送的是 {month.label}"
    return ""


def of_several_months(sheets: Iterable[str]) -> list[str]:
    """The sheets whose names say different months, [] where they say one at most: sums of the year would count twice."""
    said = {name: int(found[1]) for name in sheets if (found := NAMED_BY_MONTH.search(name))}
    return list(said) if len(set(said.values())) > 1 else []


def timeliness(
    *,
    month: Month,
    today: date,
    last_day: int,
    submitted_on: date | None,
    nil: bool,
    unsigned: bool = False,
) -> str:
    """A month's submission against the window that ends on `last_day` of the month (R2.3).

    unsigned: something waits for the head's signature; until then nothing is pushed.
    """
    end = month.day(last_day)
    if submitted_on is None:
        waits = UNSIGNED if unsigned else NOT_YET
        return MISSING if today > end else waits
    if nil:
        return NIL
    return LATE if submitted_on > end else ON_TIME


def is_beyond_guessing(text: str, longest: int) -> bool:
    """Whether a name or a number as it stands says of nobody who is meant: a formula that came to nothing, or more
    than the column takes, which is a slip of the file.
    """
    return is_no_result(text) or len(text) > longest
