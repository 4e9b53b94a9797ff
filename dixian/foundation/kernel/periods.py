"""Days, weeks, ten days, half-months, months, quarters, half-years and years as the periods of what comes again and again."""

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


def one_day(day: date) -> Period:
    """The day itself."""
    return Period(f"{day.year}年{day.month}月{day.day}日", day, day)


def week_of(day: date) -> Period:
    """The week a day lies in, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year}年第{week}周", monday, monday + timedelta(days=6))


def part_of_month(day: date, length: int) -> Period:
    """The part of so many days of its month a day lies in, the last one as long as the month is: 10 for 旬, 15 for 半月."""
    last = monthrange(day.year, day.month)[1]
    places = 30 // length
    place = min((day.day - 1) // length, places - 1)
    end = last if place == places - 1 else (place + 1) * length
    called = "上中下" if places == 3 else "上下"
    word = f"{called[place]}{'旬' if places == 3 else '半月'}"
    return Period(
        f"{day.year}年{day.month}月{word}", day.replace(day=place * length + 1), day.replace(day=end)
    )


def months_of(day: date, months: int) -> Period:
    """The period of so many months (a divisor of 12) a day lies in."""
    place = (day.month - 1) // months
    begin, end = place * months + 1, (place + 1) * months
    last = date(day.year, end, monthrange(day.year, end)[1])
    return Period(_called(day.year, place + 1, months), date(day.year, begin, 1), last)


def months_from(day: date, months: int, since: date) -> Period:
    """The period of so many months a day lies in, counted from the month of `since`: what divides no year (每5个月) has no
    place in the calendar."""
    begin = since.year * 12 + since.month - 1
    now = day.year * 12 + day.month - 1
    first = _first_of(now - (now - begin) % months)
    last = _first_of(first.year * 12 + first.month - 1 + months) - timedelta(days=1)
    until = f"{last.month}月" if last.year == first.year else f"{last.year}年{last.month}月"
    return Period(f"{first.year}年{first.month}月至{until}", first, last)


def days_from(day: date, length: int, since: date) -> Period:
    """The period of so many days a day lies in, counted from `since`."""
    first = day - timedelta(days=(day - since).days % length)
    last = first + timedelta(days=length - 1)
    return Period(f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日", first, last)


def period_of(day: date, every: str) -> Period:
    """The period a day lies in. every: `week`, or a key of MONTHS; KeyError for another."""
    return week_of(day) if every == "week" else months_of(day, MONTHS[every])


def _first_of(month: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _called(year: int, number: int, months: int) -> str:
    if months == 12:
        return f"{year}年"
    word = {1: f"{number}月", 3: f"第{number}季度", 6: ("上半年", "下半年")[min(number, 2) - 1]}
    return f"{year}年{word.get(months, f'第{number}个{months}月期')}"
