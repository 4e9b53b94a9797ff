"""The numbers Word puts before paragraphs by itself, which stand nowhere in their text."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "〇一二三四五六七八九"
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
DEEPEST = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list is written."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels = _levels(numbering) if numbering is not None else {}
        self._styles = _of_styles(styles) if styles is not None else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, paragraph: Any) -> str:
        """The number before this paragraph, as Word shows it; empty where it has none. Each is counted once."""
        number, depth = self._place(paragraph)
        levels = self._levels.get(number)
        if not levels or depth not in levels:
            return ""
        counts = self._counts[number]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, DEEPEST + 1):
            counts.pop(deeper, None)
        text = levels[depth].text
        for at in range(depth + 1):
            level = levels.get(at, levels[depth])
            text = text.replace(f"%{at + 1}", _written(counts.get(at, level.start), level.form))
        return text if any(char.isdigit() or char in DIGITS + "十百" + CIRCLED for char in text) else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        of_style = self._styles.get(style.get(f"{W}val"), ("", 0)) if style is not None else ("", 0)
        own = paragraph.find(f"{W}pPr/{W}numPr")
        return _of(own, of_style) if own is not None else of_style


def _of(node: Any, otherwise: tuple[str, int]) -> tuple[str, int]:
    number, depth = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    return (
        number.get(f"{W}val") if number is not None else otherwise[0],
        int(depth.get(f"{W}val")) if depth is not None else otherwise[1],
    )


def _of_styles(styles: Any) -> dict[str, tuple[str, int]]:
    return {
        style.get(f"{W}styleId"): _of(node, ("", 0))
        for style in styles.iter(f"{W}style")
        if (node := style.find(f"{W}pPr/{W}numPr")) is not None
    }


def _levels(numbering: Any) -> dict[str, dict[int, Level]]:
    abstract = {
        node.get(f"{W}abstractNumId"): {int(one.get(f"{W}ilvl")): _level(one) for one in node.iter(f"{W}lvl")}
        for node in numbering.iter(f"{W}abstractNum")
    }
    found = {}
    for node in numbering.iter(f"{W}num"):
        meant = node.find(f"{W}abstractNumId")
        if meant is not None and meant.get(f"{W}val") in abstract:
            found[node.get(f"{W}numId")] = abstract[meant.get(f"{W}val")]
    return found


def _level(node: Any) -> Level:
    def said(name: str, otherwise: str) -> str:
        found = node.find(f"{W}{name}")
        return str(found.get(f"{W}val", otherwise)) if found is not None else otherwise

    return Level(said("numFmt", "decimal"), said("lvlText", ""), int(said("start", "1")))


def _written(number: int, form: str) -> str:
    if form in CHINESE:
        return chinese(number)
    if form == "decimalEnclosedCircle" and 0 < number <= len(CIRCLED):
        return CIRCLED[number - 1]
    return str(number) if form.startswith("decimal") else ""


def chinese(number: int) -> str:
    """12 -> 十二; up to 99, beyond that digit by digit."""
    if number > 99:
        return "".join(DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "") or "〇"
