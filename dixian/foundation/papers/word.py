"""A paper as a Word file (GB/T 9704-2012: type area 156 x 225 mm, 22 lines of 28 characters, 仿宋 of size 3)."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dixian.foundation.papers.paper import Paper, Part

SONG, FANGSONG, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
RED = RGBColor(0xE6, 0x00, 0x12)
BODY, TITLE, HEADING, SMALLER, SMALL = Pt(16), Pt(22), Pt(30), Pt(14), Pt(11)
LINE, CLOSE = Pt(28), Pt(22)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def word_file(*papers: Paper) -> bytes:
    """The bytes of a .docx; several papers begin a page each."""
    document = Document()
    _page(document.sections[0])
    document.core_properties.author = papers[0].issuer
    document.core_properties.title = papers[0].title
    for position, paper in enumerate(papers):
        if position:
            document.add_page_break()
        _paper(document, paper)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paper(document: Any, paper: Paper) -> None:
    _line(document, paper.issuer, SONG, HEADING, align=CENTRE, colour=RED)
    rule = _line(document, paper.number, FANGSONG, BODY, align=CENTRE)
    _red_rule(rule)
    _line(document, paper.title, SONG, TITLE, align=CENTRE)
    if paper.to:
        _line(document, f"{paper.to}：", FANGSONG, BODY)
    for text in paper.paragraphs:
        _line(document, text, FANGSONG, BODY).paragraph_format.first_line_indent = BODY * 2
    if paper.header:
        _table(document, paper.header, paper.rows)
    for part in paper.parts:
        _part(document, part)
    for text in (*paper.places, paper.signed, paper.day):
        if text:
            _line(document, text, FANGSONG, BODY, align=RIGHT)


def _part(document: Any, part: Part) -> None:
    heading = _line(document, part.title, HEI, BODY)
    heading.paragraph_format.keep_with_next = True
    for text in part.paragraphs:
        _line(document, text, FANGSONG, SMALLER, line=CLOSE)
    if part.header:
        _table(document, part.header, part.rows)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    _numbered(section.footer.paragraphs[0])


def _numbered(paragraph: Any) -> None:
    """The page's number as the standard has it: — 1 —."""
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    _written(paragraph, "— ", SONG, SMALLER)
    paragraph._p.append(field)
    _written(paragraph, " —", SONG, SMALLER)


def _line(
    parent: Any, text: str, font: str, size: Any, *, align: Any = None, colour: Any = None, line: Any = LINE
) -> Any:
    paragraph = parent.add_paragraph()
    _written(paragraph, text, font, size, colour=colour)
    layout = paragraph.paragraph_format
    layout.alignment = align
    layout.space_before = layout.space_after = Pt(0)
    if size <= BODY:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, line
    return paragraph


def _written(paragraph: Any, text: str, font: str, size: Any, *, colour: Any = None) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, size
    run.font.color.rgb = colour
    # The name above is for Latin letters only.
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _red_rule(paragraph: Any) -> None:
    """The red line under the number."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", "E60012")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _table(document: Any, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(header), style="Table Grid")
    for position, row in enumerate((header, *rows)):
        font = FANGSONG if position else HEI
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _written(cell.paragraphs[0], text, font, SMALL)
    heading, again = table.rows[0]._tr.get_or_add_trPr(), OxmlElement("w:tblHeader")
    again.set(qn("w:val"), "true")
    heading.append(again)
