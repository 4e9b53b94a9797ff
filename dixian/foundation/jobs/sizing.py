"""How many rows a job writes at once: as many as keep others waiting no longer than a moment."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import connection

from dixian.foundation.jobs.progress import current

T = TypeVar("T")

# Seconds a transaction may take. SQLite has one write lock; on PostgreSQL others wait for the same rows only.
HOLD = {"sqlite": 0.09, "postgresql": 1.0}
# Below the least, what every transaction costs outweighs its rows.
LEAST, FIRST, MOST = 200, 250, 2_000
# How much the size changes from one piece to the next: a single slow one says little.
STEP = 2


class Pieces:
    """One kind of writing of a job, cut into pieces by how long the ones before took (`once`); of `most` at most."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = min(FIRST, most)

    def of(self, items: Sequence[T]) -> Iterator[Sequence[T]]:
        """The items in their order, none left out; each piece is to be written by one `once`."""
        progress, begun = current(), 0
        while begun < len(items):
            piece = items[begun : begun + self._size]
            begun += len(piece)
            progress.took = 0.0
            yield piece
            size = next_size(self._size, len(piece), progress.took, HOLD[connection.vendor])
            self._size = min(self._most, size)


def next_size(size: int, written: int, took: float, hold: float) -> int:
    """The size of the next piece, after one in which `written` rows took so many seconds."""
    if not took:
        return size
    fitting = int(written * hold / took)
    if written < size:
        # A rest tells of its fixed costs more than of its rows.
        fitting = min(fitting, size) if took > hold else size
    return max(LEAST, min(size * STEP, max(size // STEP, fitting)))
