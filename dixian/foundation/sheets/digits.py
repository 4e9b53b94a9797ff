"""Long numbers that a workbook holds in full, though every reader rounds them to what Excel can count."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from dixian.foundation.kernel.destroyed import DESTROYED_FROM
from dixian.foundation.sheets.lines import Line


def holds_long(lines: Iterable[Line]) -> bool:
    """Whether a number stands there that the reader may have rounded."""
    return any(_is_long(cell) for line in lines for cell in line)


def recovered(lines: Iterable[Line], content: bytes, sheet: str) -> Iterator[Line]:
    """The lines of a sheet, with the `int` in the place of a rounded number where the .xlsx holds all its digits.

    Files written by Excel itself hold 15 digits and an exponent: those stay as they are. The reader this takes is
    slow; it is for sheets that `holds_long`.
    """
    # Takes longer to load than most files take to be read.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    # Some writers declare a smaller sheet than they fill.
    book[sheet].reset_dimensions()
    exact = book[sheet].iter_rows(values_only=True)
    for line in lines:
        _recover(line, next(exact, ()))
        yield line


def _recover(line: Line, exact: tuple[Any, ...]) -> None:
    for index, value in enumerate(exact):
        if index < len(line) and isinstance(value, int) and _is_long(line[index]):
            line[index] = value


def _is_long(cell: object) -> bool:
    return isinstance(cell, float) and cell >= DESTROYED_FROM
