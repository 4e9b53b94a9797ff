"""Decisions on plain values: a task's colour, and the period a recurring limit is in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dixian.directives.tasks.enums import TaskColour
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.periods import (
    MONTHS,
    Period,
    days_from,
    months_from,
    months_of,
    one_day,
    part_of_month,
    week_of,
)


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


# 每 3 个月, 每 10 天 and the like: how many months or days a measure has; and what of days or weeks is said as a period.
OF_MEASURE = {"month": 1, "quarter": 3, "year": 12}
DAYS_OF_MEASURE = {"day": 1, "week": 7}
# In years: what comes more rarely than that is a slip of the pen, and no day of the calendar could be named for it.
RAREST = 20
SAME_AS = {(1, "day"): "day", (7, "day"): "week", (1, "week"): "week"}
SHORT: dict[str, Callable[[date], Period]] = {
    "day": one_day,
    "week": week_of,
    "ten_days": lambda day: part_of_month(day, 10),
    "half_month": lambda day: part_of_month(day, 15),
}
TERM = "term"


@dataclass(frozen=True)
class Rhythm:
    """How a limit recurs, as it was understood."""

    kind: str
    every: str
    amount: int | None
    measure: str
    first_day: int | None = None
    last_day: int | None = None

    @property
    def word(self) -> str:
        """`day`, `week`, `ten_days`, `half_month`, `term`; "" for one that is counted in months, or doesn't recur by it."""
        if self.kind not in ("every", "window"):
            return ""
        every = self.every or SAME_AS.get((self.amount or 0, self.measure), "")
        return every if every in (*SHORT, TERM) else ""

    @property
    def months(self) -> int:
        """Of how many months a period is; 0 where it isn't counted in months, or doesn't recur."""
        if self.kind not in ("every", "window") and not self.monthly:
            return 0
        found = (
            MONTHS.get(self.every, 0) if self.every else (self.amount or 0) * OF_MEASURE.get(self.measure, 0)
        )
        return found if found <= RAREST * 12 else 0

    @property
    def days(self) -> int:
        """Of how many days a period is that has no word and is counted in days or weeks; else 0."""
        if self.kind != "every" or self.every or self.word:
            return 0
        found = (self.amount or 0) * DAYS_OF_MEASURE.get(self.measure, 0)
        return found if found <= RAREST * 365 else 0

    @property
    def monthly(self) -> bool:
        """Whether it has days within each month."""
        return self.every == "month" and self.kind in ("window", "by")

    @property
    def recurs(self) -> bool:
        """Whether it opens a duty for each of its rounds."""
        return bool(self.word or self.months or self.days)


def period(
    rhythm: Rhythm, today: date, terms: Sequence[Period] = (), *, since: date | None = None
) -> Period | None:
    """The round of a recurring limit that `today` lies in: `every`, `window`, or `by` a day of each month.

    A window of a month begins and ends on its days. terms: the school's, around that day. since: the paper's adoption, from
    which on is counted what is no part of a year (每5个月, 每2年, 每10天). None where the limit doesn't recur, for 每学期 in the
    holidays, and for what is counted from an adoption that is not.
    """
    if rhythm.word == TERM:
        return next((one for one in terms if one.first <= today <= one.last), None)
    if rhythm.word:
        return SHORT[rhythm.word](today)
    if rhythm.days or (rhythm.months and 12 % rhythm.months):
        return _counted(rhythm, today, since) if since else None
    if not rhythm.months:
        return None
    found = months_of(today, rhythm.months)
    return _narrowed(found, rhythm.first_day, rhythm.last_day) if rhythm.monthly else found


def _counted(rhythm: Rhythm, today: date, since: date) -> Period:
    if rhythm.days:
        return days_from(today, rhythm.days, since)
    return months_from(today, rhythm.months, since)


def terms_around(day: date, spring: tuple[date, date], autumn: tuple[date, date]) -> list[Period]:
    """The school's terms that may hold a day, and those to the end of the next year. spring, autumn: first and last day in some
    year each; an autumn ends in the year after it began."""
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        first, last = (one.replace(year=year) for one in spring)
        found.append(Period(f"{year}年春季学期", first, last))
        begin, end = autumn
        found.append(Period(f"{year}年秋季学期", begin.replace(year=year), end.replace(year=year + 1)))
    return found


def _narrowed(found: Period, first_day: int | None, last_day: int | None) -> Period:
    """The days of a month's window; a day the month doesn't have is its last one."""
    first, last = found.first, found.last
    if first_day and first_day <= last.day:
        first = first.replace(day=first_day)
    if last_day and first.day <= last_day <= last.day:
        last = last.replace(day=last_day)
    return Period(found.code, first, last)
