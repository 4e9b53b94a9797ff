"""Decisions on plain values."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from uuid import UUID

from dixian.foundation.kernel.draws import in_drawn_order


def wanted(population: int, percent: Decimal) -> int:
    """How many of so many are drawn: the percentage rounded up, so that a small village is not spared."""
    return min(population, ceil(population * percent / 100))


def drawn(uids: Sequence[UUID], *, seed: str, percent: Decimal) -> set[UUID]:
    """At random, and yet the same whoever draws again with this seed, in whatever order they come."""
    ranked = in_drawn_order(uids, seed)
    return set(ranked[: wanted(len(ranked), percent)])
