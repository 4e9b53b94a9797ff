"""Tables of a PDF by the rules drawn around their cells: rows with cells kept apart by tabs. Called only in a process of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dixian.directives.workplans.quoted import words_within

THIN, NEAR, SHORTEST = 3.0, 3.0, 8.0
# A frame around a page or a box is no table.
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
# More is a drawing.
MOST_COLUMNS, MOST_ROWS, MOST_RULES = 40, 200, 5_000
INSET = 0.5
# Stands at the end of a row that no rule closes, and before one that none opens: a page break cut it.
CUT = "\v"
HEADER_ROWS = 2
# The room a typesetter leaves between Chinese and figures: 每月 5 日.
ROOM = re.compile(r"(?<=[一-龥]) (?=[0-9])|(?<=[0-9%]) (?=[一-龥])")


@dataclass(frozen=True)
class Line:
    """A rule: where it lies, and from where to where it goes; across for one that parts rows."""

    at: float
    first: float
    last: float


@dataclass(frozen=True)
class Ruled:
    """A table: its top and bottom, and its rows as cells."""

    top: float
    bottom: float
    rows: list[list[str]]


def tables_of(page: Any, words: Any) -> list[Ruled]:
    """The tables of a page from the top, read with its text page `words`."""
    across, down = _rules(page)
    found = [_table(band, across, down, words) for band in _bands(down)]
    return sorted((one for one in found if one is not None), key=lambda one: -one.top)


def joined(pages: Sequence[list[str]]) -> None:
    """A table that goes on on the next page says its header once, and a row that a page break cut is one: no rule lies at
    the break, or most cells of what is left of it are empty."""
    header: list[str] = []
    ended: tuple[list[str], int] | None = None
    for lines in pages:
        first = next((at for at, line in enumerate(lines) if "\t" in line), None)
        if first is None:
            continue
        if ended is None or lines[first] not in header:
            starts = [line for line in lines if "\t" in line][:HEADER_ROWS]
        else:
            starts = header
            for said in header:
                if first < len(lines) and lines[first] == said:
                    del lines[first]
        if ended is not None and first < len(lines) and (whole := _whole(ended[0][ended[1]], lines[first])):
            ended[0][ended[1]] = whole
            del lines[first]
        header = starts
        rows = [at for at, line in enumerate(lines) if "\t" in line]
        ended = (lines, rows[-1]) if rows else ended
    for lines in pages:
        lines[:] = [line.replace(CUT, "") if "\t" in line else line for line in lines]


def _whole(before: str, after: str) -> str:
    """The two halves of a row; "" where the second is a row of its own."""
    one, two = before.removesuffix(CUT).split("\t"), after.removeprefix(CUT).split("\t")
    cut = before.endswith(CUT) or after.startswith(CUT)
    if len(one) != len(two) or two[0].strip(CUT) not in ("", one[0].strip(CUT) if cut else ""):
        return ""
    if not cut and sum(map(bool, two)) > len(two) / 2:
        return ""
    return "\t".join([one[0], *(a + b for a, b in zip(one[1:], two[1:], strict=True))])


def _rules(page: Any) -> tuple[list[Line], list[Line]]:
    """The lines across and down, drawn as strokes, as thin boxes, or as the edges of boxes around cells."""
    import pypdfium2.raw as raw

    across: list[Line] = []
    down: list[Line] = []
    for at, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])):
        if at == MOST_RULES:
            return [], []
        left, bottom, right, top = drawn.get_bounds()
        wide, high = right - left, top - bottom
        if high <= THIN and wide >= SHORTEST:
            across.append(Line((top + bottom) / 2, left, right))
        elif wide <= THIN and high >= SHORTEST:
            down.append(Line((left + right) / 2, bottom, top))
        elif wide >= SHORTEST and high >= SHORTEST:
            across += [Line(bottom, left, right), Line(top, left, right)]
            down += [Line(left, bottom, top), Line(right, bottom, top)]
    return across, down


def _bands(down: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines down, those that touch or overlap in height together: a table each."""
    band: list[Line] = []
    lowest = 0.0
    for line in sorted(down, key=lambda one: -one.last):
        if band and line.last < lowest - NEAR:
            yield band
            band = []
        lowest = min(lowest, line.first) if band else line.first
        band.append(line)
    if band:
        yield band


def _table(band: list[Line], across: Sequence[Line], down: Sequence[Line], words: Any) -> Ruled | None:
    top, bottom = max(one.last for one in band), min(one.first for one in band)
    within = [one for one in across if bottom - NEAR <= one.at <= top + NEAR]
    xs = _apart(one.at for one in band)
    closed = [one.at for one in within]
    above, below = top - max(closed, default=bottom) > NEAR, min(closed, default=top) - bottom > NEAR
    ys = _apart([*closed, *([top] if above else []), *([bottom] if below else [])])[::-1]
    fewest = 1 if above or below else FEWEST_ROWS
    if not FEWEST_COLUMNS < len(xs) <= MOST_COLUMNS or not fewest < len(ys) <= MOST_ROWS:
        return None
    rows: list[list[str]] = []
    starts = [0] * (len(xs) - 1)
    for row in range(len(ys) - 1):
        cells: list[str] = [""] * (len(xs) - 1)
        column = 0
        while column < len(cells):
            behind = column + 1
            while behind < len(cells) and not _covers(band, xs[behind], (ys[row] + ys[row + 1]) / 2):
                behind += 1
            middle = (xs[column] + xs[column + 1]) / 2
            if row == 0 or _covers(within, ys[row], middle):
                starts[column] = row
            end = row + 1
            while end < len(ys) - 1 and not _covers(within, ys[end], middle):
                end += 1
            cells[column] = _text(words, xs[column], ys[end], xs[behind], ys[starts[column]])
            column = behind
        rows.append(cells)
    if above and any(rows[0]):
        rows[0][0] = CUT + rows[0][0]
    if below and any(rows[-1]):
        rows[-1][-1] += CUT
    return Ruled(top, bottom, [row for row in rows if any(row)])


def _apart(places: Iterable[float]) -> list[float]:
    """Places, those that lie at one another once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _covers(lines: Sequence[Line], at: float, place: float) -> bool:
    """Whether a line lies there and passes that place."""
    return any(abs(one.at - at) <= NEAR and one.first - NEAR <= place <= one.last + NEAR for one in lines)


def _text(words: Any, left: float, bottom: float, right: float, top: float) -> str:
    """What stands in a cell: its lines go on one in the other, as the paper's width cut them."""
    said = words_within(words, left + INSET, bottom + INSET, right - INSET, top - INSET)
    lines = said.replace("\r", "\n").replace("\ufffe", "").replace("\t", " ").split("\n")
    return ROOM.sub("", "".join(line.strip() for line in lines))
