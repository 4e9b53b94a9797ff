"""Sheets with the same columns, one for each township or month: read as one list.

A sheet whose every row stands in the others too is a summary or a copy of them, and would count everybody twice.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, count
from typing import overload

from dixian.foundation.kernel.text import header_key
from dixian.foundation.sheets.hiding import Hidden
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.table import Reading

# Columns that only count lines.
COUNTERS = frozenset(map(header_key, ("序号", "行号", "编号", "No")))
# Sheets that are named one by one.
MOST_NAMED = 3
Cells = tuple[object, ...]
Lay = Callable[[Cells], Cells]


def joined(readings: Sequence[Reading]) -> Reading:
    """One reading of several that have the same columns; of one, itself.

    The columns stand as in the first one, those that only others have behind them. The number of a row goes on from
    sheet to sheet, so that no two are alike; `Reading.place` tells where it stands.
    """
    first, *others = readings
    if not others:
        return first
    header, lays = _laid_out(readings)
    before = [0, *accumulate(map(_last_line, readings))][: len(readings)]
    return replace(
        first,
        sheet=_named([one.sheet for one in readings]),
        header=header,
        above=(),
        rows=JoinedRows([one.rows for one in readings], before, lays),
        around=[],
        hidden=Hidden(sheets=first.hidden.sheets),
        parts=tuple(readings),
        places=tuple((one.sheet, at) for one, at in zip(readings, before, strict=True)),
    )


def repeated(readings: Sequence[Reading]) -> list[Reading]:
    """Those of whose rows every one stands in the others as well; of two alike the later one."""
    header, lays = _laid_out(readings)
    told = [at for at, title in enumerate(header) if header_key(title) not in COUNTERS]
    said = [
        {_said(lay(row.cells), told) for row in one.rows} for one, lay in zip(readings, lays, strict=True)
    ]
    left = set(range(len(readings)))
    for at in reversed(range(len(readings))):
        others = [said[one] for one in left if one != at]
        if others and all(any(row in other for other in others) for row in said[at]):
            left.remove(at)
    return [one for at, one in enumerate(readings) if at not in left]


class JoinedRows(Sequence[RawRow]):
    """The rows of several sheets, one after the other. before: of each, the lines counted before it; lays: its cells
    in the order of all.
    """

    def __init__(self, parts: Sequence[Sequence[RawRow]], before: Sequence[int], lays: Sequence[Lay]) -> None:
        self._parts, self._before, self._lays = parts, before, lays
        self._starts = [0, *accumulate(map(len, parts))]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, at: int) -> RawRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[RawRow]: ...
    def __getitem__(self, at: int | slice) -> RawRow | list[RawRow]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        part = bisect_right(self._starts, place) - 1
        row = self._parts[part][place - self._starts[part]]
        return RawRow(self._before[part] + row.number, self._lays[part](row.cells))


def _laid_out(readings: Sequence[Reading]) -> tuple[tuple[str, ...], list[Lay]]:
    """The header of all, and for each what puts its cells in that order."""
    titles: dict[str, str] = {}
    own = []
    for one in readings:
        keys = _keys(one)
        for key, at in keys.items():
            titles.setdefault(key, one.header[at])
        own.append(keys)
    return tuple(titles.values()), [_lay([keys.get(key, -1) for key in titles], len(keys)) for keys in own]


def _keys(reading: Reading) -> dict[str, int]:
    """What a column is known by -> its place: as we read it, else its title, and which of several it is."""
    codes = {index: code for code, index in reading.mapping.items()}
    known: dict[str, int] = {}
    for at, title in enumerate(reading.header):
        said = codes.get(at) or f"“{header_key(title)}”"
        key = next(key for number in count() if (key := f"{said}{number or ''}") not in known)
        known[key] = at
    return known


def _lay(places: Sequence[int], width: int) -> Lay:
    if list(places) == list(range(width)):
        return lambda cells: cells
    # What stands beyond the header stays beyond it.
    return lambda cells: (
        *(cells[at] if 0 <= at < len(cells) else None for at in places),
        *cells[width:],
    )


def _said(cells: Cells, told: Sequence[int]) -> int:
    shown = (cells[at] if at < len(cells) else None for at in told)
    return hash(tuple("" if cell is None else str(cell).strip() for cell in shown))


def _last_line(reading: Reading) -> int:
    ends = [lines[-1].number for lines in (reading.rows, reading.around) if lines]
    return max((reading.header_row, *ends))


def _named(sheets: Sequence[str]) -> str:
    shown = "、".join(sheets[:MOST_NAMED])
    return f"{shown}等 {len(sheets)} 张" if len(sheets) > MOST_NAMED else shown
