"""A workbook's rows, with the header found and the columns mapped."""

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number, mask_numbers
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.doubts import refuse_doubt, refuse_swapped, refuse_unlike
from dixian.foundation.sheets.headers import Chosen, above, find_header, unknown_header
from dixian.foundation.sheets.hiding import Hidden, Sheet
from dixian.foundation.sheets.joining import joined, repeated
from dixian.foundation.sheets.leftover import About, Unread, filled
from dixian.foundation.sheets.lines import Lines, RawRow, RawRows
from dixian.foundation.sheets.opening import Sheets, sheets_of
from dixian.foundation.sheets.problems import MissingColumns, NoRows
from dixian.foundation.sheets.table import Reading
from dixian.foundation.sheets.weighing import missing_of, refuse_larger

# Of a line that is quoted in a message: so many cells, so many characters of each.
MOST_QUOTED, QUOTED = 12, 20


def read_table(
    content: bytes,
    *,
    name: str,
    columns: Sequence[Column],
    chosen: Chosen | None = None,
    only: str = "",
) -> Reading:
    """Open a workbook and find the visible sheet and header that hold `columns`, and its rows (`table_of`)."""
    return table_of(sheets_of(content, name=name), name=name, columns=columns, chosen=chosen, only=only)


def table_of(
    sheets: Sheets,
    *,
    name: str,
    columns: Sequence[Column],
    chosen: Chosen | None = None,
    one_of: Collection[str] = (),
    only: str = "",
) -> Reading:
    """The sheet and header that hold `columns`, and its rows.

    chosen: what people said headers mean (`headers.find_header`). one_of: codes of columns of which one is enough.
    only: the sheet a person picked, by the name that is shown; the others are named as not read.

    Several sheets with the same columns are read as one (`joining`).

    Raises NotASheet where it is no workbook, holds no row (NoRows), or sheets that could be meant differ in columns;
    MissingColumns where required headers are absent (names what was found instead), also of a sheet that holds more
    rows than those that can be read (`weighing`).
    """
    asked, others = _picked(sheets, only)
    found = [reading for sheet in asked if (reading := _reading(name, sheet, columns, chosen))]
    if not found:
        first = asked[0].grid
        shown = _first_line(first)
        header, below = unknown_header(first)
        raise MissingColumns(
            f"文件“{name}”里没有找到表头",
            f"表头须有：{'、'.join(missing_of(columns, one_of, {}))}。文件第一行是：{shown or '空白'}",
            header=header,
            below=below,
            sheets=others,
        )
    whole = [one for one in found if one.rows and not missing_of(columns, one_of, one.mapping)]
    if whole:
        refuse_larger(whole, found, columns, one_of)
        refuse_unlike(whole, columns)
        for one in whole:
            refuse_doubt(one, columns)
            refuse_swapped(one, columns)
        again = {one.sheet for one in (repeated(whole) if len(whole) > 1 else ())}
        read = joined([one for one in whole if one.sheet not in again])
        return replace(read, unread=_unread(sheets, read, found, columns, one_of, again, others))
    best = max(found, key=lambda one: (len(one.mapping), len(one.rows)))
    missing = missing_of(columns, one_of, best.mapping)
    if missing:
        raise MissingColumns(
            f"文件“{name}”工作表“{best.sheet}”第 {best.header_row} 行表头缺少：{'、'.join(missing)}",
            f"现有表头是：{_quoted(best.header)}。改好表头后再上传，或下载模板",
            header=best.header,
            mapping=best.mapping,
            below=best.first_lines,
            sheets=others,
        )
    raise NoRows(f"文件“{name}”工作表“{best.sheet}”只有表头，没有数据", "填好数据后再上传")


def only_column(
    sheets: Sheets,
    *,
    name: str,
    heads: Callable[[object], bool],
    column_of: Callable[[Sequence[object]], Column | None],
) -> Reading | None:
    """A list of one column without a header we know: every line is a row, but the first ones that head it.

    heads: whether a cell can only head a list. column_of: what the cells of the column say -> which column it is, None
    where it is none of ours. None where it is anything else.
    """
    filled = [sheet for sheet in sheets if any(tidy(cell) for row in sheet.grid for cell in row)]
    if len(filled) != 1:
        return None
    sheet = filled[0]
    places = {index for row in sheet.grid for index, cell in enumerate(row) if tidy(cell)}
    if len(places) != 1:
        return None
    (at,) = places
    last, said = _heading(sheet.grid, at, heads)
    data, around = _data_rows(sheet.grid, last, About((), {}))
    column = column_of([row.cells[at] for row in data])
    if column is None:
        return None
    header = (*[""] * at, said or column.title)
    hidden = _hidden(sheet.hidden, data, header)
    return Reading(name, sheet.name, last + 1, header, {column.code: at}, {}, data, around, hidden)


def _heading(lines: Lines, at: int, heads: Callable[[object], bool]) -> tuple[int, str]:
    """Where the lines that head a list of one column end, -1 where its first one is a row, and what the last says."""
    last, said = -1, ""
    for position, cells in enumerate(lines):
        text = tidy(cells[at]) if at < len(cells) else ""
        if text and not heads(text):
            break
        if text:
            last, said = position, text
    return last, said


def _picked(sheets: Sheets, only: str) -> tuple[Sheets, list[str]]:
    """The sheets to be read, and the names of the others; all where none of them is called so."""
    asked = [sheet for sheet in sheets if mask_numbers(sheet.name) == only]
    if not asked:
        return sheets, []
    return asked, [name for sheet in sheets if (name := mask_numbers(sheet.name)) != only]


def _unread(
    sheets: Sheets,
    of: Reading,
    found: Sequence[Reading],
    columns: Sequence[Column],
    one_of: Collection[str],
    again: Collection[str],
    others: Collection[str],
) -> tuple[Unread, ...]:
    """The other sheets, as far as they hold anything; those with a header and nothing below it do not."""
    told = []
    readings = {one.sheet: one for one in found}
    read = {one.sheet for one in of.each}
    for sheet in sheets:
        reading = readings.get(sheet.name)
        if mask_numbers(sheet.name) in others:
            told.append(Unread(sheet.name, filled(sheet.grid), "没有选"))
        elif reading is None:
            told.append(Unread(sheet.name, filled(sheet.grid), "没有找到表头"))
        elif sheet.name in again:
            told.append(Unread(sheet.name, len(reading.rows), "的行在别的工作表里都有"))
        elif sheet.name not in read:
            missing = "、".join(missing_of(columns, one_of, reading.mapping))
            told.append(Unread(sheet.name, len(reading.rows), f"表头缺少{missing}"))
    return tuple(one for one in told if one.lines)


def _reading(name: str, sheet: Sheet, columns: Sequence[Column], chosen: Chosen | None) -> Reading | None:
    header = find_header(sheet.grid, columns, chosen)
    if header is None:
        return None
    lines = sheet.grid[header.first : header.last + 1]
    examples = {column.code: column.example for column in columns if column.example}
    data, around = _data_rows(sheet.grid, header.last, About(lines, header.mapping, examples))
    return Reading(
        name=name,
        sheet=sheet.name,
        header_row=header.last + 1,
        header=header.cells,
        mapping=header.mapping,
        twice=header.twice,
        rows=data,
        around=around,
        hidden=_hidden(sheet.hidden, data, header.cells),
        above=above(sheet.grid, header),
        header_rows=header.last - header.first + 1,
    )


def _hidden(hidden: Hidden, rows: RawRows, header: Sequence[str]) -> Hidden:
    """What of it holds data: hidden lines below or beside the list are nobody's concern."""
    numbers = set(hidden.rows).intersection(rows.numbers)
    columns = (at for at in hidden.columns if at < len(header) and header[at])
    return Hidden(tuple(sorted(numbers)), tuple(columns), hidden.sheets)


def _data_rows(lines: Lines, header: int, about: About) -> tuple[RawRows, list[RawRow]]:
    """Data, and the other lines that say something. header: position of its last row, -1 where there is none."""
    data = array("L")
    around: list[RawRow] = []
    for position, cells in enumerate(lines):
        if any(tidy(cell) for cell in cells):
            if position <= header or about.nobody(cells):
                around.append(RawRow(position + 1, tuple(cells)))
            else:
                data.append(position)
    return RawRows(lines, data), around


def _first_line(rows: Lines) -> str:
    return _quoted(next((row for row in rows if any(tidy(cell) for cell in row)), []))


def _quoted(cells: Sequence[object]) -> str:
    """Cells for a message; where a header is missing they may hold somebody's number."""
    return "、".join(mask_if_number(text)[:QUOTED] for cell in cells[:MOST_QUOTED] if (text := tidy(cell)))
