"""HTML tables and XML spreadsheets (2003), which many systems hand out under the name .xls."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lxml import etree, html

from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.bounds import packed
from dixian.foundation.sheets.guards import MOST_CELLS, REMEDY, too_far
from dixian.foundation.sheets.hiding import MOST_PLACES, Hidden, Sheet
from dixian.foundation.sheets.lines import Line, Lines
from dixian.foundation.sheets.merging import Range, spread
from dixian.foundation.sheets.problems import NotASheet

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
EXCEL = "urn:schemas-microsoft-com:office:excel"
ENCODINGS = ("utf-8-sig", "gb18030")
# What a page hides inside a cell is not what the clerk sees there; hidden rows are read.
# Asked from below: from each cell downward the time grows with the square of the rows.
HIDDEN = "//*[contains(translate(@style, ' ', ''), 'display:none')][ancestor::td or ancestor::th]"
MOST_TABLES = 1_000


class Placed(NamedTuple):
    """A cell: where, from 0, how many rows and columns it covers, what it says, and whether people see it."""

    row: int
    column: int
    high: int
    wide: int
    value: object
    seen: bool


def markup_sheets(content: bytes, *, name: str) -> list[Sheet]:
    """Each table a page holds, or each visible sheet. Raises NotASheet."""
    is_xml = SPREADSHEET.encode() in content[:4096] and b"Workbook" in content[:4096]
    sheets = _of_xml(content, name) if is_xml else _of_html(content, name)
    if not sheets:
        raise NotASheet(f"文件“{name}”是网页，里面没有表格", "回到导出的系统重新登录再导出，或下载模板填写")
    return sheets


def _of_html(content: bytes, name: str) -> list[Sheet]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    document: Any = html.document_fromstring(_decoded(content, name).encode(), parser=parser)
    etree.strip_elements(document, "script", "style", etree.Comment, with_tail=False)
    for hidden in document.xpath(HIDDEN):
        hidden.drop_tree()
    tables = document.xpath("//table")
    if len(tables) > MOST_TABLES:
        raise NotASheet(f"文件“{name}”是网页，里面有 {len(tables)} 个表格，分不清哪个是数据", REMEDY)
    sheets = [_sheet(f"第 {number} 个表格", _placed(one), name) for number, one in enumerate(tables, start=1)]
    return [one for one in sheets if one.grid]


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
    unseen = set(_unseen_columns(table))
    for row, line in enumerate(table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")):
        column = 0
        hidden = _is_unseen(line) or _is_unseen(line.getparent())
        for cell in line.iterchildren("td", "th"):
            while hanging.get(column, 0) > row:
                column += 1
            high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            seen = not (hidden or column in unseen or _is_unseen(cell))
            yield Placed(row, column, high, wide, cell.text_content(), seen)
            hanging.update(dict.fromkeys(range(column, column + wide), row + high))
            column += wide


def _unseen_columns(table: Any) -> Iterator[int]:
    """The places whose `<col>` is hidden, as Excel writes it."""
    place = 0
    for one in table.xpath("./col | ./colgroup/col"):
        wide = _span(one, "span")
        if _is_unseen(one):
            yield from range(place, place + wide)
        place += wide


def _is_unseen(element: Any) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _span(cell: Any, which: str) -> int:
    said = cell.get(which, "1").strip()
    return min(int(said), 1000) if said.isdecimal() and said.isascii() and int(said) else 1


def _of_xml(content: bytes, name: str) -> list[Sheet]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except etree.XMLSyntaxError:
        raise NotASheet(f"文件“{name}”不完整，打不开", "重新导出或重新传一次") from None
    sheets = list(root.iterchildren(f"{{{SPREADSHEET}}}Worksheet"))
    unseen = [one.get(_ss("Name"), "") for one in sheets if _is_hidden(one)]
    return [
        _sheet(one.get(_ss("Name"), ""), _placed_in_xml(one), name, unseen)
        for one in sheets
        if not _is_hidden(one) and one.find(f".//{_ss('Data')}") is not None
    ]


def _is_hidden(sheet: Any) -> bool:
    return sheet.findtext(f"{{{EXCEL}}}WorksheetOptions/{{{EXCEL}}}Visible", "") in (
        "SheetHidden",
        "SheetVeryHidden",
    )


def _placed_in_xml(sheet: Any) -> Iterator[Placed]:
    row = -1
    unseen = set(_unseen_columns_in_xml(sheet))
    for line in sheet.iter(_ss("Row")):
        row = _stands(line, row + 1)
        column = -1
        hidden = line.get(_ss("Hidden")) == "1"
        for cell in line.iterchildren(_ss("Cell")):
            column = _stands(cell, column + 1)
            high, wide = (1 + int(cell.get(_ss(which), 0)) for which in ("MergeDown", "MergeAcross"))
            seen = not hidden and column not in unseen
            yield Placed(row, column, high, wide, _value(cell.find(_ss("Data"))), seen)
            column += wide - 1


def _unseen_columns_in_xml(sheet: Any) -> Iterator[int]:
    place = -1
    for one in sheet.iter(_ss("Column")):
        place = _stands(one, place + 1)
        last = place + min(int(one.get(_ss("Span"), 0)), MOST_PLACES)
        if one.get(_ss("Hidden")) == "1":
            yield from range(place, last + 1)
        place = last


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


def _sheet(called: str, placed: Iterable[Placed], name: str, unseen: Sequence[str] = ()) -> Sheet:
    """A sheet of these cells. Raises NotASheet where the farthest is farther than can be read."""
    cells = list(placed)
    rows = _unseen((one.row + 1, one.seen) for one in cells)
    columns = _unseen((one.column, one.seen) for one in cells)
    return Sheet(called, _grid(cells, name), Hidden(rows, columns, tuple(unseen)))


def _unseen(places: Iterable[tuple[int, bool]]) -> tuple[int, ...]:
    """Those of the rows or columns in which nothing is seen."""
    shown: dict[int, bool] = {}
    for place, seen in places:
        shown[place] = shown.get(place, False) or seen
    return tuple(sorted(place for place, seen in shown.items() if not seen))


def _grid(placed: Sequence[Placed], name: str) -> Lines:
    """Lines of cells up to the farthest one. Raises NotASheet where that is farther than can be read."""
    height = 1 + max((one.row for one in placed), default=-1)
    width = max((one.column + one.wide for one in placed), default=0)
    if height * width > MOST_CELLS:
        raise too_far(name, height, width)
    grid: list[Line] = [[None] * width for _ in range(height)]
    merged = list[Range]()
    for row, column, high, wide, value, _ in placed:
        grid[row][column] = value
        if high > 1 or wide > 1:
            merged.append((row, column, row + high - 1, column + wide - 1))
    return packed(spread(grid, merged), name=name)
