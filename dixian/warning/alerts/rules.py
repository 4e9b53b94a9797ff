"""The judgement of one linked row, on plain values."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dixian.foundation.kernel.calendar import Month, zh_day
from dixian.foundation.kernel.money import yuan

# A kind's or a group's name may hold brackets of its own; those of the source follow the line. Cut at 300, they may lack their end.
AT_ITS_LINE = re.compile(r"(预警线 [\d,.]+ 元)（.*$")
NO_RULE, RAISED, REPEAT = "no_rule", "raised", "repeat"


@dataclass(frozen=True)
class Line:
    """A rule sheet in force: its id, line, step, and how it is cited."""

    id: int
    group_label: str
    amount: Decimal
    step: Decimal
    clause: str
    source: str


@dataclass(frozen=True)
class Earlier:
    """The highest alert so far for the same person, kind and year."""

    level: int
    month: str
    amount: Decimal


@dataclass(frozen=True)
class Judgement:
    """What becomes of a row and why; `level` counts the steps crossed above the line."""

    outcome: str
    why: str
    line: Line | None = None
    level: int = 0


def judge(*, amount: Decimal | None, line: Line | None, before: Earlier | None) -> Judgement:
    """Raised when the amount reaches the line (达到即预警) and crosses a higher step than before."""
    if amount is None:
        return Judgement(NO_RULE, "这一行没有金额")
    if line is None:
        return Judgement(NO_RULE, "这类人群没有预警规则")
    if amount < line.amount:
        return Judgement(NO_RULE, f"未达到{line.group_label}预警线 {yuan(line.amount)}")
    level = int((amount - line.amount) // line.step) if line.step else 0
    if before is not None and level <= before.level:
        return Judgement(REPEAT, _repeat(line, before), line, level)
    return Judgement(RAISED, f"达到{line.group_label}预警线 {yuan(line.amount)}", line, level)


def true_from(*, day: date | None, month: Month, received_on: date) -> date:
    """The day a figure is true up to; a file can't know what comes after the day it was sent."""
    return min(day or month.last, received_on)


def until(*, day: date | None, month: Month) -> str:
    """Up to when a figure is true, in words: the row's own month or day, the submission's month where it says none."""
    own = Month.of(day) if day else month
    return own.label if day is None or day == own.last else zh_day(day)


def sentence(
    *, name: str, month_label: str, kind_name: str, amount: Decimal, line: Line, summed: bool = True
) -> str:
    """Why, in one Chinese sentence: who, which figure, which line, which rule. summed: a sum of the year so far."""
    figure = f"截至{month_label}{kind_name}累计" if summed else f"{month_label}{kind_name}"
    return (
        f"{name}{figure} {yuan(amount)}，达到{line.group_label}预警线 {yuan(line.amount)}"
        f"（{line.clause}，{line.source}）"
    )


def without_source(told: str) -> str:
    """The sentence of an alert for a list: up to its line; the rule and its paper stand on the lead's own page."""
    return AT_ITS_LINE.sub(r"\1", told)


def _repeat(line: Line, before: Earlier) -> str:
    said = f"{Month.parse(before.month).label}已按 {yuan(before.amount)} 预警"
    if not line.step:
        return f"{said}，本年不再重复"
    return f"{said}，达到 {yuan(line.amount + line.step * (before.level + 1))} 再次预警"
