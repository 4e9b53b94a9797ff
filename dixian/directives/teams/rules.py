"""Decisions on plain values."""

from collections.abc import Iterable
from datetime import date

from dixian.foundation.kernel.calendar import Month


def too_many(days: int, leave: int, month: Month) -> bool:
    """Whether days in the village and days of leave are more than the month has."""
    return days + leave > month.last.day


def wrong_days(from_on: date, until: date | None, proved: Iterable[date | None], today: date) -> str:
    """What is wrong with a member's days, "" where nothing is. proved: of insurance and health check."""
    if from_on > today:
        return "到岗日期在今天以后，到岗以后再登记"
    if until is not None and until <= from_on:
        return "派驻期满不在到岗日期以后"
    if any(day is not None and day > today for day in proved):
        return "投保或体检的日期在今天以后"
    return ""
