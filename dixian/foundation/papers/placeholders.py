"""Placeholders in the XML of a Word file: `{{户主}}`, and `{{变动说明?}}` where the paragraph goes if there is nothing to say.

Word cuts a word into runs as it likes, so they are looked for in the text of a whole paragraph.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

MARK = re.compile(r"[{｛]{2}\s*([^{}｛｝?？\s]{1,30})\s*([?？]?)\s*[}｝]{2}")
HALF = re.compile(r"[{｛]{2}|[}｝]{2}")
NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
P, T, BR, ROW, TAB = qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tr"), qn("w:tab")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def paragraphs(element: Any) -> Iterator[Any]:
    """All paragraphs below an element, itself too."""
    yield from element.iter(P)


def texts(paragraph: Any) -> list[Any]:
    """The text elements of a paragraph, without those of a text box in it."""
    return [one for one in paragraph.iter(T) if next(one.iterancestors(P)) is paragraph]


def text_of(paragraph: Any) -> str:
    """What is written in a paragraph."""
    return "".join(one.text or "" for one in texts(paragraph))


def names_in(element: Any) -> list[str]:
    """The placeholders below an element, in order."""
    return [one[1] for paragraph in paragraphs(element) for one in MARK.finditer(text_of(paragraph))]


def is_broken(paragraph: Any) -> bool:
    """Whether braces stand in it that are no placeholder."""
    return bool(HALF.search(MARK.sub("", text_of(paragraph))))


def put(paragraph: Any, values: Mapping[str, str]) -> None:
    """Write values for the placeholders of a paragraph; the value looks like the first letter of its placeholder.

    A paragraph all of whose placeholders may be left out and are empty goes.
    """
    found = list(MARK.finditer(text_of(paragraph)))
    if not found:
        return
    if all(one[2] and not values[one[1]] for one in found):
        _take_out(paragraph)
        return
    for one in reversed(found):
        _replace(texts(paragraph), one.start(), one.end(), NOT_IN_XML.sub("", values[one[1]]))


def _replace(pieces: list[Any], start: int, end: int, value: str) -> None:
    """Letters start to end of the pieces' text become value."""
    at, written = 0, False
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        _write(piece, text[:first] + ("" if written else value) + text[last:])
        written = True


def _write(piece: Any, text: str) -> None:
    """Lines of a text are kept apart by breaks of the line."""
    first, *more = text.split("\n")
    piece.text = first
    piece.set(SPACE, "preserve")
    last = piece
    for line in more:
        broken, after = piece.makeelement(BR), deepcopy(piece)
        after.text = line
        last.addnext(broken)
        broken.addnext(after)
        last = after


def _take_out(paragraph: Any) -> None:
    cell = paragraph.getparent()
    if sum(1 for _ in cell.iterchildren(P)) > 1:
        cell.remove(paragraph)
        return
    for piece in texts(paragraph):
        piece.text = ""
