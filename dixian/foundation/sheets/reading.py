"""A workbook's rows, with the header found and the columns mapped."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.headers import Chosen, find_header, unknown_header
from dixian.foundation.sheets.opening import Grid, sheets_of
from dixian.foundation.sheets.problems import DoubtfulColumns, MissingColumns, NotASheet

# As `tidy` leaves them: half-width.
TRAILERS = (
    "合计", "总计", "小计", "共计", "制表", "填表人", "填报人", "经办人", "审核人", "审核:", "负责人", "说明", "备注:", "注:",
)  # fmt: skip
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
    rows: data rows; passed_over: numbers of trailing rows such as 合计 and 制表人.
    """

    name: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    mapping: dict[str, int]
    twice: dict[str, list[int]]
    rows: list[RawRow]
    passed_over: list[int]

    def cell(self, row: RawRow, code: str) -> object:
        """The raw cell of a column; None where the column or the cell is absent."""
        index = self.mapping.get(code)
        return None if index is None or index >= len(row.cells) else row.cells[index]


def read_table(
    content: bytes,
    *,
    name: str,
    columns: Sequence[Column],
    chosen: Chosen | None = None,
    either: Collection[str] = (),
) -> Reading:
    """Find the visible sheet and header that hold `columns`, and its rows.

    chosen: what people said headers mean (`headers.find_header`); either: codes of columns of which a sheet
    must have one to be meant at all.

    Raises NotASheet where it is no workbook, holds no row, or several sheets could be meant;
    MissingColumns where required headers are absent (names what was found instead), DoubtfulColumns where
    one of them stands there twice with different contents.
    """
    sheets = sheets_of(content, name=name)
    found = [reading for sheet, rows in sheets if (reading := _reading(name, sheet, rows, columns, chosen))]
    if either:
        found = [one for one in found if not one.mapping.keys().isdisjoint(either)]
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
        return whole[0]
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
            raise DoubtfulColumns(
                f"文件“{reading.name}”工作表“{reading.sheet}”有 {len(places)} 列都像“{titles[code]}”："
                f"第 {'、'.join(str(place + 1) for place in places)} 列，内容不一样",
                "只留要报的一列，其余的删去或改名后再报",
            )


def _reading(
    name: str, sheet: str, rows: Grid, columns: Sequence[Column], chosen: Chosen | None
) -> Reading | None:
    header = find_header(rows, columns, chosen)
    if header is None:
        return None
    data, passed_over = _data_rows(rows, header.last)
    return Reading(
        name=name,
        sheet=sheet,
        header_row=header.last + 1,
        header=header.cells,
        mapping=header.mapping,
        twice=header.twice,
        rows=data,
        passed_over=passed_over,
    )


def _data_rows(rows: Grid, header: int) -> tuple[list[RawRow], list[int]]:
    data: list[RawRow] = []
    passed_over: list[int] = []
    for position in range(header + 1, len(rows)):
        cells = rows[position]
        first = next((text for cell in cells if (text := tidy(cell))), "")
        if not first:
            continue
        if first.startswith(TRAILERS):
            passed_over.append(position + 1)
            continue
        data.append(RawRow(position + 1, tuple(cells)))
    return data, passed_over


def _first_line(rows: Grid) -> str:
    return _quoted(next((row for row in rows if any(tidy(cell) for cell in row)), []))


def _quoted(cells: Sequence[object]) -> str:
    """Cells for a message; where a header is missing they may hold somebody's number."""
    return "、".join(mask_if_number(text)[:QUOTED] for cell in cells[:MOST_QUOTED] if (text := tidy(cell)))
