"""A list back as it came, with columns behind its own."""

import math
from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from dixian.foundation.kernel.columns import DESTROYED_FROM
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.table import Reading
from dixian.foundation.sheets.writing import WIDTH, new_book


def annotated_workbook(
    *,
    reading: Reading,
    titles: Sequence[str],
    added: Sequence[Sequence[str]],
    without: Collection[int] = (),
) -> bytes:
    """Every line of the sheet in its place, titles and trailers too; each data row with what is said of it.

    titles: of the columns behind; added: for each of `reading.rows` their texts. without: places of columns
    that are left out. A list that came without a header gets one, and stands one line lower.
    """
    buffer, book, sheet = new_book(reading.sheet)
    pen = _Pen(book, sheet)
    width = max(len(reading.header), *(len(line.cells) for line in chain(reading.around, reading.rows)))
    kept = [place for place in range(width) if place not in without]
    lower = 0 if reading.header_row else 1
    for line in chain(reading.around, reading.rows):
        pen.cells(line.number - 1 + lower, kept, line)
    head = max(reading.header_row - 1, 0)
    if lower:
        pen.texts(0, 0, reading.header, pen.bold)
    sheet.freeze_panes(head + 1, 0)
    sheet.set_column(0, len(kept) + len(titles) - 1, WIDTH)
    pen.texts(head, len(kept), titles, pen.bold)
    for line, texts in zip(reading.rows, added, strict=True):
        pen.texts(line.number - 1 + lower, len(kept), texts, pen.text)
    book.close()
    return buffer.getvalue()


class _Pen:
    """Writes cells as they came: text stays text, whatever it begins with, and a number a number."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._sheet = sheet
        self.text = book.add_format({"num_format": "@"})
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def texts(self, row: int, column: int, texts: Sequence[str], form: Any) -> None:
        """Texts side by side from a column on."""
        for place, text in enumerate(texts, start=column):
            self._sheet.write_string(row, place, text, form)

    def cells(self, row: int, kept: Sequence[int], line: RawRow) -> None:
        """The cells of a line."""
        for place, came in enumerate(kept):
            value = line.cells[came] if came < len(line.cells) else None
            if value is not None and value != "":
                self._cell(row, place, value)

    def _cell(self, row: int, column: int, value: object) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(row, column, value)
        elif _is_number(value):
            self._sheet.write_number(row, column, value)
        elif isinstance(value, datetime):
            form = self._moment if value.time() != datetime.min.time() else self._day
            self._sheet.write_datetime(row, column, value.replace(tzinfo=None), form)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, value, self._day)
        else:
            self._sheet.write_string(row, column, str(value), self.text)


def _is_number(value: object) -> bool:
    """Whether a spreadsheet can hold it as it is: a whole number of many digits would be rounded."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and abs(value) < DESTROYED_FROM
