"""A day so many years off that it is a slip of the year: how many, is policy (`slip.*`, dated as every parameter)."""

from datetime import date

from dixian.foundation.policy.selectors import number

LAST_OF_FEBRUARY = 28


def latest(code: str, day: date) -> date:
    """The last day from `day` on that is no slip."""
    return _years(day, int(number(code)))


def earliest(code: str, day: date) -> date:
    """The first day back from `day` that is no slip."""
    return _years(day, -int(number(code)))


def _years(day: date, count: int) -> date:
    year = day.year + count
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=LAST_OF_FEBRUARY)
