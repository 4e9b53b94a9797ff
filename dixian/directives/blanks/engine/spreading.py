"""Rows of households or persons in the superior's own workbook: as many as there are, what stands beneath goes down. openpyxl."""

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from dixian.directives.blanks.engine.filling import NO_SUM, write
from dixian.directives.blanks.engine.layout import Layout

RANGE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+):(\$?[A-Z]{1,3}\$?)(\d+)")


def spread(
    content: bytes, *, layout: Layout, rows: Sequence[Mapping[int, Any]], total: bool = False
) -> bytes:
    """The workbook with these rows, column -> value, in place of its own; its first row tells how they look and what it counts itself.

    total: whether the row of totals is filled in, where it has no formula of the superior's.
    """
    # As in `layout`.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[layout.sheet]
    last, beneath = _listed_and_beneath(sheet, layout)
    styles, formulas = _of_first(sheet, layout)
    _clear(sheet, layout.first, last)
    moved = max(0, len(rows) - (beneath - layout.first)) if beneath else 0
    if moved and beneath:
        _make_room(sheet, layout.first, beneath, moved)
    for at, values in enumerate(rows, start=layout.first):
        for column, style in styles.items():
            sheet.cell(at, column)._style = copy(style)
        for column, formula in formulas.items():
            sheet.cell(at, column).value = _translated(formula, column, layout.first, at)
        said = {layout.beside["order"]: at - layout.first + 1} if "order" in layout.beside else {}
        for column, value in {**said, **values}.items():
            write(sheet, at, column, value)
    for at in range(layout.first + len(rows), beneath or 0) if "order" in layout.beside else ():
        # Numbers the superior had put before empty rows.
        sheet.cell(at, layout.beside["order"]).value = None
    if total and layout.total:
        _sum_up(sheet, layout, rows, layout.total + moved)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bared(content: bytes, layout: Layout) -> tuple[bytes, Layout]:
    """The workbook with no more than the first of its listed rows, and its layout: what many lists are quickly made of.

    As it came where something stands beneath the rows, which goes down by as many as there are.
    """
    # As in `layout`.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[layout.sheet]
    last, beneath = _listed_and_beneath(sheet, layout)
    if beneath or last <= layout.first:
        return content, layout
    for area in list(sheet.merged_cells.ranges):
        if area.max_row >= layout.first:
            sheet.unmerge_cells(str(area))
    sheet.delete_rows(layout.first + 1, sheet.max_row - layout.first)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), replace(layout, rows={layout.first: layout.rows.get(layout.first, "")})


def _listed_and_beneath(sheet: Any, layout: Layout) -> tuple[int, int | None]:
    """The last row that lists somebody, and the first below that says something else: totals, who filled it in, a remark."""
    last = max(layout.rows, default=layout.first - 1)
    for row in sheet.iter_rows(min_row=max(last + 1, layout.first), max_row=sheet.max_row):
        for cell in row:
            counted = isinstance(cell.value, str) and cell.value.startswith("=")
            said = cell.value is not None and not counted and cell.column != layout.beside.get("order")
            if said or cell.row == layout.total:
                return last, int(cell.row)
    return last, None


def _of_first(sheet: Any, layout: Layout) -> tuple[dict[int, Any], dict[int, str]]:
    cells = [sheet.cell(layout.first, column) for column in range(1, sheet.max_column + 1)]
    if layout.total == layout.first:
        return {}, {}
    formulas = {
        cell.column: cell.value
        for cell in cells
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    return {cell.column: copy(cell._style) for cell in cells}, formulas


def _clear(sheet: Any, first: int, last: int) -> None:
    """What the superior listed is written again, row by row."""
    for area in list(sheet.merged_cells.ranges):
        if area.min_row <= last and area.max_row >= first:
            sheet.unmerge_cells(str(area))
    for row in sheet.iter_rows(min_row=first, max_row=last) if last >= first else ():
        for cell in row:
            cell.value = None


def _make_room(sheet: Any, first: int, beneath: int, moved: int) -> None:
    """What stands beneath the rows goes down, with its merged cells; what it sums grows with the rows."""
    areas = [area for area in sheet.merged_cells.ranges if area.min_row >= beneath]
    for area in areas:
        sheet.unmerge_cells(str(area))
    end, width = sheet.max_row, sheet.max_column
    sheet.move_range(f"A{beneath}:{sheet.cell(end, width).coordinate}", rows=moved)
    for area in areas:
        area.shift(row_shift=moved)
        sheet.merge_cells(str(area))

    def grown(found: re.Match[str]) -> str:
        top, bottom = (int(found[at]) + (moved if int(found[at]) >= beneath else 0) for at in (2, 4))
        if first <= int(found[4]) < beneath:
            bottom = int(found[4]) + moved
        return f"{found[1]}{top}:{found[3]}{bottom}"

    for row in sheet.iter_rows(min_row=beneath + moved, max_row=end + moved):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = RANGE.sub(grown, cell.value)


def _translated(formula: str, column: int, first: int, at: int) -> str:
    # As in `layout`.
    from openpyxl.formula.translate import Translator
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(column)
    return str(Translator(formula, origin=f"{letter}{first}").translate_formula(f"{letter}{at}"))


def _sum_up(sheet: Any, layout: Layout, rows: Sequence[Mapping[int, Any]], at: int) -> None:
    for column, title in layout.columns.items():
        told = [values[column] for values in rows if values.get(column) not in (None, "")]
        counts = all(isinstance(one, int | float) and not isinstance(one, bool) for one in told)
        if told and counts and not NO_SUM.search(title):
            write(sheet, at, column, sum(told))
