"""Decisions on plain values: colours, who is told of a late duty, the words of a digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dixian.foundation.kernel.calendar import days_left, zh_day
from dixian.foundation.worklist.enums import Colour, DutyState, Step


def colour(*, due: date, today: date, warn_days: int, state: str, done_on: date | None = None) -> Colour:
    """Red late, amber due within the warning days, grey not yet, green done in time (done late: red).

    A cancelled duty is grey.
    """
    if state == DutyState.CANCELLED:
        return Colour.GREY
    if state == DutyState.DONE:
        return Colour.GREEN if done_on is not None and done_on <= due else Colour.RED
    left = days_left(due, today)
    if left < 0:
        return Colour.RED
    return Colour.AMBER if left <= warn_days else Colour.GREY


def steps_reached(days_late: int, *, deputy_after: int, first_after: int) -> list[Step]:
    """To whom a duty that is so many days late has to go by now."""
    reached = []
    if days_late >= deputy_after:
        reached.append(Step.DEPUTY)
    if days_late >= first_after:
        reached.append(Step.FIRST)
    return reached


@dataclass(frozen=True)
class Waiting:
    """What of one kind waits for a person."""

    title: str
    count: int
    late: int
    soon: int
    earliest: date


def merged(waiting: Sequence[Waiting]) -> list[Waiting]:
    """One entry for each title: a person with two posts gets one line for the same kind of duty."""
    by_title: dict[str, Waiting] = {}
    for one in waiting:
        known = by_title.get(one.title)
        by_title[one.title] = one if known is None else _added(known, one)
    return list(by_title.values())


def _added(one: Waiting, other: Waiting) -> Waiting:
    return Waiting(
        title=one.title,
        count=one.count + other.count,
        late=one.late + other.late,
        soon=one.soon + other.soon,
        earliest=min(one.earliest, other.earliest),
    )


def digest_text(waiting: Sequence[Waiting], *, warn_days: int, escalated: int = 0) -> str:
    """One text for the day: counts by kind, latest first; names no person and no household."""
    count, late, soon = (sum(getattr(one, name) for one in waiting) for name in ("count", "late", "soon"))
    head = f"待办 {count} 项，超期 {late} 项，{warn_days} 天内到期 {soon} 项。" if count else ""
    kinds = sorted(waiting, key=lambda one: (one.earliest, one.title))
    lines = [
        f"{one.title} {one.count} 项{f'（超期 {one.late}）' if one.late else ''}，最早 {zh_day(one.earliest)}"
        for one in kinds[:6]
    ]
    if escalated:
        lines.append(f"本单位超期事项上报 {escalated} 项，请督办")
    return "\n".join(part for part in (head, "；".join(lines)) if part)[:600]
