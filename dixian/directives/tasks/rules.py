"""Decisions on plain values: a task's colour, and the period a recurring limit is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dixian.directives.tasks.enums import TaskColour
from dixian.foundation.kernel.calendar import zh_day
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


@dataclass(frozen=True)
class Owed:
    """What has a day within a task and is not done: in words, and its day."""

    what: str
    due: date


@dataclass(frozen=True)
class Standing:
    """A task's colour, and why it is that: sentences with the unit, what it owes and the day."""

    colour: TaskColour
    why: tuple[str, ...]

    @property
    def tag(self) -> str:
        """The colour of its tag."""
        return self.colour.tag

    @property
    def label(self) -> str:
        """Its word."""
        return str(self.colour.label)


def standing(*, counts: Counts, owed: Sequence[Owed], today: date, warn_days: int) -> Standing:
    """Ended with its paper; green once every unit is done; else red where something owed is past its day, amber where a day
    is near or something was sent back, blue where somebody has reported, grey where nobody has.

    owed: the task's own day, those of its units' parts, and the rounds of its limits that are not reported.
    """
    if counts.ended and counts.done + counts.ended == counts.shares:
        return Standing(TaskColour.ENDED, ("文件停止执行，任务终止",))
    if counts.shares and counts.done == counts.shares:
        return Standing(TaskColour.GREEN, (f"{counts.shares} 个单位都已完成",))
    late = tuple(
        f"{one.what}，期限 {zh_day(one.due)}，已超 {(today - one.due).days} 天"
        for one in owed
        if one.due < today
    )
    if late:
        return Standing(TaskColour.RED, late)
    near = [f"{one.what}，{zh_day(one.due)}到期" for one in owed if (one.due - today).days <= warn_days]
    back = [f"{counts.returned} 个单位的进展退回补充"] if counts.returned else []
    if near or back:
        return Standing(TaskColour.AMBER, (*near, *back))
    spoke = counts.done + counts.accepted + counts.reported
    if spoke:
        return Standing(TaskColour.BLUE, (f"{spoke} 个单位报了进展",))
    return Standing(TaskColour.GREY, ("还没有单位报进展",))


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
