"""A Word file as plain values for the typesetter: page, paragraphs with their runs, tables, header and footer.

Only what our papers and the templates made from them have; a picture is left out.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.font import Font
from docx.text.parfmt import ParagraphFormat

PAGE, PAGES = "\ue000", "\ue001"
DEFAULT = 10.5
ALIGN = {0: "left", 1: "center", 2: "right", 3: "justify", 4: "justify"}
W_P, W_TBL, W_R, W_SDT = qn("w:p"), qn("w:tbl"), qn("w:r"), qn("w:sdt")
FIELD, CHAR, INSTRUCTION = qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")


def read_word(content: bytes) -> dict[str, Any]:
    """The values, ready for JSON."""
    document = Document(io.BytesIO(content))
    section, looks = document.sections[0], Looks(document)
    size = ("page_width", "page_height", "top_margin", "bottom_margin", "left_margin", "right_margin")
    return {
        "page": {name: (getattr(section, name) or Pt(72)).pt for name in size},
        "title": document.core_properties.title or "",
        "header": _edge(section.header, looks),
        "footer": _edge(section.footer, looks),
        "blocks": list(_blocks(document.element.body, looks)),
    }


@dataclass(frozen=True)
class Look:
    """What a style says, its base included."""

    size: float = DEFAULT
    bold: bool = False
    align: Any = None


class Looks:
    """The styles of a document by their ids, each looked up once: python-docx searches for each paragraph anew."""

    def __init__(self, document: Any) -> None:
        self._by_id = {
            one.style_id: Look(_size_of(one) or DEFAULT, bool(one.font.bold), one.paragraph_format.alignment)
            for one in document.styles
            if one.type == WD_STYLE_TYPE.PARAGRAPH
        }
        usual = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        self._usual = self._by_id.get(usual.style_id, Look()) if usual is not None else Look()

    def of(self, paragraph: Any) -> Look:
        """Of a paragraph's element."""
        return self._by_id.get(paragraph.style or "", self._usual)


def _edge(edge: Any, looks: Looks) -> list[dict[str, Any]]:
    return [] if edge.is_linked_to_previous else list(_blocks(edge._element, looks))


def _blocks(parent: Any, looks: Looks) -> Iterator[dict[str, Any]]:
    for one in parent:
        if one.tag == W_P:
            yield from _paragraph(one, looks)
        elif one.tag == W_TBL:
            yield _table(one, looks)
        elif one.tag == W_SDT:
            yield from _blocks(one.sdtContent if hasattr(one, "sdtContent") else _content(one), looks)


def _content(control: Any) -> Any:
    found = control.find(qn("w:sdtContent"))
    return () if found is None else found


def _paragraph(one: Any, looks: Looks) -> Iterator[dict[str, Any]]:
    look = looks.of(one)
    layout = ParagraphFormat(one)
    if one.xpath('./w:r/w:br[@w:type="page"]') or layout.page_break_before:
        yield {"kind": "break"}
    runs = list(_runs(one, look))
    size = max((run["size"] for run in runs), default=look.size)
    line = layout.line_spacing
    align = layout.alignment if layout.alignment is not None else look.align
    yield {
        "kind": "text",
        "align": ALIGN.get(align, "left"),
        "first": _points(layout.first_line_indent),
        "left": _points(layout.left_indent),
        "before": _points(layout.space_before),
        "after": _points(layout.space_after),
        "line": line.pt if hasattr(line, "pt") else size * 1.3 * (line or 1),
        "size": size,
        "rule": bool(one.xpath("./w:pPr/w:pBdr/w:bottom")),
        "together": bool(layout.keep_with_next),
        "runs": runs,
    }


def _runs(one: Any, look: Look) -> Iterator[dict[str, Any]]:
    """Runs with their text; a field of the page's number becomes a mark, its old result is left out."""
    instruction: str | None = None
    for element in one.iter(W_R, FIELD):
        if element.tag == FIELD:
            yield _run(element.makeelement(W_R), look, _mark(element.get(qn("w:instr"), "")))
            continue
        if element.getparent().tag == FIELD or next(element.iterancestors(W_P)) is not one:
            continue
        char = element.find(CHAR)
        kind = "" if char is None else char.get(qn("w:fldCharType"))
        if kind == "begin":
            instruction = ""
        elif kind == "end":
            yield _run(element, look, _mark(instruction or ""))
            instruction = None
        elif instruction is not None:
            instruction += "".join(said.text or "" for said in element.iter(INSTRUCTION))
        elif element.text:
            yield _run(element, look, element.text)


def _mark(instruction: str) -> str:
    word = instruction.strip().split(" ")[0].upper()
    return {"PAGE": PAGE, "NUMPAGES": PAGES}.get(word, "")


def _run(element: Any, look: Look, text: str) -> dict[str, Any]:
    east = element.xpath("./w:rPr/w:rFonts/@w:eastAsia")
    font = Font(element)
    colour = font.color.rgb
    return {
        "text": text.replace("\t", "\u3000\u3000"),
        "font": str(east[0]) if east else font.name or "",
        "size": font.size.pt if font.size else look.size,
        "bold": bool(font.bold if font.bold is not None else look.bold),
        "under": bool(font.underline),
        "colour": str(colour) if colour is not None else "000000",
    }


def _table(table: Any, looks: Looks) -> dict[str, Any]:
    rows = [
        {
            "again": bool(row.xpath("./w:trPr/w:tblHeader")),
            "cells": [_cell(cell, looks) for cell in row.tc_lst],
        }
        for row in table.tr_lst
    ]
    return {
        "kind": "table",
        "widths": [one.w.pt if one.w is not None else 1 for one in table.tblGrid.gridCol_lst],
        "lines": _has_lines(table),
        "rows": _spanned(rows),
    }


def _cell(cell: Any, looks: Looks) -> dict[str, Any]:
    return {
        "wide": cell.grid_span,
        "high": 1,
        "goes_on": cell.vMerge == "continue",
        "blocks": list(_blocks(cell, looks)),
    }


def _spanned(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A cell that goes on over rows below says how many; those below are taken out."""
    heads: dict[int, dict[str, Any]] = {}
    for row in rows:
        at = 0
        for cell in row["cells"]:
            if cell["goes_on"] and at in heads:
                heads[at]["high"] += 1
            else:
                heads[at], cell["goes_on"] = cell, False
            at += cell["wide"]
        row["cells"] = [cell for cell in row["cells"] if not cell["goes_on"]]
    return rows


def _has_lines(table: Any) -> bool:
    """Borders of its own, or a style named for its grid."""
    own = table.xpath('./w:tblPr/w:tblBorders/*[not(@w:val="none") and not(@w:val="nil")]')
    named = table.xpath("./w:tblPr/w:tblStyle/@w:val")
    return bool(own) or bool(named and "grid" in str(named[0]).lower())


def _size_of(style: Any) -> float | None:
    while style is not None:
        if style.font.size:
            return float(style.font.size.pt)
        style = style.base_style
    return None


def _points(length: Any) -> float:
    return float(length.pt) if length is not None else 0.0
