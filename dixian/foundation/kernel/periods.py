"""Weeks, months, quarters, half-years and years as the periods of what comes again and again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# How many months a period has.
MONTHS = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True)
class Period:
    """One of them: its name, first and last day."""

    code: str
    first: date
    last: date


def week_of(day: date) -> Period:
    """The week a day lies in, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year}年第{week}周", monday, monday + timedelta(days=6))


def months_of(day: date, months: int) -> Period:
    """The period of so many months (a divisor of 12) a day lies in."""
    place = (day.month - 1) // months
    begin, end = place * months + 1, (place + 1) * months
    last = date(day.year, end, monthrange(day.year, end)[1])
    return Period(_called(day.year, place + 1, months), date(day.year, begin, 1), last)


def period_of(day: date, every: str) -> Period:
    """The period a day lies in. every: `week`, or a key of MONTHS; KeyError for another."""
    return week_of(day) if every == "week" else months_of(day, MONTHS[every])


def _called(year: int, number: int, months: int) -> str:
    if months == 12:
        return f"{year}年"
    word = {1: f"{number}月", 3: f"第{number}季度", 6: ("上半年", "下半年")[min(number, 2) - 1]}
    return f"{year}年{word.get(months, f'第{number}个{months}月期')}"
