"""Text of a PDF with its quotation marks where they stand. Called only in a process of its own.

Word processors set “ and ” in a Latin font beside Chinese ones. Its lower line makes pdfium give them behind the rest of
their line, in the middle of a name that the line's end cuts: 县农业农 ” 村局.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

QUOTES = "“”‘’"
BREAKS = "\r\n"


class Sign(NamedTuple):
    """A sign, its edges and the middle of its height. given: pdfium put it in itself, as it does blanks and ends of lines."""

    char: str
    left: float
    right: float
    middle: float = 0.0
    given: bool = False

    @property
    def blank(self) -> bool:
        """Whether it is a blank that stands for a gap between signs."""
        return self.given and self.char == " "


def words_within(words: Any, left: float, bottom: float, right: float, top: float) -> str:
    """What a text page holds within bounds, line by line."""
    said: str = words.get_text_bounded(left, bottom, right, top)
    if not any(quote in said for quote in QUOTES):
        return said
    lines: list[list[Sign]] = [[]]
    for sign in _signs(words, left, bottom, right, top):
        lines[-1].append(sign)
        if sign.char == BREAKS[-1]:
            lines.append([])
    joined = "".join(in_place(line) for line in lines)
    # Rare characters come as two halves.
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def in_place(line: Sequence[Sign]) -> str:
    """A line with each quotation mark in front of the first sign that stands to the right of it."""
    kept: list[Sign] = []
    moved: list[Sign] = []
    for sign in line:
        if sign.char in QUOTES and any(one.left > sign.left for one in kept if not one.given):
            moved.append(sign)
            if kept[-1].blank:
                kept.pop()
        else:
            kept.append(sign)
    for quote in moved:
        at = next(at for at, one in enumerate(kept) if not one.given and one.left > quote.left)
        # The gap that the mark left.
        start = at - 1 if at and kept[at - 1].blank else at
        kept[start:at] = [quote]
    return "".join(sign.char for sign in kept)


def _signs(words: Any, left: float, bottom: float, right: float, top: float) -> Iterator[Sign]:
    """The signs within bounds in pdfium's order, each with what pdfium put in behind it."""
    inside = False
    for sign in _of_page(words):
        if not sign.given:
            inside = left <= (sign.left + sign.right) / 2 <= right and bottom <= sign.middle <= top
        if inside:
            yield sign


@lru_cache(maxsize=1)
def _of_page(words: Any) -> list[Sign]:
    import pypdfium2.raw as raw

    found = []
    for at in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(at)
        char = chr(raw.FPDFText_GetUnicode(words, at))
        found.append(Sign(char, left, right, (bottom + top) / 2, raw.FPDFText_IsGenerated(words, at) == 1))
    return found
