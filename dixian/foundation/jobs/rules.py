"""Decisions of the queue on plain values: slots, waiting times, what may be stored."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from dixian.foundation.kernel.clock import SHANGHAI

Slots = Callable[[datetime], datetime]

_PERSONAL = re.compile(r"(?<![0-9A-Za-z-])(\d{17}[\dXx]|1[3-9]\d{9}|\d{16,19})(?![0-9A-Za-z-])")
_LONGEST = 200
_WAITS = (10, 60, 300, 1800)


def every_slots(minutes: int) -> Slots:
    """The latest slot at or before a moment, for a job that runs every `minutes` of the day."""
    if not 1 <= minutes <= 1440:
        raise ValueError("every takes 1 to 1440 minutes")

    def latest(moment: datetime) -> datetime:
        local = moment.astimezone(SHANGHAI)
        passed = local.hour * 60 + local.minute
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(minutes=passed - passed % minutes)

    return latest


def daily_slots(clock_time: str) -> Slots:
    """The latest slot at or before a moment, for a job that runs daily at `"HH:MM"`, Shanghai time."""
    at = time.fromisoformat(clock_time)

    def latest(moment: datetime) -> datetime:
        local = moment.astimezone(SHANGHAI)
        slot = datetime.combine(local.date(), at, tzinfo=SHANGHAI)
        return slot if slot <= local else slot - timedelta(days=1)

    return latest


def wait_seconds(attempt: int) -> int:
    """How long to wait after the failed attempt number `attempt` (from 1): 10 s, 1 min, 5 min, 30 min."""
    return _WAITS[min(attempt, len(_WAITS)) - 1]


def plain_problem(values: Mapping[str, Any]) -> str:
    """Why these values may not lie in the queue, or "".

    Ids, codes, days and lists of them may; long texts and anything shaped like an ID number, a phone
    or an account may not (decision 9: no personal data in job arguments).
    """
    for name, value in values.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            if problem := _item_problem(item):
                return f"{name}: {problem}"
    return ""


def _item_problem(item: object) -> str:
    if not isinstance(item, str | date | int | None):
        return f"{type(item).__name__} can't be stored"
    text = str(item)
    if len(text) > _LONGEST:
        return "too long for an id or a code"
    if _PERSONAL.search(text):
        return "looks like personal data"
    return ""
