"""Quarters, and the days a meeting can be of, on plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

from dixian.foundation.kernel.calendar import Month


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, code: str) -> "Quarter":
        """That of `2024-2`."""
        year, _, number = code.partition("-")
        return cls(int(year), int(number))

    @property
    def code(self) -> str:
        """`2024-2`."""
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """`2024年第2季度`."""
        return f"{self.year}年第{self.number}季度"

    @property
    def first(self) -> date:
        """Its first day."""
        return Month(self.year, self.number * 3 - 2).first

    @property
    def last(self) -> date:
        """Its last day."""
        return Month(self.year, self.number * 3).last


def wrong_day(held_on: date, quarter: str, today: date, last: date) -> str:
    """What is wrong with the day of a meeting, "" where nothing is. last: beyond it a day is a slip of the year.

    A meeting that was held may be noted late: a quarter's from its first day on, another from the last quarter's.
    """
    first = (
        Quarter.parse(quarter).first
        if quarter
        else Quarter.of(Quarter.of(today).first - timedelta(days=1)).first
    )
    if held_on < first:
        return f"开会日期 {held_on} 太早，{'这个季度的' if quarter else '临时会商补登的'}最早是 {first}"
    if held_on > last:
        return f"开会日期 {held_on} 在 {last} 以后"
    return ""


def wrong_limit(due_on: date, held_on: date | None, last: date) -> str:
    """What is wrong with a decision's limit, "" where nothing is. last: beyond it a limit is a slip of the year."""
    if held_on is None:
        return ""
    if due_on < held_on:
        return f"完成时限 {due_on} 早于开会日期 {held_on}"
    return f"完成时限 {due_on} 在 {last} 以后" if due_on > last else ""
