"""A template filled: values for placeholders, a row of a table for each row of a list, a page for each filling."""

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dixian.foundation.papers.kinds import PaperKind
from dixian.foundation.papers.paper import Filling
from dixian.foundation.papers.placeholders import ROW, names_in, paragraphs, put

SECTION = qn("w:sectPr")


def filled(template: bytes, kind: PaperKind, fillings: Sequence[Filling]) -> bytes:
    """The bytes of a .docx; each filling begins a page. A value the filling lacks is left empty, to be written by hand."""
    document = Document(io.BytesIO(template))
    body = document.element.body
    blank = [one for one in body if one.tag != SECTION]
    for one in blank:
        body.remove(one)
    place = 0
    for position, filling in enumerate(fillings):
        copies = [deepcopy(one) for one in blank]
        if position:
            copies.insert(0, _new_page())
        for one in copies:
            body.insert(place, one)
            place += 1
        values = {**dict.fromkeys(kind.names, ""), **filling.values}
        for one in copies:
            _fill(one, kind, values, filling)
        place = len([one for one in body if one.tag != SECTION])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fill(block: Any, kind: PaperKind, values: Mapping[str, str], filling: Filling) -> None:
    for row in list(block.iter(ROW)):
        of = next((name for one in names_in(row) if (name := kind.list_of(one))), "")
        if of:
            _repeat(row, values, filling.lists.get(of) or [{}])
    for paragraph in list(paragraphs(block)):
        put(paragraph, values)


def _repeat(row: Any, values: Mapping[str, str], items: Sequence[Mapping[str, str]]) -> None:
    for item in items:
        made = deepcopy(row)
        row.addprevious(made)
        for paragraph in list(paragraphs(made)):
            put(paragraph, {**values, **item})
    row.getparent().remove(row)


def _new_page() -> Any:
    paragraph, run, broken = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:br")
    broken.set(qn("w:type"), "page")
    run.append(broken)
    paragraph.append(run)
    return paragraph
