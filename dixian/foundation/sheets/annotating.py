"""A list back as it came, with columns behind its own."""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from dixian.foundation.kernel.destroyed import DESTROYED_FROM
from dixian.foundation.kernel.text import header_key
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.table import Reading
from dixian.foundation.sheets.writing import WIDTH, new_buffer, new_sheet


def annotated_workbook(
    *,
    reading: Reading,
    titles: Sequence[str],
    added: Sequence[Sequence[str]],
    as_text: Collection[str] = (),
) -> bytes:
    """Every line of each sheet in its place, titles and trailers too; each data row with what is said of it.

    titles: of the columns behind; added: for each of `reading.rows` their texts. as_text: codes of columns of numbers
    that count nothing. A list that came without a header gets one, and stands one line lower; what this has put
    behind it before is replaced.
    """
    buffer, book = new_buffer()
    left = iter(added)
    for part in reading.each:
        sheet = new_sheet(book, part.sheet)
        pen = _Pen(book, sheet, [part.mapping[code] for code in as_text if code in part.mapping])
        _annotate(sheet, pen, part, titles, list(islice(left, len(part.rows))))
    book.close()
    return buffer.getvalue()


def _annotate(
    sheet: Any, pen: "_Pen", reading: Reading, titles: Sequence[str], added: Sequence[Sequence[str]]
) -> None:
    width = max(len(reading.header), *(len(line.cells) for line in chain(reading.around, reading.rows)))
    without = _earlier(reading.header, titles)
    kept = [place for place in range(width) if place not in without]
    lower = 0 if reading.header_row else 1
    for line in chain(reading.around, reading.rows):
        above = line.number < reading.header_row
        pen.cells(line.number - 1 + lower, kept, line, spans=spans_of(kept, line) if above else {})
    head = max(reading.header_row - 1, 0)
    if lower:
        pen.texts(0, 0, reading.header, pen.bold)
    sheet.freeze_panes(head + 1, 0)
    sheet.set_column(0, len(kept) + len(titles) - 1, WIDTH)
    pen.texts(head, len(kept), titles, pen.bold)
    for line, texts in zip(reading.rows, added, strict=True):
        pen.texts(line.number - 1 + lower, len(kept), texts, pen.text)


def _earlier(header: tuple[str, ...], titles: Sequence[str]) -> range:
    """The places of what was put behind the list before."""
    first = len(header) - len(titles)
    behind = [header_key(title) for title in header[max(first, 0) :]]
    return range(first, len(header)) if behind == [header_key(title) for title in titles] else range(0)


class _Pen:
    """Writes cells as they came: text stays text, whatever it begins with, and a number a number."""

    def __init__(self, book: Any, sheet: Any, as_text: Collection[int] = ()) -> None:
        self._sheet, self._as_text = sheet, as_text
        self.text = book.add_format({"num_format": "@"})
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def texts(self, row: int, column: int, texts: Sequence[str], form: Any) -> None:
        """Texts side by side from a column on."""
        for place, text in enumerate(texts, start=column):
            self._sheet.write_string(row, place, text, form)

    def cells(self, row: int, kept: Sequence[int], line: RawRow, spans: Mapping[int, int]) -> None:
        """The cells of a line. spans: place -> how many are one there, 0 where it belongs to one before."""
        for place, came in enumerate(kept):
            value = line.cells[came] if came < len(line.cells) else None
            wide = spans.get(place, 1)
            if value is None or value == "" or not wide:
                continue
            if wide > 1:
                self._sheet.merge_range(row, place, row, place + wide - 1, "", self.text)
            if (
                came in self._as_text
                and isinstance(value, float)
                and value.is_integer()
                and _is_number(value)
            ):
                value = str(int(value))
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
            # Of a number that has lost its last digits the fifteen that are left, and never as one that is whole.
            shown = f"{value:.14E}" if isinstance(value, float) else str(value)
            self._sheet.write_string(row, column, shown, self.text)


def spans_of(kept: Sequence[int], line: RawRow) -> dict[int, int]:
    """Of a line above the rows, place -> how many are one there, 0 where it belongs to one before: texts that stand side by side several times were one merged cell."""
    cells = [line.cells[came] if came < len(line.cells) else None for came in kept]
    spans, first = {}, 0
    for place, value in enumerate(cells):
        if place and isinstance(value, str) and value and value == cells[first]:
            spans[place], spans[first] = 0, place - first + 1
        else:
            first = place
    return spans


def _is_number(value: object) -> bool:
    """Whether a spreadsheet can hold it as it is: a whole number of many digits would be rounded."""
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, int | float) and abs(value) < DESTROYED_FROM
