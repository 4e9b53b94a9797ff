"""Decisions on plain values."""

from dixian.foundation.kernel.calendar import Month


def too_many(days: int, leave: int, month: Month) -> bool:
    """Whether days in the village and days of leave are more than the month has."""
    return days + leave > month.last.day
