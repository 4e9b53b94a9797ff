"""Long numbers that a workbook holds in full, though every reader rounds them to what Excel can count."""

import io
from typing import Any

from dixian.foundation.kernel.columns import DESTROYED_FROM


def recover_digits(content: bytes, grids: dict[str, list[list[object]]]) -> None:
    """Put the `int` in the place of a rounded number where the .xlsx holds all its digits.

    grids: sheet -> rows, changed in place. Files written by Excel itself hold 15 digits and an exponent:
    those stay as they are. The slow reader runs only for sheets that have such a number.
    """
    sheets = [name for name, rows in grids.items() if any(_is_long(cell) for row in rows for cell in row)]
    if not sheets:
        return
    # Takes longer to load than most files take to be read.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for name in sheets:
        # Some writers declare a smaller sheet than they fill.
        book[name].reset_dimensions()
        for row, exact in zip(grids[name], book[name].iter_rows(values_only=True), strict=False):
            _recover(row, exact)


def _recover(row: list[object], exact: tuple[Any, ...]) -> None:
    for index, value in enumerate(exact):
        if index < len(row) and isinstance(value, int) and _is_long(row[index]):
            row[index] = value


def _is_long(cell: object) -> bool:
    return isinstance(cell, float) and cell >= DESTROYED_FROM
