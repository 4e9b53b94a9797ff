"""The superior's own workbook with values in its cells: nothing else of it changes. Plain values and openpyxl."""

import io
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

# As long as a spreadsheet keeps one; `1E9999999` would be a number that takes minutes to write out.
NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
NO_SUM = re.compile("人均|户均|平均|均价|率|占比|比例|比重|排名")
# Row -> (what the unit is called, column -> value).
Rows = Mapping[int, tuple[str, Mapping[int, str]]]


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

    titles: column -> header; what is an average or a share by its header has no sum. only_gaps: what stands there already stays.
    """
    # As in `layout`.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    target = book[sheet]
    for row, (name, values) in rows.items():
        if not only_gaps and target.cell(row, place).value in (None, ""):
            _write(target, row, place, name)
        for column, value in values.items():
            if not only_gaps or target.cell(row, column).value in (None, ""):
                _write(target, row, column, number_or_text(value))
    if total is not None:
        for column, value in sums(rows).items():
            if NO_SUM.search((titles or {}).get(column, "")):
                continue
            _write(target, total, column, value)
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


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    formula = isinstance(cell.value, str) and cell.value.startswith("=")
    if not formula and type(cell).__name__ != "MergedCell":
        cell.value = value
        if isinstance(value, str):
            # What somebody typed is never a formula.
            cell.data_type = "s"
