"""The superior's own workbook with values in its cells: nothing else of it changes. Plain values and openpyxl."""

import io
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

# As long as a spreadsheet keeps one; `1E9999999` would be a number that takes minutes to write out.
NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
NO_SUM = re.compile("人均|户均|平均|均价|率|占比|比例|比重|排名|年龄|编号|号码|电话|时间|日期|年份")
# Row -> (what the unit is called, column -> value).
Rows = Mapping[int, tuple[str, Mapping[int, Any]]]


def filled(
    content: bytes,
    *,
    sheet: str,
    place: int,
    rows: Rows,
    total: int | None,
    titles: Mapping[int, str] | None = None,
    only_gaps: bool = False,
) -> bytes:
    """Write the rows; numbers as numbers, and their sums where a row of totals stands. A formula stays as it is.

    titles: column -> header; what is an average or a share by its header has no sum. only_gaps: what stands there already stays, and a value is written
    as it is: a 户编号 is no number.
    """
    # As in `layout`.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    target = book[sheet]
    for row, (name, values) in rows.items():
        if not only_gaps and target.cell(row, place).value in (None, ""):
            write(target, row, place, name)
        for column, value in values.items():
            if not only_gaps:
                write(target, row, column, number_or_text(value))
            elif target.cell(row, column).value in (None, ""):
                write(target, row, column, value)
    if total is not None:
        for column, value in sums(rows).items():
            if NO_SUM.search((titles or {}).get(column, "")):
                continue
            write(target, total, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sums(rows: Rows) -> dict[int, Any]:
    """Column -> the sum, of columns that hold numbers only; a share is no sum."""
    found: dict[int, list[str]] = {}
    for _, values in rows.values():
        for column, value in values.items():
            found.setdefault(column, []).append(value)
    told = {}
    for column, texts in found.items():
        numbers = [number_or_text(text) for text in texts if text]
        if numbers and all(isinstance(one, int | float) for one in numbers):
            told[column] = sum(numbers)
    return told


def number_or_text(text: str) -> Any:
    """`12` and `3.5` as numbers; everything else, also `92.3%`, as it stands."""
    if not NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def write(sheet: Any, row: int, column: int, value: Any) -> None:
    """Into a cell, unless a formula stands there or another cell's range covers it."""
    cell = sheet.cell(row, column)
    formula = isinstance(cell.value, str) and cell.value.startswith("=")
    if not formula and type(cell).__name__ != "MergedCell":
        cell.value = value
        if isinstance(value, str):
            # What somebody typed is never a formula.
            cell.data_type = "s"
