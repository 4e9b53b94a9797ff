"""Workbooks out: tables, templates."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from dixian.foundation.kernel.columns import Choice, Column

WIDTH = 16
TEMPLATE_ROWS = 2_000


def write_table(*, title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook with one sheet: headers, then `rows` in the order of `columns`."""
    buffer, book, sheet = new_book(title)
    text = book.add_format({"num_format": "@"})
    write_headers(book, sheet, [column.title for column in columns])
    for index, column in enumerate(columns):
        sheet.set_column(index, index, WIDTH, text if column.as_text else None)
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            write_cell(sheet, number, index, value, text if columns[index].as_text else None)
    book.close()
    return buffer.getvalue()


def template(*, title: str, columns: Sequence[Column]) -> bytes:
    """An empty workbook to fill in: text-format ID columns, drop-downs, rules as comments, an example row."""
    buffer, book, sheet = new_book(title)
    text = book.add_format({"num_format": "@"})
    example = book.add_format({"italic": True, "font_color": "#808080", "num_format": "@"})
    write_headers(book, sheet, [column.title for column in columns])
    for index, column in enumerate(columns):
        sheet.set_column(index, index, WIDTH, text if column.as_text else None)
        need = "必填" if column.required else "可空"
        sheet.write_comment(0, index, f"{need}。{column.rule}")
        sheet.write_string(1, index, column.example, example)
        if isinstance(column, Choice):
            sheet.data_validation(
                1, index, TEMPLATE_ROWS, index, {"validate": "list", "source": list(column.options)}
            )
    book.close()
    return buffer.getvalue()


def new_book(title: str) -> tuple[io.BytesIO, Any, Any]:
    """A buffer, a book in it, and its one sheet of this title, in which no text becomes a formula."""
    buffer, book = new_buffer()
    return buffer, book, new_sheet(book, title)


def new_buffer() -> tuple[io.BytesIO, Any]:
    """A buffer, and a book in it without a sheet."""
    buffer = io.BytesIO()
    # in_memory: no temporary file may hold what the sheet holds.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return buffer, xlsxwriter.Workbook(buffer, options)


def new_sheet(book: Any, title: str) -> Any:
    """A sheet of this title behind those there are; of two that would be called alike the second bears its place."""
    safe = "".join("-" if char in "[]:*?/\\'" else char for char in title)[:31] or "表"
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    sheet = book.add_worksheet(f"{safe[:27]}-{len(taken) + 1}" if safe.lower() in taken else safe)
    sheet.freeze_panes(1, 0)
    return sheet


def write_headers(book: Any, sheet: Any, titles: Sequence[str]) -> None:
    """Titles in the first row."""
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for index, title in enumerate(titles):
        sheet.write_string(0, index, title, bold)


def write_cell(sheet: Any, row: int, index: int, value: object, form: Any) -> None:
    """A value as what it is where no form asks for text; nothing for an empty one."""
    if value is None or value == "":
        return
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool) and form is None:
        sheet.write_number(row, index, value)
    elif isinstance(value, date):
        sheet.write_string(row, index, value.isoformat(), form)
    else:
        sheet.write_string(row, index, str(value), form)
