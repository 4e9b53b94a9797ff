"""Sheets written as text: CSV in three encodings, and what bears the name .xls though it is a page or XML."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import chain

from dixian.simulation.world.layouts import Sheet
from dixian.simulation.world.workbooks import LONG

XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
)
HIDDEN = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>\n"


def as_csv(encoding: str) -> Callable[[Sequence[Sheet]], bytes]:
    """One sheet, the list's own: the others are lost when a workbook is saved so."""

    def written(sheets: Sequence[Sheet]) -> bytes:
        sheet = the_list(sheets)
        out = io.StringIO()
        lines = csv.writer(out)
        for at, row in enumerate(sheet.rows):
            # A program's ="…" survives in its CSV.
            lines.writerow(
                formula if (formula := sheet.formulas.get((at, place), "")).startswith('="') else _text(cell)
                for place, cell in enumerate(row)
            )
        return out.getvalue().encode(encoding)

    return written


def as_page(sheets: Sequence[Sheet]) -> bytes:
    """The HTML table that web systems hand out as .xls; only what is seen of a workbook is in it."""
    sheet = the_list(sheets)
    spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
    covered = set(_covered(sheet))
    width = max(map(len, sheet.rows))
    lines = [
        '<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body><table border="1">'
    ]
    for at, row in enumerate(sheet.rows):
        cells = chain(row, [None] * (width - len(row)))
        hidden = ' style="display:none"' if at in sheet.hidden_rows else ""
        lines.append(
            f"<tr{hidden}>"
            + "".join(
                f"<td{_span(at, place, spans)}>{escape(_text(cell))}</td>"
                for place, cell in enumerate(cells)
                if (at, place) not in covered
            )
            + "</tr>"
        )
    return "\n".join([*lines, "</table></body></html>"]).encode()


def as_xml(sheets: Sequence[Sheet]) -> bytes:
    """The XML spreadsheet of 2003."""
    parts = [XML_HEAD]
    for sheet in sheets:
        spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
        covered = set(_covered(sheet))
        parts.append(f'<Worksheet ss:Name="{escape(sheet.name)}"><Table>\n')
        for at, row in enumerate(sheet.rows):
            hidden = ' ss:Hidden="1"' if at in sheet.hidden_rows else ""
            parts.append(f'<Row ss:Index="{at + 1}"{hidden}>')
            parts += (
                f'<Cell ss:Index="{place + 1}"{_merge(at, place, spans)}>{_data(cell)}</Cell>'
                for place, cell in enumerate(row)
                if cell is not None and (at, place) not in covered
            )
            parts.append("</Row>\n")
        parts.append("</Table>" + (HIDDEN if sheet.hidden else "") + "</Worksheet>\n")
    return "".join([*parts, "</Workbook>\n"]).encode()


def the_list(sheets: Sequence[Sheet]) -> Sheet:
    """The sheet the list stands on."""
    return next(one for one in sheets if not one.hidden and not one.beside)


def _covered(sheet: Sheet) -> Iterable[tuple[int, int]]:
    """Places that lie under a merged cell, but for its first."""
    for top, left, bottom, right in sheet.merged:
        for at in range(top, bottom + 1):
            for place in range(left, right + 1):
                if (at, place) != (top, left):
                    yield at, place


def _span(at: int, place: int, spans: dict[tuple[int, int], tuple[int, int]]) -> str:
    if (at, place) not in spans:
        return ""
    bottom, right = spans[at, place]
    return f' rowspan="{bottom - at + 1}" colspan="{right - place + 1}"'


def _merge(at: int, place: int, spans: dict[tuple[int, int], tuple[int, int]]) -> str:
    if (at, place) not in spans:
        return ""
    bottom, right = spans[at, place]
    return f' ss:MergeDown="{bottom - at}" ss:MergeAcross="{right - place}"'


def _data(cell: object) -> str:
    if isinstance(cell, int | float):
        return (
            f'<Data ss:Type="Number">{cell:.14E}</Data>'
            if cell >= LONG
            else f'<Data ss:Type="Number">{cell}</Data>'
        )
    # A break inside a cell stands as a reference: written plainly a reader may take it for a blank.
    return f'<Data ss:Type="String">{escape(str(cell)).replace(chr(10), "&#10;")}</Data>'


def _text(cell: object) -> str:
    """As a number format of no places shows it."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell >= LONG else f"{cell:g}" if cell.is_integer() else f"{cell:.2f}"
    return "" if cell is None else str(cell)
