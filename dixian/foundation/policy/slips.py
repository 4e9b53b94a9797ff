"""A day so many years off that it is a slip of the year: how many, is policy (`slip.*`, dated as every parameter)."""

from datetime import date

from dixian.foundation.kernel.calendar import years_from
from dixian.foundation.policy.rules import parse_number
from dixian.foundation.policy.selectors import limits, number, parameter


def latest(code: str, day: date) -> date:
    """The last day from `day` on that is no slip."""
    return years_from(day, int(number(code)))


def earliest(code: str, day: date) -> date:
    """The first day back from `day` that is no slip."""
    return years_from(day, -int(number(code)))


def around(back: str, ahead: str, day: date) -> tuple[date, date]:
    """The first day back from `day` and the last day on from it that are no slips, in one question.

    Raises Refusal that names the code for which nothing is in force.
    """
    known = limits([(back, day), (ahead, day)])
    years = [
        int(parse_number((known.get((code, day)) or parameter(code, day)).text)) for code in (back, ahead)
    ]
    return years_from(day, -years[0]), years_from(day, years[1])
