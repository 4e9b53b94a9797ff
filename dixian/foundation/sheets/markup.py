"""HTML tables and XML spreadsheets (2003), which many systems hand out under the name .xls."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from lxml import etree, html

from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.guards import MOST_CELLS, REMEDY, too_far
from dixian.foundation.sheets.merging import Range, spread
from dixian.foundation.sheets.problems import NotASheet

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
EXCEL = "urn:schemas-microsoft-com:office:excel"
ENCODINGS = ("utf-8-sig", "gb18030")
# What a page hides inside a cell is not what the clerk sees there; hidden rows are read.
# Asked from below: from each cell downward the time grows with the square of the rows.
HIDDEN = "//*[contains(translate(@style, ' ', ''), 'display:none')][ancestor::td or ancestor::th]"
MOST_TABLES = 1_000
# (row, column, rows, columns, value), from 0.
Placed = tuple[int, int, int, int, object]
Named = list[tuple[str, list[list[object]]]]


def markup_sheets(content: bytes, *, name: str) -> Named:
    """(name, grid) of each table a page holds, or of each visible sheet. Raises NotASheet."""
    is_xml = SPREADSHEET.encode() in content[:4096] and b"Workbook" in content[:4096]
    sheets = _of_xml(content, name) if is_xml else _of_html(content, name)
    if not sheets:
        raise NotASheet(f"文件“{name}”是网页，里面没有表格", "回到导出的系统重新登录再导出，或下载模板填写")
    return sheets


def _of_html(content: bytes, name: str) -> Named:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    document: Any = html.document_fromstring(_decoded(content, name).encode(), parser=parser)
    etree.strip_elements(document, "script", "style", etree.Comment, with_tail=False)
    for hidden in document.xpath(HIDDEN):
        hidden.drop_tree()
    tables = document.xpath("//table")
    if len(tables) > MOST_TABLES:
        raise NotASheet(f"文件“{name}”是网页，里面有 {len(tables)} 个表格，分不清哪个是数据", REMEDY)
    grids = [_grid(_placed(one), name) for one in tables]
    return [(f"第 {number} 个表格", grid) for number, grid in enumerate(grids, start=1) if grid]


def _decoded(content: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASheet(f"文件“{name}”的文字编码读不懂", REMEDY)


def _placed(table: Any) -> Iterator[Placed]:
    """The cells of an HTML table; a cell leaves its place to those that hang down from above."""
    hanging: dict[int, int] = {}
    for row, line in enumerate(table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while hanging.get(column, 0) > row:
                column += 1
            high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            yield row, column, high, wide, cell.text_content()
            hanging.update(dict.fromkeys(range(column, column + wide), row + high))
            column += wide


def _span(cell: Any, which: str) -> int:
    said = cell.get(which, "1").strip()
    return min(int(said), 1000) if said.isdecimal() and said.isascii() and int(said) else 1


def _of_xml(content: bytes, name: str) -> Named:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except etree.XMLSyntaxError:
        raise NotASheet(f"文件“{name}”不完整，打不开", "重新导出或重新传一次") from None
    sheets = [one for one in root.iterchildren(f"{{{SPREADSHEET}}}Worksheet") if not _is_hidden(one)]
    return [
        (one.get(_ss("Name"), ""), _grid(_placed_in_xml(one), name))
        for one in sheets
        if one.find(f".//{_ss('Data')}") is not None
    ]


def _is_hidden(sheet: Any) -> bool:
    return sheet.findtext(f"{{{EXCEL}}}WorksheetOptions/{{{EXCEL}}}Visible", "") in (
        "SheetHidden",
        "SheetVeryHidden",
    )


def _placed_in_xml(sheet: Any) -> Iterator[Placed]:
    row = -1
    for line in sheet.iter(_ss("Row")):
        row = _stands(line, row + 1)
        column = -1
        for cell in line.iterchildren(_ss("Cell")):
            column = _stands(cell, column + 1)
            high, wide = (1 + int(cell.get(_ss(which), 0)) for which in ("MergeDown", "MergeAcross"))
            yield row, column, high, wide, _value(cell.find(_ss("Data")))
            column += wide - 1


def _stands(element: Any, otherwise: int) -> int:
    """Where it says it stands (from 1 in the file); else after the one before."""
    return max(int(element.get(_ss("Index"), otherwise + 1)) - 1, otherwise)


def _value(data: Any) -> object:
    if data is None:
        return None
    text, kind = "".join(data.itertext()), data.get(_ss("Type"))
    if kind == "Number" and not tidy(text).isdecimal():
        return float(text)
    if kind == "DateTime":
        return datetime.fromisoformat(text)
    return int(text) if kind == "Number" else text


def _ss(local: str) -> str:
    return f"{{{SPREADSHEET}}}{local}"


def _grid(placed: Iterable[Placed], name: str) -> list[list[object]]:
    """Lines of cells up to the farthest one. Raises NotASheet where that is farther than can be read."""
    cells, merged = {}, list[Range]()
    for row, column, high, wide, value in placed:
        cells[row, column] = value
        if high > 1 or wide > 1:
            merged.append((row, column, row + high - 1, column + wide - 1))
    height = 1 + max((row for row, _ in cells), default=-1)
    width = 1 + max((column for _, column in (*cells, *((0, right) for *_, right in merged))), default=-1)
    if height * width > MOST_CELLS:
        raise too_far(name, height, width)
    grid: list[list[object]] = [[None] * width for _ in range(height)]
    for (row, column), value in cells.items():
        grid[row][column] = value
    spread(grid, merged)
    return grid
