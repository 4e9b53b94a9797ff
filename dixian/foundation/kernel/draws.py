"""Drawing at random, and yet the same whoever draws again with the kept seed."""

import hashlib
from collections.abc import Iterable
from uuid import UUID


def in_drawn_order(uids: Iterable[UUID], seed: str) -> list[UUID]:
    """The uids in the order in which this seed draws them, however they come; the first so many are the sample."""
    return sorted(uids, key=lambda uid: hashlib.sha256(f"{seed}:{uid}".encode()).digest())
