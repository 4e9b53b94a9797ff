"""Tallies and what they say, on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SHARE = "%"


@dataclass(frozen=True)
class Tally:
    """So many, of so many; whole None where nothing is shared out."""

    part: int
    whole: int | None = None

    def __add__(self, other: "Tally") -> "Tally":
        whole = None if self.whole is None and other.whole is None else (self.whole or 0) + (other.whole or 0)
        return Tally(self.part + other.part, whole)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together; none at all is nothing of nothing."""
    found = list(tallies)
    return sum(found[1:], found[0]) if found else Tally(0, 0)


def number_of(tally: Tally, measure: str) -> Decimal | None:
    """The value as one number, a share in percent; None for a share of nothing."""
    if measure != SHARE:
        return Decimal(tally.part)
    return Decimal(tally.part) * 100 / tally.whole if tally.whole else None


def words(tally: Tally, measure: str) -> str:
    """`92.3%（12/13）`, `5件`, `没有发生` for a share of nothing."""
    value = number_of(tally, measure)
    if value is None:
        return "没有发生"
    return f"{value:.1f}%（{tally.part}/{tally.whole}）" if measure == SHARE else f"{tally.part}{measure}"


def reached(value: Decimal | None, target: Decimal, *, at_least: bool) -> bool | None:
    """Whether a target is met; None where there is nothing to measure."""
    if value is None:
        return None
    return value >= target if at_least else value <= target
