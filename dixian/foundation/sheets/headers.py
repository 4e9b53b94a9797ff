"""Where a sheet's header stands, in one row or in two, and which column of ours each cell names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.text import header_key, tidy

HEADER_WITHIN = 30
DIGIT = re.compile(r"\d")
# Units and hints people add to headers: 自付金额（元）, 身份证号(必填). As `tidy` leaves them: half-width.
BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
# What forms filled in on the web put before: 1、您的姓名, 2.请填写身份证号码(18位).
ASKED = re.compile(r"(?:\d{1,2}[、.:)])?(?:请?(?:填写|输入)|您的|[:：])*")


@dataclass(frozen=True)
class Header:
    """first, last: rows it stands in, from 0; cells: what each column is called; mapping: column code -> index;
    twice: column code -> all the places that bear its name, where there are several.
    """

    first: int
    last: int
    cells: tuple[str, ...]
    mapping: dict[str, int]
    twice: dict[str, list[int]]

    @property
    def weight(self) -> tuple[int, int, int]:
        """The more it names the better, and nothing twice; of two that name the same the one row, for above it
        may be a title.
        """
        return len(self.mapping), -len(self.twice), self.first - self.last


# What people said a header means: the header as `header_key` writes it -> code of the column, "" for none.
Chosen = Mapping[str, str]
# A header as `header_key` writes it -> code of the column, and its rank among what names it.
Known = Mapping[str, tuple[str, int]]


def find_header(
    rows: Sequence[Sequence[object]], columns: Sequence[Column], chosen: Chosen | None = None
) -> Header | None:
    """The row with most known headers among the first ones, or a row and the one below it where those name more.

    Two rows are read as the file shows them: 医疗费用 over 总费用 and 自付费用 names 总费用, 医疗费用总费用 and
    so on. None where no cell is known. chosen: what people said comes before what headers are known as.
    """
    known = _known(columns)
    chosen = chosen or {}
    best: Header | None = None
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        for last in (position, position + 1):
            if last == len(rows):
                continue
            found = _header(position, last, row, rows[last], known, chosen)
            if found.mapping and (best is None or found.weight > best.weight):
                best = found
    return best


def above(rows: Sequence[Sequence[object]], header: Header) -> tuple[str, ...]:
    """What stands over each cell of a header in the line above its lowest one: a title holds for the columns after it."""
    upper = rows[header.last - 1] if header.last else ()
    over, said = "", []
    for index in range(len(header.cells)):
        over = (tidy(upper[index]) if index < len(upper) else "") or over
        said.append(over)
    return tuple(said)


def unknown_header(
    rows: Sequence[Sequence[object]],
) -> tuple[tuple[str, ...], Sequence[Sequence[object]]]:
    """The first row that could be a header though no cell of it is known: words, and figures right below. With it some
    of the lines below.

    () where there is none; a row that holds a figure itself may be somebody's data and is never shown.
    """
    for at, (row, below) in enumerate(pairwise(rows[:HEADER_WITHIN])):
        cells = tuple(tidy(cell) for cell in row)
        if sum(map(bool, cells)) > 1 and not DIGIT.search("".join(cells)):
            figures = any(DIGIT.search(tidy(cell)) for cell in below)
            return (cells, rows[at + 1 : at + 1 + HEADER_WITHIN]) if figures else ((), ())
    return (), ()


def _known(columns: Sequence[Column]) -> Known:
    """What headers are known as: the column, and how well they name it, 0 best."""
    stand_ins = {
        header_key(text): (column.code, rank)
        for column in columns
        for rank, text in enumerate(column.instead, start=1)
    }
    own = {
        header_key(text): (column.code, 0) for column in columns for text in (*column.aliases, column.title)
    }
    return stand_ins | own


def _header(
    first: int,
    last: int,
    upper: Sequence[object],
    lower: Sequence[object],
    known: Known,
    chosen: Chosen,
) -> Header:
    places: dict[str, list[int]] = {}
    ranks: dict[int, int] = {}
    whole: set[int] = set()
    cells = []
    for index, ways in enumerate(_names(upper, lower if last > first else ())):
        # Called as it is known, so that rejected rows in a workbook of this shape are read again.
        text = next((text for text in ways if _named(text, known)), ways[0])
        code, ranks[index] = _named(text, known) or ("", 0)
        said = next((text for text in ways if header_key(text) in chosen), None)
        if said is not None:
            text, code = said, chosen[header_key(said)]
        cells.append(text)
        if code:
            places.setdefault(code, []).append(index)
            if text == ways[0]:
                whole.add(index)
    for code, found in places.items():
        # Where somebody said which column it is, others of its name are not meant; nor is 户主 beside 家庭成员, nor the
        # 姓名 under 监护人 where there is one under 学生 that is known with what stands above it.
        best = min(ranks[at] for at in found)
        named = [at for at in found if ranks[at] == best]
        places[code] = (
            [at for at in found if header_key(cells[at]) in chosen]
            or [at for at in named if at in whole]
            or named
        )
    mapping = {code: found[0] for code, found in places.items()}
    twice = {code: found for code, found in places.items() if len(found) > 1}
    return Header(first, last, tuple(cells), mapping, twice)


def _names(upper: Sequence[object], lower: Sequence[object]) -> list[tuple[str, ...]]:
    """What each column may be called, what says most about it first."""
    names: list[tuple[str, ...]] = []
    over = ""
    for index in range(max(len(upper), len(lower))):
        above, below = (tidy(row[index]) if index < len(row) else "" for row in (upper, lower))
        # Only the first cell of a title over several columns may hold it.
        over = above or over
        names.append((over + below, below) if below and below != above else (above,))
    return names


def _named(text: str, known: Known) -> tuple[str, int] | None:
    bare = BRACKETS.sub("", text)
    ways = (text, bare, ASKED.sub("", bare, count=1))
    return next((found for way in ways if (found := known.get(header_key(way)))), None)
