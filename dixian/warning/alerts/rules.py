"""The judgement of one linked row, on plain values."""

from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.kernel.money import yuan

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
class Judgement:
    """What becomes of a row; `level` counts the steps crossed above the line."""

    outcome: str
    line: Line | None = None
    level: int = 0


def judge(*, amount: Decimal | None, line: Line | None, level_before: int | None) -> Judgement:
    """Raised when the amount reaches the line (达到即预警) and crosses a higher step than before.

    level_before: the highest step already alerted for the same person, kind and year; None for none.
    """
    if amount is None or line is None or amount < line.amount:
        return Judgement(NO_RULE)
    level = int((amount - line.amount) // line.step) if line.step else 0
    if level_before is not None and level <= level_before:
        return Judgement(REPEAT, line, level)
    return Judgement(RAISED, line, level)


def sentence(*, name: str, month_label: str, kind_name: str, amount: Decimal, line: Line) -> str:
    """Why, in one Chinese sentence: who, which figure, which line, which rule."""
    return (
        f"{name}截至{month_label}{kind_name}累计 {yuan(amount)}，达到{line.group_label}预警线 {yuan(line.amount)}"
        f"（{line.clause}，{line.source}）"
    )
