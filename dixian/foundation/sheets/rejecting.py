"""Rejected rows in the shape they came in: titles, header in one row or two, the reason beside each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dixian.foundation.kernel.destroyed import DESTROYED_FROM
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.annotating import spans_of
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.table import Reading
from dixian.foundation.sheets.writing import WIDTH, new_book, write_cell, write_headers

# What a workbook of rejected rows adds to the file's own columns.
ORIGIN, ORIGIN_SHEET, REASON = "原行号", "原工作表", "退回原因"


def rejected_workbook(*, reading: Reading, rejected: Iterable[tuple[RawRow, str]]) -> bytes:
    """The rejected rows under the file's own titles and header, then the number each had in that file, and the reason.

    Where several sheets were read, the sheet stands before the number and the header in one row. Mended and sent again
    it reads like the original; by the number the mended row finds the rejected one.
    """
    buffer, book, sheet = new_book(reading.each[0].sheet)
    text = book.add_format({"num_format": "@"})
    added = (ORIGIN_SHEET, ORIGIN, REASON)[0 if reading.parts else 1 :]
    kept = [
        index for index, title in enumerate(reading.header) if title not in (ORIGIN_SHEET, ORIGIN, REASON)
    ]
    sheet.set_column(0, len(kept) + len(added) - 1, WIDTH, text)
    first = _top(book, sheet, reading, kept, added)
    for number, (row, reason) in enumerate(rejected, start=first):
        cells = [_as_it_came(cell) for cell in row.cells]
        named = [cells[index] if index < len(cells) else "" for index in kept]
        name, line = reading.place(row.number)
        said = (name, str(line), reason)[-len(added) :]
        # What lies beyond the header must cover neither number nor reason.
        for place, shown in enumerate([*named, *said, *cells[len(reading.header) :]]):
            write_cell(sheet, number, place, shown, text)
    book.close()
    return buffer.getvalue()


def _top(book: Any, sheet: Any, reading: Reading, kept: Sequence[int], added: Sequence[str]) -> int:
    """What stands above the rows; the row the first of them is written to."""
    above = {line.number: line for line in reading.around if line.number <= reading.header_row}
    if reading.parts or not above:
        write_headers(book, sheet, [*(reading.header[index] for index in kept), *added])
        return 1
    bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"})
    upper = reading.header_row - reading.header_rows
    for number, line in above.items():
        spans = spans_of(kept, line) if number < reading.header_row else {}
        _line(sheet, number - 1, line, kept, spans, bold)
    for place, title in enumerate(added, start=len(kept)):
        for row in range(upper, reading.header_row):
            sheet.write_string(row, place, title, bold)
    sheet.freeze_panes(reading.header_row, 0)
    return reading.header_row


def _line(
    sheet: Any, row: int, line: RawRow, kept: Sequence[int], spans: Mapping[int, int], form: Any
) -> None:
    """A line above the rows; what was one cell over several columns is one again."""
    for place, came in enumerate(kept):
        shown = _as_it_came(line.cells[came]) if came < len(line.cells) else ""
        wide = spans.get(place, 1)
        if wide > 1:
            sheet.merge_range(row, place, row, place + wide - 1, shown, form)
        elif wide:
            write_cell(sheet, row, place, shown, form)


def _as_it_came(cell: object) -> str:
    """A cell as text; a number that lost its last digits stays one that can't be taken for whole."""
    if isinstance(cell, int | float) and abs(cell) >= DESTROYED_FROM:
        return str(float(cell))
    return cell.isoformat() if isinstance(cell, date) else tidy(cell)
