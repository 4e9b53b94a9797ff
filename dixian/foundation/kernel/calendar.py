"""Months, limits and due dates. Days are Shanghai days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, value: object) -> "Month":
        """`2024-04`, `2024年4月`, `2024年4月份`, `202404`, `202404.0`. Raises CellProblem."""
        text = tidy(value).removesuffix(".0")
        found = re.fullmatch(r"((?:19|20)\d{2})[-/.年]?(\d{1,2})(?:月份?)?", text)
        if not found or not 1 <= int(found[2]) <= 12:
            raise CellProblem("月份看不懂", "写成 2024-04 或 2024年4月")
        return cls(int(found[1]), int(found[2]))

    @property
    def label(self) -> str:
        """`2024年4月`."""
        return f"{self.year}年{self.number}月"

    @property
    def code(self) -> str:
        """`2024-04`, the form kept in the database."""
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next().first - DAY

    def next(self) -> "Month":
        """The month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def previous(self) -> "Month":
        """The month before."""
        return Month.of(self.first - DAY)

    def day(self, number: int) -> date:
        """Its `number`-th day, or its last where the month is shorter."""
        return min(self.first + DAY * (number - 1), self.last)


class Holidays(Protocol):
    """Knows which days are worked."""

    def is_working(self, day: date) -> bool:
        """Whether offices are open on `day`."""
        ...


class Weekends:
    """Saturdays and Sundays off, nothing else known."""

    def is_working(self, day: date) -> bool:
        """Monday to Friday."""
        return day.weekday() < SATURDAY


WEEKENDS = Weekends()


@dataclass(frozen=True)
class Limit:
    """A time limit: so many calendar or working days; whether the first day counts."""

    amount: int
    working: bool = False
    first_day_counts: bool = False

    @property
    def words(self) -> str:
        """`7天`, `3个工作日（当天起算）`."""
        unit = "个工作日" if self.working else "天"
        return f"{self.amount}{unit}{'（当天起算）' if self.first_day_counts else ''}"


def due_on(start: date, limit: Limit, *, holidays: Holidays = WEEKENDS) -> date:
    """The last day on which something begun on `start` is in time."""
    left = limit.amount
    day = start - DAY if limit.first_day_counts else start
    while left > 0:
        day += DAY
        if not limit.working or holidays.is_working(day):
            left -= 1
    return day


def days_left(due: date, today: date) -> int:
    """Days until `due`; negative when it has passed."""
    return (due - today).days


def left_words(due: date, today: date) -> str:
    """`还有3天`, `今天到期`, `已超2天`."""
    left = days_left(due, today)
    if left == 0:
        return "今天到期"
    return f"还有{left}天" if left > 0 else f"已超{-left}天"


def zh_day(day: date) -> str:
    """`2024年4月3日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def years_from(day: date, count: int) -> date:
    """The same day so many years later (earlier, below 0); 28 February where the year has no 29th."""
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return day.replace(year=day.year + count, day=28)
