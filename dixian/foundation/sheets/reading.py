"""A workbook's rows, with the header found and the columns mapped."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import python_calamine

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.guards import REMEDY, is_csv, refuse_unreadable
from dixian.foundation.sheets.problems import MissingColumns, NotASheet

Grid = Sequence[Sequence[object]]
HEADER_WITHIN = 30
TRAILERS = ("合计", "总计", "小计", "制表人", "填表人", "审核人", "负责人", "说明", "备注：", "注：")
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class RawRow:
    """One data row: its number as the spreadsheet shows it, and its cells in sheet order."""

    number: int
    cells: tuple[object, ...]


@dataclass(frozen=True)
class Reading:
    """A sheet that was understood.

    header_row: number as the spreadsheet shows it; header: the cells; mapping: column code -> index;
    rows: data rows; passed_over: numbers of trailing rows such as 合计 and 制表人.
    """

    name: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    mapping: dict[str, int]
    rows: list[RawRow]
    passed_over: list[int]

    def cell(self, row: RawRow, code: str) -> object:
        """The raw cell of a column; None where the column or the cell is absent."""
        index = self.mapping.get(code)
        return None if index is None or index >= len(row.cells) else row.cells[index]


def read_table(content: bytes, *, name: str, columns: Sequence[Column]) -> Reading:
    """Find the sheet and header that hold `columns`, and its rows.

    Raises NotASheet where it is no workbook or holds no row, MissingColumns where required headers
    are absent (names what was found instead).
    """
    refuse_unreadable(content, name=name)
    best: tuple[int, str, Grid, int, dict[str, int]] | None = None
    for sheet, rows in _sheets(content, name=name):
        found = _find_header(rows, columns)
        if found and (best is None or len(found[1]) > best[0]):
            best = (len(found[1]), sheet, rows, *found)
    required = [column.title for column in columns if column.required]
    if best is None:
        raise MissingColumns(
            f"文件“{name}”里没有找到表头", f"表头须有：{'、'.join(required)}。{_found(content, name)}"
        )
    _, sheet, rows, position, mapping = best
    missing = [column.title for column in columns if column.required and column.code not in mapping]
    if missing:
        raise MissingColumns(
            f"文件“{name}”工作表“{sheet}”第 {position + 1} 行表头缺少：{'、'.join(missing)}",
            f"现有表头是：{'、'.join(filter(None, map(tidy, rows[position])))}。改好表头后再报，或下载模板",
        )
    data, passed_over = _data_rows(rows, position)
    if not data:
        raise NotASheet(f"文件“{name}”工作表“{sheet}”只有表头，没有数据", "本月确实没有的，请报“零报告”")
    return Reading(
        name=name,
        sheet=sheet,
        header_row=position + 1,
        header=tuple(tidy(cell) for cell in rows[position]),
        mapping=mapping,
        rows=data,
        passed_over=passed_over,
    )


def _sheets(content: bytes, *, name: str) -> Sequence[tuple[str, Grid]]:
    if is_csv(content):
        return [("CSV", _csv_rows(content, name=name))]
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            (sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
            for sheet in book.sheet_names
        ]
    except python_calamine.PasswordError:
        raise NotASheet(f"文件“{name}”设了打开密码，读不了", "去掉密码后再报") from None
    except (python_calamine.CalamineError, OSError):
        raise NotASheet(f"文件“{name}”读不出来，可能已损坏", REMEDY) from None


def _csv_rows(content: bytes, *, name: str) -> Grid:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = "\t" if text[:4096].count("\t") > text[:4096].count(",") else ","
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    raise NotASheet(f"文件“{name}”的文字编码读不懂", REMEDY)


def _find_header(rows: Grid, columns: Sequence[Column]) -> tuple[int, dict[str, int]] | None:
    """The row with most known headers among the first ones: (position, column code -> index)."""
    known = {header_key(text): column.code for column in columns for text in (*column.aliases, column.title)}
    best: tuple[int, dict[str, int]] | None = None
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        mapping: dict[str, int] = {}
        for index, cell in enumerate(row):
            code = known.get(header_key(cell))
            if code and code not in mapping:
                mapping[code] = index
        if mapping and (best is None or len(mapping) > len(best[1])):
            best = (position, mapping)
    return best


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


def _found(content: bytes, name: str) -> str:
    _, rows = _sheets(content, name=name)[0]
    first = next((row for row in rows if any(tidy(cell) for cell in row)), [])
    shown = "、".join(text for cell in first[:12] if (text := tidy(cell)[:20]))
    return f"文件第一行是：{shown or '空白'}"
