"""Groups that stand out: what is found together more often in one place than in the county (R2.2). Rooms find, others ask."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dixian.foundation.figures.figure import figures


@dataclass(frozen=True)
class Standout:
    """One of them: its code, what it is called, a sentence with the figures, and the address of the list it counts."""

    code: str
    title: str
    sentence: str
    door: str


Finder = Callable[[date, date], Sequence[Standout]]
_finders: list[Finder] = []


def declare_finder(made: Finder) -> Finder:
    """A room says how it finds the groups of a span of days, first and last; in its `tallies.py`."""
    _finders.append(made)
    return made


def standing_out(first: date, last: date) -> Iterator[Standout]:
    """All groups of these days that stand out, as every room finds them now."""
    figures()  # All tallies are known from here on.
    for finder in _finders:
        yield from finder(first, last)
