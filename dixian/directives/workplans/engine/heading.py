"""Who issued a paper, under which number, on which day; and of which place it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dixian.directives.workplans.engine.endings import WRITTEN_DAY
from dixian.directives.workplans.engine.markers import marker_of
from dixian.directives.workplans.engine.numerals import number_of
from dixian.directives.workplans.engine.paper import Mark
from dixian.directives.workplans.engine.words import looks_like_unit

BRACKETED_YEAR = r"[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]"
NUMBER = re.compile(
    rf"^(?:(?:发文|公文)?[文字]号[:：])?([一-龥]{{1,12}})\s*{BRACKETED_YEAR}\s*第?\s*0*(\d{{1,4}})\s*号(?:\s*签发人.*)?$"
)
NUMERALS = "〇○零一二三四五六七八九十"
DAY = re.compile(
    rf"^[（(]?\s*(?P<y>(?:19|20)\d{{2}}|[{NUMERALS}]{{4}})\s*年\s*(?P<m>\d{{1,2}}|[{NUMERALS}]{{1,3}})\s*月\s*"
    rf"(?P<d>\d{{1,2}}|[{NUMERALS}]{{1,3}})\s*日\s*[）)]?$"
)
# （绥棱县委农村工作领导小组 2024年6月3日）below a title.
SIGNED = re.compile(rf"^[（(]\s*(?P<who>[^，。；：:、（）()\d]{{4,40}}?)\s*(?P<day>{WRITTEN_DAY})\s*[）)]$")
PRINTED = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*印发")
RED_HEAD = re.compile(r"^(.{3,40}?)\s*文件$")
ON_ISSUING = re.compile(r"^(.{3,40}?)\s*关于")
NAMED_PAPER = re.compile(r"(?:现将|印发|下发)[^《》。]{0,12}《([^《》]{4,80})》")
TITLE_END = re.compile(
    r"(?:方案|要点|计划|意见|分工|清单|通知|办法|细则|规划|措施|台账|安排|表)(?:[（(].{1,12}[）)])?$"
)
# Where no line ends as titles end: 青禾县2026年守底线重点任务.
OF_A_YEAR = re.compile(r"^[一-龥]{2,20}(?:19|20)\d{2}年(?:度)?.{2,40}(?:任务|工作|目标|行动)$")
PLACE = re.compile(
    r"(?:中共)?([一-龥]{2,12}?(?:自治区|自治州|自治县|自治旗|省|市|县|区|旗|州))(?=委|人民|政府|农|乡|扶|巩|防|20|19|二〇|[一-龥])"
)
NO_PLACE = re.compile(r"^(?:开发|经济|高新|试验|合作|工业|各|本|全|我|该|有关|相关|示范|地)")
HEAD_LINES = 60
MOST_ISSUERS = 3


@dataclass(frozen=True)
class Heading:
    """What a paper tells of itself. place: 青禾县; empty where it doesn't say."""

    title: str | None
    issuer: str | None
    document_number: str | None
    date: str | None
    place: str
    marks: tuple[Mark, ...] = ()


def heading_of(lines: Sequence[str]) -> Heading:
    """Read the head, and for signature and date also what stands further down."""
    filled = [line for line in lines if line and "\t" not in line]
    first = next((at for at, line in enumerate(filled) if marker_of(line)), len(filled))
    head = filled[: min(first, HEAD_LINES)]
    day, marks = _date(filled)
    title = _title(head)
    issuer = _issuer(head, filled, title)
    number = next((_number(found) for line in filled if (found := NUMBER.match(line.replace(" ", "")))), None)
    return Heading(title, issuer, number, day, _place(issuer, title), marks)


def _number(found: re.Match[str]) -> str:
    return f"{found[1]}〔{found[2]}〕{found[3]}号"


def _date(lines: Sequence[str]) -> tuple[str | None, tuple[Mark, ...]]:
    marks: list[Mark] = []
    for line in lines:
        signed = SIGNED.match(line)
        found = DAY.match(signed["day"] if signed else line)
        if found is None:
            continue
        day = _day(*(number_of(found[part]) for part in "ymd"))
        if day:
            return day, tuple(marks)
        marks.append(Mark(line.strip("（）()"), "没有这一天，请核对成文日期"))
    printed = next((found for line in lines if (found := PRINTED.search(line))), None)
    return (_day(*map(int, printed.groups())) if printed else None), tuple(marks)


def _day(year: int | None, month: int | None, day: int | None) -> str | None:
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None


def _title(head: Sequence[str]) -> str | None:
    """A line, or some lines together, that end as titles end; else the paper the letter names; else what a year's work is called."""
    for at, line in enumerate(head):
        if RED_HEAD.match(line) or not _may_be_title(line):
            continue
        for last in range(at, min(at + 4, len(head))):
            whole = "".join(_closed_up(part) for part in head[at : last + 1])
            if not _may_be_title(head[last]) or len(whole) > 80:
                break
            if TITLE_END.search(whole) and len(whole) >= 6:
                return whole
    named = NAMED_PAPER.search("".join(head))
    if named:
        return named[1]
    closed = (_closed_up(line) for line in head if _may_be_title(line) and not RED_HEAD.match(line))
    return next((line for line in closed if OF_A_YEAR.match(line)), None)


def _closed_up(line: str) -> str:
    """Without the blanks that set a title wide: 青 禾 县 工 作 要 点."""
    words = line.split()
    wide = sum(len(word) == 1 or word.isdigit() for word in words) * 2 > len(words) > 2
    return "".join(words) if wide else line.strip()


def _may_be_title(line: str) -> bool:
    return (
        len(line) >= 2
        and line.count("《") == line.count("》")
        and not re.search(r"[，。；：:!！？、]", line)
        and not NUMBER.match(line.replace(" ", ""))
        and not DAY.match(line)
    )


def _issuer(head: Sequence[str], lines: Sequence[str], title: str | None) -> str | None:
    for line in head:
        if found := RED_HEAD.match(line.replace(" ", "")):
            return found[1]
        if (found := SIGNED.match(line)) and looks_like_unit(found["who"]):
            return found["who"]
    if title and (found := ON_ISSUING.match(title)) and looks_like_unit(found[1]):
        return found[1]
    for at, line in enumerate(lines):
        if DAY.match(line) and (signed := list(_signatures(lines[:at]))):
            return "、".join(reversed(signed))
    return None


def _signatures(before: Sequence[str]) -> Iterator[str]:
    """Who signs above a date, from the last one up."""
    for line in list(reversed(before))[:MOST_ISSUERS]:
        if not (_may_be_title(line) and looks_like_unit(line.replace(" ", ""))) or TITLE_END.search(line):
            return
        yield line.replace(" ", "")


def _place(issuer: str | None, title: str | None) -> str:
    """Of which place: by the issuer, else by the title."""
    for text in filter(None, (issuer, title)):
        if re.match(r"国务院|中共中央|中央|国家|全国", text):
            return "全国"
        found = PLACE.match(re.sub(r"\s", "", text))
        if found and not NO_PLACE.match(found[1]):
            return found[1]
    return ""
