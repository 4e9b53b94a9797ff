"""Papers that number nothing and count in words: 一是……；二是……, 第一，……; their headings bear no numbers either."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dixian.directives.workplans.engine.markers import ARABIC, SECTION, Marker
from dixian.directives.workplans.engine.numerals import CHINESE, number_of
from dixian.directives.workplans.engine.statements import Known, statements_of, without

COUNTED = re.compile(
    rf"(?:^|(?<=[。；;：:，,！]))(?:第([{CHINESE}]{{1,3}})[，,：:]|([{CHINESE}]{{1,3}})(?:是|要)(?![{CHINESE}]))"
)
HEADING = re.compile(r"[^。；;！\t]{2,45}[：:，,。]?")
LEADS_ON = re.compile(r"(?:如下|以下|特此)[^。]{0,8}[：:。]?$")


@dataclass
class Counted:
    """The paragraphs cut where they count, and which of them begin a section or an item."""

    paragraphs: list[str] = field(default_factory=list)
    marks: dict[str, Marker] = field(default_factory=dict)

    def marker_of(self, paragraph: str) -> Marker | None:
        """As that of numbers."""
        return self.marks.get(paragraph)


def counted_in(paragraphs: Sequence[str], known: Known) -> Counted:
    """What counts from one to two at least; without marks where nothing does."""
    found = Counted()
    items = 0
    runs = _runs(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        if at not in runs:
            found.paragraphs.append(paragraph)
            continue
        lead_in, pieces = runs[at]
        behind = paragraphs[at + 1 : at + 2]
        if _whole_is_told(pieces, behind, known):
            items += 1
            _begin_item(found, paragraph, lead_in, items)
            continue
        if pieces[0][0].number == 1:
            _begin_section(found, lead_in)
        for marker, words in pieces:
            found.marks[words] = marker
            found.paragraphs.append(words)
    return found


def _runs(paragraphs: Sequence[str]) -> dict[int, tuple[str, list[tuple[Marker, str]]]]:
    """Which paragraphs count, in the order of what they count: place -> what stands before, markers with their words."""
    found: dict[int, tuple[str, list[tuple[Marker, str]]]] = {}
    open_at, counted = -1, 0
    for at, paragraph in enumerate(paragraphs):
        cuts = list(_cuts(paragraph, counted))
        if not cuts:
            continue
        starts = [start for start, _ in cuts]
        ends = [*starts[1:], len(paragraph)]
        pieces = [
            (marker, paragraph[start:end].strip()) for (start, marker), end in zip(cuts, ends, strict=True)
        ]
        found[at] = (paragraph[: starts[0]].strip(), pieces)
        if pieces[0][0].number == 1:
            if counted == 1:
                found.pop(open_at, None)
            open_at = at
        counted = pieces[-1][0].number
    if counted == 1:
        found.pop(open_at, None)
    return found


def _cuts(paragraph: str, counted: int) -> Iterator[tuple[int, Marker]]:
    """Where a paragraph counts on from `counted`, or from one."""
    for one in COUNTED.finditer(paragraph):
        number = number_of(one[1] or one[2])
        if number == counted + 1 or (number == 1 and not one.start()) or (number == 1 and counted != 1):
            yield one.start(), Marker(ARABIC, number, one[0], len(one[0]))
            counted = number


def _whole_is_told(pieces: Sequence[tuple[Marker, str]], behind: Sequence[str], known: Known) -> bool:
    """Whether one bracket behind the last of several in one paragraph, or on the next line, speaks of all of them."""
    *others, (_, last) = pieces
    if not others or any(statements_of(words, known) for _, words in others):
        return False
    alone = any(
        not without(one, statements_of(one, known)).strip(" 。；")
        for one in behind
        if statements_of(one, known)
    )
    return alone or bool(statements_of(last, known))


def _begin_item(found: Counted, paragraph: str, lead_in: str, number: int) -> None:
    marker = Marker(SECTION, number, "", 0)
    above = found.paragraphs[-1] if found.paragraphs else ""
    found.marks[above if not lead_in and _is_heading(above, found) else paragraph] = marker
    found.paragraphs.append(paragraph)


def _begin_section(found: Counted, lead_in: str) -> None:
    """The line before 一是 heads what is counted; where it is more than a heading, it is told among the rest."""
    if lead_in:
        found.paragraphs.append(lead_in)
    above = found.paragraphs[-1] if found.paragraphs else ""
    if above and above not in found.marks and (lead_in or found.marks or _is_heading(above, found)):
        found.marks[above] = Marker(SECTION, 0, "", 0 if _is_heading(above, found) else len(above))


def _is_heading(words: str, found: Counted) -> bool:
    return bool(HEADING.fullmatch(words)) and not LEADS_ON.search(words) and words not in found.marks
