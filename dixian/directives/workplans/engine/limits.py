"""Time limits in a text: what recurs, what has a day, what runs from something else."""

import re
from collections.abc import Iterator
from typing import Any

from dixian.directives.workplans.engine.days import VAGUE, PaperDay, end_of
from dixian.directives.workplans.engine.numerals import CHINESE, number_of
from dixian.directives.workplans.engine.paper import Limit, Mark

N = rf"(?:[0-9０-９]{{1,9}}(?:[.．][0-9０-９]{{1,4}})?|[{CHINESE}]{{1,6}})"
SPAN = r"\s*(?:个)?\s*(?P<measure>工作日|日历天|自然日|小时|天|日|周|星期|月|季度|年)"
UNITS = {
    "工作日": "working_day",
    "小时": "hour",
    "周": "week",
    "星期": "week",
    "月": "month",
    "季度": "quarter",
    "年": "year",
}
# 半年 and 半个月; half of anything else is left to a person.
HALVES = {"year": (6, "month"), "month": (15, "day")}
EVERY = {
    "天": "day", "日": "day", "周": "week", "星期": "week", "旬": "ten_days", "月": "month", "季度": "quarter",
    "季": "quarter", "半年": "half_year", "学期": "term", "半月": "half_month", "两月": "two_months",
    "双月": "two_months", "单月": "two_months", "年度": "year", "年": "year",
}  # fmt: skip
PERIODS = "|".join(sorted(EVERY, key=len, reverse=True))
D = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
TO = r"\s*(?:至|到|[—―─–]+|[-－﹣−]{1,2}|[~～〜∼]{1,2})\s*"
YEAR = r"(?:(?P<y>(?:19|20)\d{2})\s*年\s*|(?P<rel>今年|本年|当年|次年|明年|来年|翌年|第二年|去年|上年)(?:的)?\s*|(?<=每年)|(?<![\d年]))"
BEFORE = r"\s*(?P<before>之前|以前|前)?"
WITHIN = r"\s*(?:之内|以内|内)"
# A day on which something begins or came out is no limit.
NO_START = r"(?!\s*(?:起|以来|印发|发布|公布|施行))"

LIMITS = (
    (
        "window",
        rf"每(?P<every>月|年|季度|周)(?:度)?(?:的)?(?P<first>{D})\s*[日号]?{TO}(?P<last>{D})\s*[日号](?:之?间|前)?",
    ),
    # 11月1日至次年3月31日, 3月至5月: until the end of it.
    (
        "by",
        rf"(?:(?P<y0>(?:19|20)\d{{2}})\s*年\s*|(?<![\d年]))(?P<m0>{D})\s*月\s*(?:{D})\s*[日号]?{TO}{YEAR}(?:(?P<m>{D})\s*月\s*)?(?P<d>{D})\s*[日号]",
    ),
    (
        "by",
        rf"(?:(?P<y0>(?:19|20)\d{{2}})\s*年\s*|(?<![\d年]))(?P<m0>{D})\s*月?{TO}{YEAR}(?P<m>{D})\s*月(?!\s*(?:{D})\s*[日号])份?(?P<part>底|末)?{BEFORE}",
    ),
    ("window", rf"(?P<first>{D})\s*[日号]?{TO}(?:每月)?(?P<last>{D})\s*[日号](?!{WITHIN})"),
    (
        "by",
        rf"每(?:个)?(?P<every>双月|单月|月|年|季度|季|周|半年)(?:度)?(?:的)?(?:首月|第一个月)?的?(?P<last>{D})\s*[日号]\s*(?:之前|以前|前|内|以内)",
    ),
    ("by", r"每(?:个)?(?P<every>月)(?:月)?(?P<part>底|末)\s*(?:之前|以前|前)?"),
    ("by", r"每(?:个)?(?P<every>季度|季|半年|年)(?:度)?(?:的)?(?:末月|次月|第[二三]个月)[^，。；\n]{0,4}?前"),
    ("by", rf"{YEAR}(?P<m>{D})\s*月\s*(?P<d>{D})\s*[日号]{NO_START}{BEFORE}"),
    # 完成时限：10月, or a cell that holds nothing else.
    ("by", rf"(?:^|(?<=[:：\n]))\s*{YEAR}(?P<m>{D})\s*(?P<whole>月)份?(?=\s*(?:$|[\n；;。]))"),
    (
        "by",
        rf"{YEAR}(?P<m>{D})\s*月\s*(?P<part>上旬|中旬|下旬|月初|月中|月底|月末|底|末|初){BEFORE}|(?P<y2>(?:19|20)\d{{2}})\s*年\s*(?:{D})\s*月(?!\s*[\d０-９]){NO_START}(?:之前|以前|前)?|(?<![\d年])(?:[0-9０-９]{{1,2}})\s*月\s*(?:之前|以前|前)",
    ),
    (
        "by",
        rf"(?:(?P<y>(?:19|20)\d{{2}})\s*年(?:度)?|(?P<rel>今年|本年|当年|次年|明年|来年|翌年)(?:度)?|全年|(?<![0-9０-９{CHINESE}半几多近往历常每])年)\s*(?:年)?(?P<part>底|末|内)\s*(?:之前|以前|前)?",
    ),
    (
        "by",
        rf"{YEAR}(?:第)?(?P<q>[一二三四1-4])季度(?:(?P<part>末|底|内)\s*(?:之前|以前|前)?|前)",
    ),
    # 一季度一次 recurs, 前三季度 is a span; a quarter alone leaves its day open.
    ("by", rf"{YEAR}(?<!前)(?:第\s*(?P<q>[一二三四1-4])\s*季度|(?P<q2>[二三四])季度)"),
    ("by", rf"{YEAR}(?P<h>上|下)半年(?:(?P<part>末|底|内)\s*(?:之前|以前|前)?|前)?"),
    ("by", r"(?:月|季|季度)(?:底|末)前|春节前|汛期前|入冬前|秋收前|春耕前"),
    (
        "every",
        rf"(?P<every>每年)(?:的)?(?P<months>(?:{D})\s*月份?(?:\s*[、和及,，]\s*(?:{D})\s*月份?)+)(?=各?[^，。；\n]{{0,12}}?(?P<n>{N})\s*次|)",
    ),
    (
        "every",
        rf"每(?:个)?(?P<every>{PERIODS})(?:度)?(?:(?:底|末)前?)?(?=[^，。；\n]{{0,12}}?(?P<n>[0-9０-９]{{1,9}}|[{CHINESE}]{{1,6}})\s*次|)",
    ),
    ("every", rf"每(?P<n>{N})\s*(?:个)?\s*(?P<measure>工作日|天|日|周|月|季度|年)(?:[0-9一二两三]\s*次)?"),
    (
        "every",
        r"(?P<every>逐月|逐季|逐周|按月|按季度|按季|按周|按年|按日|周(?=调度|通报|报告)|月(?=通报|调度|报告|排查|会商)|季(?=踏查|通报|调度|评估))(?:度)?(?:调度|通报|踏查|报告|排查|会商|评估)?",
    ),
    ("within", rf"(?:{N}{TO})?(?P<n>{N}){SPAN}{WITHIN}"),
    ("within", rf"(?P<n>半)\s*(?:个)?\s*(?P<measure>年|月){WITHIN}"),
    ("within", rf"(?:不超过|不得超过|不多于|最多|最长)\s*(?!(?:19|20)\d{{2}}\s*年)(?P<n>{N}){SPAN}"),
    # 20日前 is a day of some month, 3个工作日前 is counted from something: neither runs from today.
    ("by", rf"(?:次月|当月|下月|本月)?(?P<last>{D})\s*[日号]\s*(?:之前|以前|前)"),
    ("by", rf"(?:{N})\s*(?:个)?\s*(?:工作日|小时|天|周|星期|月|季度|年)\s*(?:之前|以前|前)"),
    (
        "within",
        r"当[天日](?:内|前)?|当[月周](?:内|前)(?!期)|立即|立行立改|立知立改|立查立改|即知即改|第一时间|即时|随时",
    ),
    ("lasting", rf"(?P<n>{N}|半){SPAN}\s*(?:以上|及以上)|长期(?:坚持|推进)"),
)
LIMIT_FORMS = [(kind, re.compile(form)) for kind, form in LIMITS]


def limits_of(text: str, of: PaperDay) -> tuple[list[Limit], list[Mark]]:
    """The time limits in order, each once, and a mark for each day that could not be told. of: the paper's year."""
    found = [_limit(kind, one, of) for kind, one in _found(text)]
    marks = [Mark(limit.written, doubt) for limit, doubt in found if doubt]
    return list(dict.fromkeys(limit for limit, _ in found)), list(dict.fromkeys(marks))


def taken_by_limits(text: str) -> bytearray:
    """For each sign of a text whether it belongs to a time limit."""
    taken = bytearray(len(text))
    for _, one in _found(text):
        taken[one.start() : one.end()] = b"\1" * len(one[0])
    return taken


def _found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """In the order of the text; what an earlier form has taken no later one reads."""
    taken = bytearray(len(text))
    found: list[tuple[str, re.Match[str]]] = []
    for kind, form in LIMIT_FORMS:
        for one in form.finditer(text):
            if any(taken[one.start() : one.end()]) or not one[0].strip():
                continue
            taken[one.start() : one.end()] = b"\1" * len(one[0])
            found.append((kind, one))
    yield from sorted(found, key=lambda pair: pair[1].start())


def _limit(kind: str, one: re.Match[str], of: PaperDay) -> tuple[Limit, str]:
    said = {name: value for name, value in one.groupdict().items() if value}
    every, last = _period(said.get("every", "")), number_of(said.get("last", ""))
    day, doubt = end_of(said, of) if kind == "by" and not every else (None, "")
    if kind == "by" and last and not every:
        doubt = VAGUE
    amount, measure = _amount(said)
    return Limit(
        written=one[0].strip(),
        kind=kind,
        every=every,
        amount=amount,
        measure=measure,
        first_day=number_of(said.get("first", "")),
        last_day=31 if every == "month" and "part" in said else last,
        date=day,
    ), doubt


def _amount(said: dict[str, Any]) -> tuple[int | None, str]:
    measure = UNITS.get(said.get("measure", ""), "day" if "measure" in said else "")
    if said.get("n") == "半":
        return HALVES.get(measure, (None, ""))
    amount = number_of(said["n"]) if "n" in said else None
    if "months" in said:
        # 每年4月、9月各1次: twice a year.
        return said["months"].count("月") * (amount or 1), measure
    return amount, measure


def _period(text: str) -> str:
    return EVERY.get(text.lstrip("每逐按"), "")
