"""What is hidden in an .xls or .et, read from its records (BIFF): the reader of cells does not tell."""

import io
from collections.abc import Iterator, Sequence
from struct import Struct

import olefile

from dixian.foundation.sheets.hiding import Hidden

STREAMS = ("Workbook", "Book")
# Kinds of records.
BEGIN, END, SHEET, ROW, COLUMNS = 0x0809, 0x000A, 0x0085, 0x0208, 0x007D
HEAD, BEGINS_AT = Struct("<HH"), Struct("<I")
# Row number, and behind ten bytes its flags; first and last column, and behind four bytes their flags.
OF_ROW, OF_COLUMNS = Struct("<H10xB"), Struct("<HH4xB")
ROW_HIDDEN, COLUMNS_HIDDEN = 0x20, 0x01


def hidden_in_xls(content: bytes, names: Sequence[str]) -> dict[str, Hidden]:
    """Sheet -> what is hidden in it. names: of all sheets, in the order of the workbook."""
    with olefile.OleFileIO(io.BytesIO(content)) as parts:
        stream = next((name for name in STREAMS if parts.exists(name)), None)
        records = parts.openstream(stream).read() if stream else b""
    begins = [BEGINS_AT.unpack_from(body)[0] for kind, body in _records(records, 0) if kind == SHEET]
    return {name: _of_sheet(records, at) for name, at in zip(names, begins, strict=False)}


def _of_sheet(records: bytes, begins: int) -> Hidden:
    rows, columns = [], set[int]()
    for kind, body in _records(records, begins):
        if kind == ROW and len(body) >= OF_ROW.size:
            number, flags = OF_ROW.unpack_from(body)
            if flags & ROW_HIDDEN:
                rows.append(number + 1)
        elif kind == COLUMNS and len(body) >= OF_COLUMNS.size:
            first, last, flags = OF_COLUMNS.unpack_from(body)
            if flags & COLUMNS_HIDDEN:
                columns.update(range(first, last + 1))
    return Hidden(tuple(sorted(rows)), tuple(sorted(columns)))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from here to the end of its part; charts within it are passed by."""
    depth = 0
    while at + HEAD.size <= len(stream):
        kind, size = HEAD.unpack_from(stream, at)
        at += HEAD.size
        depth += (kind == BEGIN) - (kind == END)
        if depth == 1 and kind in (SHEET, ROW, COLUMNS):
            yield kind, stream[at : at + size]
        at += size
        if depth <= 0:
            return
