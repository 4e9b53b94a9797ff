"""Decisions on plain values."""

from datetime import date

from dixian.foundation.kernel.calendar import Month

NOT_YET, ON_TIME, LATE, NIL, MISSING = "not_yet", "on_time", "late", "nil", "missing"


def timeliness(*, month: Month, today: date, last_day: int, submitted_on: date | None, nil: bool) -> str:
    """A month's submission against the window that ends on `last_day` of the month (R2.3)."""
    end = month.day(last_day)
    if submitted_on is None:
        return MISSING if today > end else NOT_YET
    if nil:
        return NIL
    return LATE if submitted_on > end else ON_TIME
