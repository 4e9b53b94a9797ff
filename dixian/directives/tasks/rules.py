"""Decisions on plain values: a task's colour, and the period a recurring limit is in."""

from dataclasses import dataclass
from datetime import date

from dixian.directives.tasks.enums import TaskColour
from dixian.foundation.kernel.periods import MONTHS, Period, months_of, week_of


@dataclass(frozen=True)
class Counts:
    """How many shares a task has, and how many of them stand where."""

    shares: int
    done: int
    accepted: int
    reported: int
    returned: int
    ended: int = 0


def colour(*, counts: Counts, due: date | None, today: date, warn_days: int) -> TaskColour:
    """Ended with its paper; green once every unit is done; else red past its day, amber near it or with something sent back,
    blue where somebody has reported, grey where nobody has."""
    if counts.ended and counts.done + counts.ended == counts.shares:
        return TaskColour.ENDED
    if counts.shares and counts.done == counts.shares:
        return TaskColour.GREEN
    if due is not None and due < today:
        return TaskColour.RED
    if counts.returned or (due is not None and (due - today).days <= warn_days):
        return TaskColour.AMBER
    if counts.done or counts.accepted or counts.reported:
        return TaskColour.BLUE
    return TaskColour.GREY


# 每 3 个月 and the like: how many months a measure has.
OF_MEASURE = {"month": 1, "quarter": 3, "year": 12}


def period(
    *,
    kind: str,
    every: str,
    amount: int | None,
    measure: str,
    first_day: int | None,
    last_day: int | None,
    today: date,
) -> Period | None:
    """The round of a recurring limit that `today` lies in: `every`, `window`, or `by` a day of each month.

    A window of a month begins and ends on its days. None where the round is no calendar one (每日, 每学期, 每旬) or
    the limit doesn't recur: such a limit opens no duty.
    """
    monthly = every == "month" and kind in ("window", "by")
    if kind not in ("every", "window") and not monthly:
        return None
    if every == "week":
        return week_of(today)
    months = MONTHS.get(every, 0) if every else (amount or 0) * OF_MEASURE.get(measure, 0)
    if not months or 12 % months:
        return None
    found = months_of(today, months)
    return _narrowed(found, first_day, last_day) if monthly else found


def _narrowed(found: Period, first_day: int | None, last_day: int | None) -> Period:
    """The days of a month's window; a day the month doesn't have is its last one."""
    first, last = found.first, found.last
    if first_day and first_day <= last.day:
        first = first.replace(day=first_day)
    if last_day and first.day <= last_day <= last.day:
        last = last.replace(day=last_day)
    return Period(found.code, first, last)
