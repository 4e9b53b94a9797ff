"""The lines of a sheet, packed: as objects a million of them fill more memory than a county's machine has to give."""

import pickle
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple, overload

from dixian.foundation.kernel.apart import plain

Line = list[object]
# Lines that are packed and unpacked together.
PIECE = 1_000


class Lines(Sequence[Line]):
    """Lines in their order; what is read from them is a copy."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._count = 0
        self._packed: list[bytes] = []
        self._open: tuple[int, list[Line]] = (-1, [])
        left = iter(lines)
        while piece := list(islice(left, PIECE)):
            self._count += len(piece)
            self._packed.append(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(map(self._piece, range(len(self._packed))))

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        place = range(self._count)[at]
        number, within = divmod(place, PIECE)
        if self._open[0] != number:
            self._open = number, self._piece(number)
        return self._open[1][within]

    def __getstate__(self) -> tuple[int, list[bytes]]:
        return self._count, self._packed

    def __setstate__(self, state: tuple[int, list[bytes]]) -> None:
        (self._count, self._packed), self._open = state, (-1, [])

    def _piece(self, number: int) -> list[Line]:
        # Packed above, or by the process that has read somebody's file.
        piece: list[Line] = plain(self._packed[number])
        return piece


class RawRow(NamedTuple):
    """One line: its number as the spreadsheet shows it, and its cells in sheet order."""

    number: int
    cells: tuple[object, ...]

    def at(self, place: int) -> object:
        """The cell of a column; None where the line ends before it, and for -1, which is no column."""
        return self.cells[place] if 0 <= place < len(self.cells) else None


class RawRows(Sequence[RawRow]):
    """Some lines of a sheet as rows; places: which, from 0."""

    def __init__(self, lines: Lines, places: Iterable[int]) -> None:
        self._lines = lines
        self._places = array("L", places)

    @property
    def numbers(self) -> Iterator[int]:
        """As the spreadsheet shows them."""
        return (place + 1 for place in self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[RawRow]:
        lines = self._lines
        return (RawRow(place + 1, tuple(lines[place])) for place in self._places)

    @overload
    def __getitem__(self, at: int) -> RawRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[RawRow]: ...
    def __getitem__(self, at: int | slice) -> RawRow | list[RawRow]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = self._places[at]
        return RawRow(place + 1, tuple(self._lines[place]))
