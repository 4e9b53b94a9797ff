"""Lines put together into paragraphs: what a page break or a narrow page cut is one sentence again."""

import re
from collections.abc import Sequence

from dixian.directives.workplans.engine.endings import IMPRINT
from dixian.directives.workplans.engine.markers import ARABIC, BRACKETED, DUN, Marker, marker_of
from dixian.directives.workplans.engine.words import CLOSING, LABEL, OPENING, looks_like_unit

ENDS = tuple("。！？；：:;!?…”’」』" + CLOSING)
LONGEST_HEADING = 45
LONGEST_REST = 22
LONGEST_NAME = 60
# A bracket that is open for longer was never closed.
LONGEST_OPEN = 2000
# How near to the longest line, in half signs, a line must come to have been cut by the page's edge.
SLACK = 6
NARROW = (24, 140)
SHORTEST_LINE = 4
STARTS_ANEW = re.compile(
    r"(?:附\s*件|附\s*表|附[:：]|抄\s*送|主\s*送|印\s*发|（此件|\(此件|本(?:方案|要点|通知)自)|[一二三四五六七八九十]+是"
    r"|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*$"
)
# A date below a line makes it a signature.
SIGNED = re.compile(r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
CLOSED = "〕）)】]"


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """Paragraphs in order; each marker, label and row of a table begins one."""
    edge = _edge(lines)
    built: list[str] = []
    last, gap = "", False
    for at, line in enumerate(lines):
        if not line:
            gap = True
            continue
        if built and _goes_on(built[-1], last, line, gap, edge, lines[at + 1 :]):
            built[-1] = _joined(built[-1], line)
        else:
            built.append(line)
        last, gap = line, False
    return [piece for paragraph in built for piece in _cut_where_lines_were_lost(paragraph)]


def _edge(lines: Sequence[str]) -> int:
    """How long a full line is where the text is cut by the page's edge; 0 where each paragraph is one line."""
    lengths = sorted(_wide(line) for line in lines if line and "\t" not in line)
    if len(lengths) < 8:
        return 0
    longest = lengths[int(len(lengths) * 0.95) - 1]
    full = sum(longest - SLACK <= length <= longest + SLACK for length in lengths)
    return longest if NARROW[0] <= longest <= NARROW[1] and full * 3 >= len(lengths) else 0


def _wide(line: str) -> int:
    """How much room a line takes, in half signs."""
    return sum(1 if char.isascii() else 2 for char in line)


def _goes_on(paragraph: str, last: str, line: str, gap: bool, edge: int, after: Sequence[str]) -> bool:
    if "\t" in line or "\t" in last or marker_of(line):
        return False
    if _depth(paragraph) > 0 and len(paragraph) < LONGEST_OPEN:
        return True
    if _begins(line):
        return False
    if line.startswith(tuple("，、。；,;）)〕】”》：")):
        return True
    if paragraph.endswith(ENDS):
        return False
    if LABEL.match(paragraph):
        return _list_goes_on(
            paragraph, line, full=bool(edge) and _wide(last) >= edge - SLACK
        ) and not SIGNED.match(next(filter(None, after), ""))
    if marker_of(paragraph) and _is_heading(paragraph):
        return _heading_goes_on(last, line, gap, edge, after)
    return True


def _begins(line: str) -> bool:
    return bool(
        marker_of(line) or LABEL.match(line.lstrip(OPENING)) or STARTS_ANEW.match(line) or IMPRINT.match(line)
    )


def _depth(text: str) -> int:
    return sum(text.count(char) for char in "〔【（(") - sum(text.count(char) for char in "〕】）)")


def _list_goes_on(paragraph: str, line: str, *, full: bool) -> bool:
    """A list of units goes on where its last name isn't whole yet, or where the line holds nothing but units.

    full: the line before came to the page's edge; then the last name of this one may be cut again, as it may behind
    two whole ones.
    """
    last = re.split(r"[、，,;；:：\s]", paragraph[-LONGEST_NAME:])[-1]
    if not looks_like_unit(last) and not last.endswith(("等", "负责")):
        return True
    first, *others = [one for one in re.split(r"[、，,;；\s]", line.rstrip("。；;")) if one] or [""]
    begins = looks_like_unit(first) or looks_like_unit(last + first)
    return begins and all(
        looks_like_unit(one) for one in (others[:-1] if full or len(others) > 1 else others)
    )


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST_HEADING and not re.search(r"[。；;！]", paragraph)


def _heading_goes_on(last: str, line: str, gap: bool, edge: int, after: Sequence[str]) -> bool:
    if edge and (_wide(last) >= edge - SLACK or len(line) <= SHORTEST_LINE):
        return True
    following = next((one for one in after if one), "")
    short = len(line) <= LONGEST_REST and not line.endswith(ENDS) and "，" not in line
    return gap and short and bool(marker_of(following)) and not edge


def _joined(first: str, second: str) -> str:
    last = re.split(r"[、，,;；:：\s]", first[-LONGEST_NAME:])[-1]
    # A list may go on with the next name, or in the middle of this one or of a label; its reader decides.
    if LABEL.match(first) and looks_like_unit(last) and not LABEL.match(last + second):
        return f"{first} {second}" if second[:1] not in "、，,；;。" else first + second
    apart = first[-1:].isascii() and first[-1:].isalnum() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if apart else first + second


def _cut_where_lines_were_lost(paragraph: str) -> list[str]:
    """A marker behind a closing bracket that counts on from the one before begins a paragraph of its own."""
    begun = marker_of(paragraph)
    if begun is None or begun.level not in (DUN, BRACKETED, ARABIC):
        return [paragraph]
    pieces, start, counted = [], 0, begun
    for found in re.finditer(
        rf"(?<=[{re.escape(CLOSED)}。])\s*(?=[（(〔\d０-９一二三四五六七八九十])", paragraph
    ):
        marker = marker_of(paragraph, found.end())
        if marker and _counts_on(counted, marker, paragraph[found.start() - 1]):
            pieces.append(paragraph[start : found.start()])
            start, counted = found.end(), marker
    return [*pieces, paragraph[start:]]


def _counts_on(before: Marker, marker: Marker, char: str) -> bool:
    same = marker.level == before.level and marker.number == before.number + 1
    return same and (char in CLOSED or marker.level != ARABIC)
