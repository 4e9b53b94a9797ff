"""Sentences with measures, and in them the time limits and figures."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dixian.directives.workplans.engine.numerals import CHINESE, number_of
from dixian.directives.workplans.engine.paper import Figure, Limit

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
EVERY = {
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "旬": "ten_days",
    "月": "month",
    "季度": "quarter",
    "季": "quarter",
} | {
    "半年": "half_year",
    "学期": "term",
    "半月": "half_month",
    "两月": "two_months",
    "年度": "year",
    "年": "year",
}
PERIODS = "|".join(sorted(EVERY, key=len, reverse=True))
BEHIND = "(?:之前|以前|前|底前|底|末前|末|之内|以内|内)"
D = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
MONTH_PART = "上旬|中旬|下旬|月初|月中|月底|月末|底|末|初"

LIMITS = (
    (
        "window",
        rf"每(?P<every>月|年|季度|周)(?:度)?(?:的)?(?P<first>{D})\s*[日号]?\s*(?:至|到|—|－|-|~|～|–)\s*(?P<last>{D})\s*[日号](?:之?间|前)?",
    ),
    ("window", rf"(?P<first>{D})\s*[日号]?\s*(?:至|到|—|－|-|~|～|–)\s*(?:每月)?(?P<last>{D})\s*[日号]"),
    (
        "by",
        rf"每(?P<every>月|年|季度|季|周|半年)(?:度)?(?:的)?(?P<last>{D})\s*[日号]\s*(?:之前|以前|前|内|以内)",
    ),
    (
        "by",
        r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]\s*(?:之前|以前|前)?",
    ),
    ("by", rf"(?P<y>(?:19|20)\d{{2}})\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?:{MONTH_PART})?\s*(?:之前|以前|前)?"),
    ("by", r"(?P<y>(?:19|20)\d{2})\s*年\s*(?:年)?(?:底|末|内)\s*(?:之前|以前|前)?"),
    ("by", r"(?<![\d年])(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]\s*(?:之前|以前|前)?"),
    (
        "by",
        rf"(?<![\d年])(?P<m>\d{{1,2}})\s*月\s*(?:{MONTH_PART})\s*(?:之前|以前|前)?|(?<![\d年])(?P<m2>\d{{1,2}})\s*月\s*(?:之前|以前|前)",
    ),
    (
        "by",
        r"(?:今年|本年|当年|本年度|年|全年)(?:度)?\s*(?:底|末|内)\s*(?:之前|以前|前)?|(?:上|下)半年(?:前|内|底前)?|(?:一|二|三|四|1|2|3|4)季度(?:末|底)?前|(?:月|季|季度)(?:底|末)前|春节前|汛期前|入冬前|秋收前|春耕前",
    ),
    (
        "every",
        rf"每(?:个)?(?P<every>{PERIODS})(?:度)?(?=[^，。；\n]{{0,12}}?(?P<n>[0-9０-９]{{1,9}}|[{CHINESE}]{{1,6}})\s*次|)",
    ),
    ("every", rf"每(?P<n>{N})\s*(?:个)?\s*(?P<measure>工作日|天|日|周|月|季度|年)(?:[0-9一二两三]\s*次)?"),
    (
        "every",
        r"(?P<every>逐月|逐季|逐周|按月|按季度|按季|按周|按年|按日|周(?=调度|通报|报告)|月(?=通报|调度|报告|排查|会商)|季(?=踏查|通报|调度|评估))(?:度)?(?:调度|通报|踏查|报告|排查|会商|评估)?",
    ),
    ("within", rf"(?P<n>{N}){SPAN}\s*(?:之内|以内|内|之前|前)"),
    (
        "within",
        r"当[天日](?:内|前)?|当[月周](?:内|前)(?!期)|立即|第一时间|即时|随时",
    ),
    ("lasting", rf"(?P<n>{N}|半){SPAN}\s*(?:以上|及以上)"),
)
LIMIT_FORMS = [(kind, re.compile(form)) for kind, form in LIMITS]

AT_LEAST, AT_MOST, OVER, UNDER, ABOUT, EXACTLY = "at_least", "at_most", "over", "under", "about", "exactly"
BOUNDS = {
    "不低于": AT_LEAST, "不少于": AT_LEAST, "至少": AT_LEAST, "不得低于": AT_LEAST, "不得少于": AT_LEAST, "以上": AT_LEAST, "及以上": AT_LEAST,
    "不超过": AT_MOST, "不高于": AT_MOST, "不多于": AT_MOST, "控制在": AT_MOST, "最多": AT_MOST, "以内": AT_MOST, "以下": AT_MOST, "不得超过": AT_MOST,
    "超过": OVER, "高于": OVER, "大于": OVER, "突破": OVER, "低于": UNDER, "少于": UNDER, "小于": UNDER, "左右": ABOUT, "约": ABOUT, "大约": ABOUT,
}  # fmt: skip
BEFORE_FIGURE = "|".join(
    sorted(
        (one for one in BOUNDS if one not in ("以上", "及以上", "以内", "以下", "左右")),
        key=len,
        reverse=True,
    )
)
COUNTED = (
    "个百分点|百分点|亿元|万元|元|万人次|人次|万人|人|万户|户|种|项|个|次|所|处|座|名|件|批|场|期|套|家|条|例|公里|千米|米|平方米|亩|吨|"
    "万亩|千瓦|兆瓦|辆|台|只|头|份|篇|学时|课时|类|间|口|眼|村|对|支|岗|个村|个乡镇"
)
PERCENT = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?\s*(?:百分之(?P<cn>[{CHINESE}]{{1,6}})|(?P<n>[0-9０-９]+(?:[.．][0-9０-９]+)?)\s*(?P<m>[%％‰]))(?P<behind>及?以上|以下|以内|左右)?"
)
DIGITS_WIDE = re.compile(r"(?P<n>[一二两三四五])位数(?P<behind>及?以上|以下)?")
NUMBER = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?\s*(?P<n>(?<![0-9０-９.])[0-9０-９]+(?:[.．][0-9０-９]+)?|(?<![{CHINESE}])[{CHINESE}]{{1,6}})\s*(?P<m>{COUNTED})(?P<behind>及?以上|以下|以内|左右)?"
)
# 一户一策, 一站式, 五位一体 and the like count nothing.
NO_COUNT = re.compile(r"^[一]\s*(?:户|项|个|人|件|次|批|类|对|家|条|份|村|种|台|期|口|场|处|支|所|间)$")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”’」』]?")


def sentences_of(text: str) -> list[str]:
    """The sentences that say something to be done."""
    return [one.strip() for one in SENTENCE.findall(text) if len(one.strip()) > 1]


def limits_of(text: str, year: int | None = None) -> list[Limit]:
    """The time limits in order. year: the paper's, for days that name none."""
    taken = bytearray(len(text))
    found: list[tuple[int, Limit]] = []
    for kind, form in LIMIT_FORMS:
        for one in form.finditer(text):
            if any(taken[one.start() : one.end()]) or not one[0].strip():
                continue
            taken[one.start() : one.end()] = b"\1" * len(one[0])
            found.append((one.start(), _limit(kind, one, year)))
    return _each_once(limit for _, limit in sorted(found, key=lambda pair: pair[0]))


def figures_of(text: str) -> list[Figure]:
    """The figures in order, time limits left out."""
    taken = bytearray(len(text))
    for _, form in LIMIT_FORMS:
        for limit in form.finditer(text):
            taken[limit.start() : limit.end()] = b"\1" * len(limit[0])
    found: list[tuple[int, Figure]] = []
    for form, made in ((PERCENT, _percent), (DIGITS_WIDE, _digits), (NUMBER, _counted)):
        for one in form.finditer(text):
            if form is NUMBER and taken[one.start("n")]:
                continue
            figure = made(one)
            if figure is not None:
                found.append((one.start(), figure))
    return _each_once(figure for _, figure in sorted(found, key=lambda pair: pair[0]))


def impossible_day(limit: Limit) -> bool:
    """Whether a limit names a day the calendar doesn't have: 2月30日."""
    return (
        limit.kind == "by"
        and limit.date is None
        and bool(re.search(r"\d\s*月\s*\d{1,2}\s*[日号]", limit.written))
    )


def _limit(kind: str, one: re.Match[str], year: int | None) -> Limit:
    said = {name: value for name, value in one.groupdict().items() if value}
    amount = number_of(said["n"]) if "n" in said and said["n"] != "半" else None
    measure = UNITS.get(said.get("measure", ""), "day" if "measure" in said else "")
    if said.get("n") == "半":
        amount, measure = 6, "month"
    return Limit(
        written=one[0].strip(),
        kind=kind,
        every=_period(said.get("every", "")),
        amount=amount,
        measure=measure,
        first_day=number_of(said.get("first", "")),
        last_day=number_of(said.get("last", "")),
        date=_day(said, year) if kind == "by" else None,
    )


def _period(text: str) -> str:
    return EVERY.get(text.removeprefix("逐").removeprefix("按"), "")


def _day(said: dict[str, str], year: int | None) -> str | None:
    """The day itself, where the year is known and the calendar has it."""
    chosen = int(said["y"]) if "y" in said else year
    if chosen is None or "d" not in said:
        return None
    try:
        return date(chosen, int(said["m"]), int(said["d"])).isoformat()
    except ValueError:
        return None


def _bound(one: re.Match[str]) -> str:
    said = one.groupdict()
    behind = (said.get("behind") or "").removeprefix("及")
    return BOUNDS.get(said.get("before") or "", BOUNDS.get(behind, EXACTLY))


def _percent(one: re.Match[str]) -> Figure:
    value = number_of(one["cn"]) if one["cn"] else float(_half(one["n"]))
    return Figure(one[0].strip(), value, "‰" if one["m"] == "‰" else "%", _bound(one))


def _digits(one: re.Match[str]) -> Figure:
    """两位数 of growth is ten percent."""
    wide = number_of(one["n"]) or 1
    return Figure(one[0], 10 ** (wide - 1), "%", AT_LEAST if "以下" not in one[0] else UNDER)


def _counted(one: re.Match[str]) -> Figure | None:
    if NO_COUNT.match(one["n"] + one["m"]) and not one["before"] and not one["behind"]:
        return None
    text = _half(one["n"])
    value = float(text) if re.fullmatch(r"[0-9.]+", text) else number_of(text)
    if value is None:
        return None
    return Figure(one[0].strip(), value, one["m"], _bound(one))


def _half(text: str) -> str:
    return text.translate(
        {ord(wide): ord(half) for wide, half in zip("０１２３４５６７８９．", "0123456789.", strict=True)}
    )


def _each_once(found: Iterator[Any]) -> list[Any]:
    return list(dict.fromkeys(found))
