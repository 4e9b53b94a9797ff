"""A superior's empty table: where its headers stand, which column names the unit, which rows are there already.

Plain values and openpyxl; no database. Runs in a process of its own (`python -m`), since the file comes from outside.
"""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from dixian.directives.blanks.engine.headers import (
    BESIDE,
    FOOT,
    NAMES,
    NUMBERING,
    OF_PERSONS,
    OF_SOMEBODY,
    OF_UNITS,
    OF_VILLAGES,
    PERSON_NUMBERS,
    ROLLS,
    ROWS,
    TOTALS,
)
from dixian.foundation.kernel.apart import answer
from dixian.foundation.kernel.text import header_key, tidy

BY_NUMBER = ("columns", "rows", "counted")
DEEPEST, WIDEST, LONGEST = 30, 60, 20000
MEMORY, SECONDS = 1 << 30, 20


class NotABlank(Exception):
    """No table to fill in; the reason, and what to do."""


@dataclass
class Layout:
    """sheet; the column of the unit; column -> header; row -> what it calls the unit; the first row without one; the row of totals.

    counted: the columns the superior's own formulas count, which nobody fills in. kind: what the rows are; what is called a unit here
    is then a village, with its township where the table has a column for it, or a household or person, by number or name.
    beside: a key of BESIDE -> the column that says it; `order` -> the column that counts the rows.
    """

    sheet: str
    place: int
    columns: dict[int, str]
    rows: dict[int, str] = field(default_factory=dict)
    first: int = 0
    total: int | None = None
    counted: dict[int, str] = field(default_factory=dict)
    kind: str = OF_UNITS
    beside: dict[str, int] = field(default_factory=dict)

    @property
    def is_roll(self) -> bool:
        """Whether the rows are households or persons, which are kept in files alone."""
        return self.kind in ROLLS


def layout_from(told: Mapping[str, Any]) -> Layout:
    """The layout that was kept, its columns and rows as numbers again; what earlier ones held besides is left out."""
    known = {one.name for one in fields(Layout)}
    counted = {name: {int(at): one for at, one in told.get(name, {}).items()} for name in BY_NUMBER}
    return Layout(**{**{name: value for name, value in told.items() if name in known}, **counted})


def layout_of(content: bytes) -> Layout:
    """The first sheet with a header that names a unit, a village or a household. Raises NotABlank."""
    # Every start of the program would wait for it; it is needed where a report is at hand.
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except Exception as problem:
        raise NotABlank("这份表格打不开，另存为 .xlsx 再上传") from problem
    for sheet in book.worksheets:
        found = table_in(sheet)
        if found is not None:
            return found
    raise NotABlank("没有找到“单位”或“乡镇”一列，也没有户主、姓名一列，看看是不是按乡镇、村、户或人填的表")


def table_in(sheet: object, kind: str = "") -> Layout | None:
    """What stands in a sheet: of persons, households or villages where some are listed, of units where some are, else of persons or
    households nobody has filled in yet; None where no header names one, or nothing is to be filled in. kind: looked for alone.

    Raises NotABlank for one that goes on beyond what is read.
    """
    cells = _cells(sheet)
    some = [
        found
        for one, names in ROWS
        if kind in ("", one) and (found := _table(sheet, cells, one, names)) is not None
    ]
    listing = [one for one in some if one.rows]
    empty = [one for one in some if one.is_roll or one.kind == OF_UNITS]
    return next(iter(listing or empty), None)


def _table(sheet: Any, cells: dict[tuple[int, int], str], kind: str, names: Collection[str]) -> Layout | None:
    depth, width = min(DEEPEST, sheet.max_row), min(WIDEST, sheet.max_column)
    at = next(
        (
            (row, column)
            for row in range(1, depth + 1)
            for column in range(1, width + 1)
            if header_key(cells.get((row, column), "")) in names
        ),
        None,
    )
    if at is None:
        return None
    top, place = at
    last = _last_header_row(sheet, top, place)
    headers = {column: title for column in range(1, width + 1) if (title := _title(cells, column, top, last))}
    columns = {
        column: title
        for column, title in headers.items()
        if column != place and header_key(title) not in NUMBERING
    }
    found = Layout(sheet.title, place, columns, first=last + 1, kind=kind)
    _set_beside(found, headers)
    if names is NAMES and not any(header_key(title) in OF_SOMEBODY for title in columns.values()):
        return None
    across = _across(sheet, place)
    for row in range(last + 1, min(LONGEST, max(sheet.max_row, last + 1)) + 1):
        named = _called(found, cells, row)
        if header_key(named or tidy(cells.get((row, 1), ""))) in TOTALS:
            found.total = row
        elif named and row not in across and not FOOT.match(named):
            found.rows[row] = named
    if sheet.max_row > LONGEST and sheet.cell(LONGEST + 1, place).value is not None:
        raise NotABlank(f"表里超过 {LONGEST} 行，分成几份再上传")
    _set_apart(found, cells)
    return found if found.columns else None


def _across(sheet: Any, place: int) -> set[int]:
    """The rows in which one cell lies over the column of names and others: a remark, a heading."""
    return {
        row
        for area in sheet.merged_cells.ranges
        if area.min_col <= place <= area.max_col and area.min_col < area.max_col and area.max_row <= LONGEST
        for row in range(area.min_row, area.max_row + 1)
    }


def _set_beside(found: Layout, headers: Mapping[int, str]) -> None:
    """The columns that say who a row is and where it lies; of villages the township is not filled in."""
    if found.kind == OF_UNITS:
        return
    for what, names in (*BESIDE.items(), ("order", NUMBERING)):
        # A person's 户编号 says whose household it is, not who.
        own = PERSON_NUMBERS if what == "number" and found.kind == OF_PERSONS else names
        at = next((column for column, title in headers.items() if header_key(title) in own), None)
        if at is not None:
            found.beside[what] = at
    if found.kind == OF_VILLAGES:
        found.columns.pop(found.beside.get("town", 0), None)


def _called(found: Layout, cells: Mapping[tuple[int, int], str], row: int) -> str:
    """What a row calls its unit; of a village with the township that stands beside it, of a household or person without a number its name."""
    own = tidy(cells.get((row, found.place), ""))
    if found.is_roll and not own:
        named = found.beside.get("name" if found.kind == OF_PERSONS else "head")
        return tidy(cells.get((row, named), "")) if named else ""
    town = found.beside.get("town") if own and found.kind == OF_VILLAGES else None
    return (tidy(cells.get((row, town), "")) if town else "") + own


def _set_apart(found: Layout, cells: Mapping[tuple[int, int], str]) -> None:
    """The columns the superior's own formulas count."""
    for column in list(found.columns):
        if any(cells.get((row, column), "").startswith("=") for row in found.rows or (found.first,)):
            found.counted[column] = found.columns.pop(column)


def _cells(sheet: object) -> dict[tuple[int, int], str]:
    """What stands where, a merged range all over."""
    told = {}
    depth, width = min(LONGEST, sheet.max_row), min(WIDEST, sheet.max_column)  # type: ignore[attr-defined]
    for row in sheet.iter_rows(max_row=depth, max_col=width):  # type: ignore[attr-defined]
        for cell in row:
            if cell.value is not None:
                told[cell.row, cell.column] = str(cell.value)
    for area in sheet.merged_cells.ranges:  # type: ignore[attr-defined]
        value = told.get((area.min_row, area.min_col))
        if value is not None and area.max_row <= LONGEST and area.max_col <= WIDEST:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    told[row, column] = value
    return told


def _last_header_row(sheet: object, top: int, place: int) -> int:
    for area in sheet.merged_cells.ranges:  # type: ignore[attr-defined]
        if area.min_row <= top <= area.max_row and area.min_col <= place <= area.max_col:
            return int(area.max_row)
    return top


def _title(cells: dict[tuple[int, int], str], column: int, top: int, last: int) -> str:
    """Headers one above the other, each once."""
    parts = [tidy(cells.get((row, column), "")) for row in range(top, last + 1)]
    return " ".join(dict.fromkeys(part for part in parts if part))


def guessed(title: str, known: Mapping[str, Collection[str]]) -> str:
    """The code of the figure a header means, by what each figure is called; "" where none or several fit."""
    key = header_key(title)
    last = header_key(title.rpartition(" ")[2].partition("(")[0].partition("（")[0])
    fitting = [code for code, names in known.items() if {key, last} & set(map(header_key, names))]
    return fitting[0] if len(fitting) == 1 else ""


if __name__ == "__main__":

    def _told(content: bytes) -> dict[str, Any] | str:
        try:
            return vars(layout_of(content))
        except NotABlank as problem:
            return str(problem)

    answer(_told, memory=MEMORY, seconds=SECONDS)
