"""A paper's text as lines worth reading: residue of conversions, page numbers and running heads gone."""

import re
from collections import Counter
from collections.abc import Sequence

from dixian.directives.workplans.engine.markers import marker_of

PAGE = "\f"
# A line break within a cell of a table.
CELL_BREAK = "\u2424"
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f]")
TAGS = re.compile(
    r"<br\s*/?>|</?(?:b|i|u|em|strong|span|p|div|font|center)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
ENTITIES = {
    "&nbsp;": " ",
    "&ensp;": " ",
    "&emsp;": " ",
    "&lt;": "<",
    "&gt;": ">",
    "&amp;": "&",
    "&quot;": '"',
}
# Markdown's signs for bold, headings, quotations and code, and the backslash before a sign.
BOLD = re.compile(r"\*{1,3}|_{2,3}|`+|~~")
HEADING = re.compile(r"^\s*(?:#{1,6}\s+|#{1,6}(?=[^\s#])|>\s*)+")
ESCAPED = re.compile(r"\\(?=[-.()\[\]*_#!+>`（）])")
# - 1. 开展排查, ★重点一：: a bullet before a number is the number's.
BULLET = re.compile(r"^\s*[-+·•◆◇■□●○★☆▲△※►▶]+\s*")
RULE = re.compile(r"^[\s\-—–_=*·.─━]{3,}$")
NUMBERED_PAGE = re.compile(
    r"^(?:[—\-–－─―·.\s]*\d{1,4}[—\-–－─―·.\s]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+|[Pp]age\s*\d+.{0,8}|[—\-–－─]{1,2}\s*[IVXivx]+\s*[—\-–－─]{1,2})$"
)
TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")
CONTENTS = re.compile(r"[.…·．]{3,}\s*\d+\s*$|^\s*目\s*录\s*$")
# 【牵头单位】县教育局 says what 牵头单位：县教育局 says.
LABEL_IN_BRACKETS = re.compile(
    r"(?:(?:^|(?<=[\s。；;，,、】\]]))\s*[【\[〔（(]|[【\[〔])\s*((?:牵头|责任|配合|协办|主办|承办|参与|主责|完成|整改|办理)(?:单位|部门|领导|人|时限|时间)"
    r"|(?:责任|任务|职责|工作)分工)\s*[】\]〕）)]\s*[:：]?\s*(?=\S)"
)
BARE_NUMBER = re.compile(r"^(\d{1,2}) +(?=[一-龥])")
FEWEST_NUMBERS = 2
# How many lines at each end of a page may be running heads.
EDGE = 2
FEWEST_PAGES = 3
LONGEST_HEAD = 40
SAYS = re.compile(r"[。；;，,:：、]")


def lines_of(text: str) -> list[str]:
    """The lines, each without blanks at its ends; an empty one where the paper leaves a gap. Cells are kept apart by tabs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\v", "\n")
    pages = [[_plain(line) for line in page.split("\n")] for page in text.split(PAGE)]
    repeated = _running(pages)
    kept: list[str] = []
    for page in pages:
        edges = _edges(page)
        kept += [line for at, line in enumerate(page) if not (at in edges and _shape(line) in repeated)]
        kept.append("")
    return _with_full_stops(_without_double_gaps([line for line in kept if not _is_residue(line)]))


def _with_full_stops(lines: list[str]) -> list[str]:
    """Numbers with nothing but a blank behind them, where they count from one: `1 组织排查` is `1. 组织排查`."""
    found = [(at, bare) for at, line in enumerate(lines) if (bare := BARE_NUMBER.match(line))]
    if len(found) < FEWEST_NUMBERS or [int(bare[1]) for _, bare in found] != list(range(1, len(found) + 1)):
        return lines
    for at, bare in found:
        lines[at] = f"{bare[1]}. {lines[at][bare.end() :]}"
    return lines


def _plain(line: str) -> str:
    line = LABEL_IN_BRACKETS.sub(r" \1：", INVISIBLE.sub("", line))
    if TABLE_RULE.match(line):
        return ""
    for entity, char in ENTITIES.items():
        line = line.replace(entity, char)
    line = ESCAPED.sub("", BOLD.sub("", HEADING.sub("", TAGS.sub("", line))))
    if line.count("|") >= 3 and line.strip().startswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    line = re.sub(r"[^\S\t]+", " ", line).strip(" ")
    bare = BULLET.sub("", line)
    return bare if marker_of(bare) else line


def _is_residue(line: str) -> bool:
    if not line:
        return False
    return any(pattern.search(line) for pattern in (RULE, NUMBERED_PAGE, CONTENTS))


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """What stands at the edge of most pages, numbers aside."""
    if len(pages) < FEWEST_PAGES:
        return set()
    seen = Counter(
        shape
        for page in pages
        for shape in {_shape(page[at]) for at in _edges(page) if _may_run(page[at])}
        if shape
    )
    return {shape for shape, times in seen.items() if times >= max(FEWEST_PAGES, len(pages) // 2)}


def _may_run(line: str) -> bool:
    """Running heads are short and say nothing: a sentence, a number or a label is text, however often it comes."""
    return len(line) <= LONGEST_HEAD and not SAYS.search(line) and marker_of(line) is None


def _edges(page: Sequence[str]) -> set[int]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return {*filled[:EDGE], *filled[-EDGE:]}


def _shape(line: str) -> str:
    return re.sub(r"[\d\s]+", "", line)


def _without_double_gaps(lines: Sequence[str]) -> list[str]:
    return [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
