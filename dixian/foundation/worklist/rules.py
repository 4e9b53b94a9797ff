"""Decisions on plain values: colours, who is told of a late duty, the words of a digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dixian.foundation.kernel.calendar import Limit, days_left, left_words, zh_day
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


def clock_words(colour: Colour, due: date, today: date, done_on: date | None = None) -> tuple[str, str]:
    """(how long is left, the colour's word): `还有3天`, `临期`; for a duty that is done, when and whether in time."""
    if done_on is None:
        return left_words(due, today), colour.label
    late = days_left(done_on, due)
    return f"{zh_day(done_on)}办结", f"超 {late} 天" if late > 0 else colour.label


def clock_rule(
    *, limit: Limit | None, title: str, opened: date, due: date, unknown_year: int | None = None
) -> str:
    """How a due day came about: the limit, which days count, from which day on.

    unknown_year: the year whose holidays nobody had entered, where that matters.
    """
    if limit is None:
        return f"{zh_day(due)}前办结，期限由事项本身规定"
    counted = "按工作日" if limit.working else "按自然日"
    begin = "当天" if limit.first_day_counts else "次日"
    said = f"{title}：{limit.words}，{counted}，从{zh_day(opened)}{begin}起算，到{zh_day(due)}止"
    if unknown_year is None:
        return said
    return f"{said}（{unknown_year}年放假安排当时还没有录入，只扣除周末）"


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
    """What of one kind waits."""

    kind: str
    title: str
    count: int
    late: int
    soon: int
    earliest: date


def digest_text(
    waiting: Sequence[Waiting], *, warn_days: int, escalated: int = 0, said: Sequence[str] = ()
) -> str:
    """One text for the day: counts by kind, latest first; names no person and no household. said: reminders, each a line."""
    count, late, soon = (sum(getattr(one, name) for one in waiting) for name in ("count", "late", "soon"))
    head = f"待办 {count} 项，超期 {late} 项，{warn_days} 天内到期 {soon} 项。" if count else ""
    kinds = sorted(waiting, key=lambda one: (one.earliest, one.title))
    lines = [
        f"{one.title} {one.count} 项{f'（超期 {one.late}）' if one.late else ''}，最早 {zh_day(one.earliest)}"
        for one in kinds[:6]
    ]
    if escalated:
        lines.append(f"本单位超期事项上报 {escalated} 项，请督办")
    return "\n".join(part for part in (head, *said, "；".join(lines)) if part)[:600]
