"""Quarters, on plain values."""

from dataclasses import dataclass
from datetime import date

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
