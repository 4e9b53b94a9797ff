"""Decisions on plain values."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from uuid import UUID


def wanted(population: int, percent: Decimal) -> int:
    """How many of so many are drawn: the percentage rounded up, so that a small village is not spared."""
    return min(population, ceil(population * percent / 100))


def drawn(uids: Sequence[UUID], *, seed: str, percent: Decimal) -> set[UUID]:
    """At random, and yet the same whoever draws again with this seed, in whatever order they come."""
    ranked = sorted(uids, key=lambda uid: hashlib.sha256(f"{seed}:{uid}".encode()).digest())
    return set(ranked[: wanted(len(ranked), percent)])
