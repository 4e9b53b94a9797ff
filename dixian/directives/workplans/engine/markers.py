"""The number a line begins with, and how deep it stands: 第一章, 一、, 第一条, （一）, 1., （1）, ①."""

import re
from dataclasses import dataclass

from dixian.directives.workplans.engine.numerals import CHINESE, number_of

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
PART, CHAPTER, SECTION, DUN, ARTICLE, TASK, BRACKETED, INNER, ARABIC, DOTTED, SMALL, ROUND = range(12)
# What is deeper belongs to the text of the item it stands in, unless there each says who does it.
DEEPEST_ITEM = ARABIC
COUNTED = f"[{CHINESE}]{{1,5}}"
MEASURES = "万|亿|元|个|户|人|公里|千米|米|亩|吨|年|月|倍|分|平方|立方"
FORMS = (
    (PART, rf"第({COUNTED}|\d{{1,3}})(?:部分|篇|编)[\s:：、]*"),
    (CHAPTER, rf"第({COUNTED}|\d{{1,3}})章[\s:：、]*"),
    (SECTION, rf"第({COUNTED}|\d{{1,3}})节[\s:：、]*"),
    (ARTICLE, rf"第({COUNTED}|\d{{1,3}})(?:条[\s:：、]*|[项件类][\s:：、]+)"),
    (
        TASK,
        rf"(?:(?:重点)?(?:任务|举措|措施|行动|问题|事项|工程|专项)|重点)\s*({COUNTED}|\d{{1,3}})\s*[:：、.．\s]\s*",
    ),
    (DUN, rf"({COUNTED})\s*[、.．]\s*"),
    (BRACKETED, rf"[（(〔]\s*({COUNTED})\s*[）)〕]\s*[、.．]?\s*"),
    # Not 2025年 cut in two, and no 3.5万元.
    (ARABIC, r"(?!(?:19|20)\d{2}(?!\d))([0-9０-９]{1,4})\s*(?:[.．](?![0-9０-９])|、)\s*"),
    (
        DOTTED,
        rf"[0-9]{{1,2}}(?:[.．][0-9]{{1,2}})?[.．]([0-9]{{1,2}})(?:[、.．]\s*|\s+)(?=[一-龥])(?!{MEASURES})",
    ),
    (SMALL, r"(?:[（(]\s*([0-9０-９]{1,3})\s*[）)]|([0-9０-９]{1,3})\s*[）)])\s*[.．、]?\s*"),
    (ROUND, rf"([{CIRCLED}])\s*"),
)
PATTERNS = [(level, re.compile(form)) for level, form in FORMS]


@dataclass(frozen=True)
class Marker:
    """level: how deep; number; written: the number as it stands, with what belongs to it; length of all of it."""

    level: int
    number: int
    written: str
    length: int


def marker_of(line: str, start: int = 0) -> Marker | None:
    """The marker a line has at `start`; None where it has none."""
    for level, pattern in PATTERNS:
        found = pattern.match(line, start)
        if found is None:
            continue
        digits = next(group for group in found.groups() if group)
        number = CIRCLED.index(digits) + 1 if level == ROUND else number_of(digits)
        if number is not None:
            return Marker(level, number, found[0].strip(), found.end() - start)
    return None
