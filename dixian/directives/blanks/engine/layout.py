"""A superior's empty table: where its headers stand, which column names the unit, which rows are there already.

Plain values and openpyxl; no database. Runs in a process of its own (`python -m`), since the file comes from outside.
"""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from dixian.foundation.kernel.apart import answer
from dixian.foundation.kernel.text import header_key, tidy

PLACES = (
    "单位",
    "乡镇",
    "乡镇名称",
    "单位名称",
    "填报单位",
    "乡镇单位",
    "地区",
    "县区",
    "县市区",
    "责任单位",
)
VILLAGES = ("村", "村名", "村名称", "行政村", "行政村名称", "所在村")
NUMBERS, HEADS = ("户编号", "户号", "户编码"), ("户主", "户主姓名")
# What the rows of a table are: townships and bureaus, villages, households.
OF_UNITS, OF_VILLAGES, OF_HOUSEHOLDS = "units", "villages", "households"
ROWS = ((OF_HOUSEHOLDS, NUMBERS), (OF_HOUSEHOLDS, HEADS), (OF_VILLAGES, VILLAGES), (OF_UNITS, PLACES))
TOTALS = ("合计", "总计", "全县", "全县合计", "小计")
NUMBERING = ("序号", "编号")
DEEPEST, WIDEST, LONGEST = 30, 60, 3000
MEMORY, SECONDS = 1 << 30, 20


class NotABlank(Exception):
    """No table to fill in; the reason, and what to do."""


@dataclass
class Layout:
    """sheet; the column of the unit; column -> header; row -> what it calls the unit; the first row without one; the row of totals.

    counted: the columns the superior's own formulas count, which nobody fills in. kind: what the rows are; what is called a unit here
    is then a village, with its township where the table has a column for it, or a household, by its number or head.
    beside: `village`, `town`, `head` -> the column that says it of a household or village. where: row -> the village beside its household.
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
    where: dict[int, str] = field(default_factory=dict)


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
    raise NotABlank("没有找到“单位”或“乡镇”一列，看看是不是按乡镇填的表")


def table_in(sheet: object) -> Layout | None:
    """Where what stands in a sheet: of households or villages where some are listed, else of units; None where no header names
    one, or nothing is to be filled in."""
    cells = _cells(sheet)
    for kind, names in ROWS:
        found = _table(sheet, cells, kind, names)
        if found is not None and (found.rows or kind == OF_UNITS):
            return found
    return None


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
    columns = {
        column: title
        for column in range(1, width + 1)
        if column != place
        and (title := _title(cells, column, top, last))
        and header_key(title) not in NUMBERING
    }
    found = Layout(sheet.title, place, columns, first=last + 1, kind=kind)
    if kind != OF_UNITS:
        _set_beside(found)
    for row in range(last + 1, min(LONGEST, max(sheet.max_row, last + 1)) + 1):
        named = _called(found, cells, row)
        if header_key(named or tidy(cells.get((row, 1), ""))) in TOTALS:
            found.total = row
        elif named:
            found.rows[row] = named
            if kind == OF_HOUSEHOLDS and "village" in found.beside:
                found.where[row] = tidy(cells.get((row, found.beside["village"]), ""))
    _set_apart(found, cells)
    return found if found.columns else None


def _set_beside(found: Layout) -> None:
    """The columns that say where a household or village lies, and who heads it; of villages the township is not filled in."""
    for what, names in (("village", VILLAGES), ("town", PLACES), ("head", HEADS)):
        at = next((column for column, title in found.columns.items() if header_key(title) in names), None)
        if at is not None:
            found.beside[what] = at
            if found.kind == OF_VILLAGES:
                del found.columns[at]


def _called(found: Layout, cells: Mapping[tuple[int, int], str], row: int) -> str:
    """What a row calls its unit; of a village with the township that stands beside it, of a household without a number its head."""
    own = tidy(cells.get((row, found.place), ""))
    if found.kind == OF_HOUSEHOLDS and not own and "head" in found.beside:
        return tidy(cells.get((row, found.beside["head"]), ""))
    town = found.beside.get("town") if own and found.kind == OF_VILLAGES else None
    return (tidy(cells.get((row, town), "")) if town else "") + own


def _set_apart(found: Layout, cells: Mapping[tuple[int, int], str]) -> None:
    """The columns the superior's own formulas count."""
    for column in list(found.columns):
        if any(cells.get((row, column), "").startswith("=") for row in found.rows):
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
