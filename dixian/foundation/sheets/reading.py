"""A workbook's rows, with the header found and the columns mapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.headers import DIGIT, Chosen, find_header, unknown_header
from dixian.foundation.sheets.leftover import NAME, NUMBERS, Unread, filled, is_trailer
from dixian.foundation.sheets.opening import Grid, Sheets, sheets_of
from dixian.foundation.sheets.problems import MissingColumns, NotASheet

# As `tidy` leaves them: half-width.
TRAILERS = ("合计", "总计", "小计", "制表人", "填表人", "审核人", "负责人", "说明", "备注:", "注:")
# Of a line that is quoted in a message: so many cells, so many characters of each.
MOST_QUOTED, QUOTED = 12, 20


@dataclass(frozen=True)
class RawRow:
    """One data row: its number as the spreadsheet shows it, and its cells in sheet order."""

    number: int
    cells: tuple[object, ...]


@dataclass(frozen=True)
class Reading:
    """A sheet that was understood.

    header_row: number as the spreadsheet shows it, the lower one of two; header: what each column is called; mapping: column code -> index; twice:
    all places of a column that stands there several times;
    rows: data rows; around: the lines below the header that are none, such as 合计 and 制表人;
    unread: further sheets people see that hold something and were not read.
    """

    name: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    mapping: dict[str, int]
    twice: dict[str, list[int]]
    rows: list[RawRow]
    around: list[RawRow]
    unread: tuple[Unread, ...] = ()

    @property
    def passed_over(self) -> list[int]:
        """Numbers of the lines below the header that are no data, such as 合计 and 制表人."""
        return [line.number for line in self.around]

    def cell(self, row: RawRow, code: str) -> object:
        """The raw cell of a column; None where the column or the cell is absent."""
        index = self.mapping.get(code)
        return None if index is None or index >= len(row.cells) else row.cells[index]


def read_table(
    content: bytes, *, name: str, columns: Sequence[Column], chosen: Chosen | None = None
) -> Reading:
    """Find the visible sheet and header that hold `columns`, and its rows.

    chosen: what people said headers mean (`headers.find_header`).

    Raises NotASheet where it is no workbook, holds no row, or several sheets could be meant;
    MissingColumns where required headers are absent (names what was found instead).
    """
    sheets = sheets_of(content, name=name)
    found = [reading for sheet, rows in sheets if (reading := _reading(name, sheet, rows, columns, chosen))]
    required = [column for column in columns if column.required]
    if not found:
        shown = _first_line(sheets[0][1])
        raise MissingColumns(
            f"文件“{name}”里没有找到表头",
            f"表头须有：{'、'.join(column.title for column in required)}。文件第一行是：{shown or '空白'}",
            header=unknown_header(sheets[0][1]),
        )
    whole = [one for one in found if one.rows and all(column.code in one.mapping for column in required)]
    if len(whole) > 1:
        raise NotASheet(
            f"文件“{name}”有 {len(whole)} 张工作表都像要报的：{'、'.join(f'“{one.sheet}”' for one in whole)}",
            "只留要报的一张，其余删除或隐藏后再报",
        )
    if whole:
        _refuse_doubt(whole[0], columns)
        _refuse_swapped(whole[0], columns)
        return replace(whole[0], unread=_unread(sheets, whole[0], found, required))
    best = max(found, key=lambda one: len(one.mapping))
    missing = [column.title for column in required if column.code not in best.mapping]
    if missing:
        raise MissingColumns(
            f"文件“{name}”工作表“{best.sheet}”第 {best.header_row} 行表头缺少：{'、'.join(missing)}",
            f"现有表头是：{_quoted(best.header)}。改好表头后再报，或下载模板",
            header=best.header,
            mapping=best.mapping,
        )
    raise NotASheet(f"文件“{name}”工作表“{best.sheet}”只有表头，没有数据", "本月确实没有的，请报“零报告”")


def _refuse_doubt(reading: Reading, columns: Sequence[Column]) -> None:
    """Two columns of one name that say different things: which is meant is not for us to guess."""
    titles = {column.code: column.title for column in columns}
    for code, places in reading.twice.items():
        shown = (
            tuple(tidy(row.cells[place]) for place in places if place < len(row.cells))
            for row in reading.rows
        )
        if any(len(set(cells)) > 1 for cells in shown):
            raise MissingColumns(
                f"文件“{reading.name}”工作表“{reading.sheet}”有 {len(places)} 列都像“{titles[code]}”："
                f"第 {'、'.join(str(place + 1) for place in places)} 列，内容不一样",
                "只留要报的一列，其余的删去或改名后再报",
            )


def _refuse_swapped(reading: Reading, columns: Sequence[Column]) -> None:
    """Numbers stand under the name, and names under the number: two headers changed places."""
    number = next((code for code in NUMBERS if code in reading.mapping), None)
    if number is None or NAME not in reading.mapping:
        return
    pairs = [(tidy(reading.cell(row, NAME)), tidy(reading.cell(row, number))) for row in reading.rows]
    swapped = sum(_is_number(name) and bool(other) and not DIGIT.search(other) for name, other in pairs)
    if 2 * swapped > len(pairs):
        titles = {column.code: column.title for column in columns}
        raise MissingColumns(
            f"文件“{reading.name}”工作表“{reading.sheet}”的“{titles[NAME]}”和“{titles[number]}”两列好像写反了："
            f"{len(pairs)} 行里有 {swapped} 行“{titles[NAME]}”填的是号码",
            "把这两列的表头对调后再报",
            header=reading.header,
            mapping=reading.mapping,
        )


def _is_number(text: str) -> bool:
    return mask_if_number(text) != text


def _unread(
    sheets: Sheets, of: Reading, found: Sequence[Reading], required: Sequence[Column]
) -> tuple[Unread, ...]:
    """The other sheets, as far as they hold anything; those with a header and nothing below it do not."""
    told = []
    readings = {one.sheet: one for one in found}
    for sheet, grid in sheets:
        reading = readings.get(sheet)
        if reading is None:
            told.append(Unread(sheet, filled(grid), "没有找到表头"))
        elif reading.sheet != of.sheet:
            missing = "、".join(column.title for column in required if column.code not in reading.mapping)
            told.append(Unread(sheet, len(reading.rows), f"表头缺少{missing}"))
    return tuple(one for one in told if one.lines)


def _reading(
    name: str, sheet: str, rows: Grid, columns: Sequence[Column], chosen: Chosen | None
) -> Reading | None:
    header = find_header(rows, columns, chosen)
    if header is None:
        return None
    data, around = _data_rows(rows, header.last, header.mapping)
    return Reading(
        name=name,
        sheet=sheet,
        header_row=header.last + 1,
        header=header.cells,
        mapping=header.mapping,
        twice=header.twice,
        rows=data,
        around=around,
    )


def _data_rows(rows: Grid, header: int, mapping: Mapping[str, int]) -> tuple[list[RawRow], list[RawRow]]:
    """Data, and the other lines that say something; each line below the header that is not empty is one of them."""
    data: list[RawRow] = []
    around: list[RawRow] = []
    for position in range(header + 1, len(rows)):
        cells = rows[position]
        if any(tidy(cell) for cell in cells):
            other = is_trailer(cells, mapping, TRAILERS)
            (around if other else data).append(RawRow(position + 1, tuple(cells)))
    return data, around


def _first_line(rows: Grid) -> str:
    return _quoted(next((row for row in rows if any(tidy(cell) for cell in row)), []))


def _quoted(cells: Sequence[object]) -> str:
    """Cells for a message; where a header is missing they may hold somebody's number."""
    return "、".join(mask_if_number(text)[:QUOTED] for cell in cells[:MOST_QUOTED] if (text := tidy(cell)))
