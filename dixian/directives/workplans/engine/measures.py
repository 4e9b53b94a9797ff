"""Sentences with measures, and in them the figures."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from dixian.directives.workplans.engine.limits import TO, taken_by_limits
from dixian.directives.workplans.engine.numerals import CHINESE, number_of
from dixian.directives.workplans.engine.paper import Figure

AT_LEAST, AT_MOST, OVER, UNDER, ABOUT, EXACTLY = "at_least", "at_most", "over", "under", "about", "exactly"
AHEAD = {
    "不低于": AT_LEAST, "不少于": AT_LEAST, "至少": AT_LEAST, "不得低于": AT_LEAST, "不得少于": AT_LEAST, "不小于": AT_LEAST,
    "大于等于": AT_LEAST, "≥": AT_LEAST, "≧": AT_LEAST, ">=": AT_LEAST,
    "不超过": AT_MOST, "不高于": AT_MOST, "不多于": AT_MOST, "不大于": AT_MOST, "控制在": AT_MOST, "最多": AT_MOST,
    "不得超过": AT_MOST, "不得高于": AT_MOST, "小于等于": AT_MOST, "≤": AT_MOST, "≦": AT_MOST, "<=": AT_MOST,
    "超过": OVER, "高于": OVER, "大于": OVER, "突破": OVER, "多于": OVER, "逾": OVER, ">": OVER, "＞": OVER,
    "低于": UNDER, "少于": UNDER, "小于": UNDER, "<": UNDER, "＜": UNDER, "约": ABOUT, "大约": ABOUT, "近": ABOUT,
}  # fmt: skip
BEHIND = {"以上": AT_LEAST, "以内": AT_MOST, "以下": AT_MOST, "左右": ABOUT}
BEFORE_FIGURE = "|".join(sorted(AHEAD, key=len, reverse=True)).replace("|近", "|(?<![最附])近")
BEHIND_FIGURE = r"(?P<behind>及?以上|及?以下|以内|左右)?"
ENDED = r"(?=[，。；、,;）)\s]|$|及?以上|及?以下|以内|左右)"
# 6个月 is a time, 三类户 a name, 五个一批 a slogan.
COUNTED = (
    "个百分点|百分点|元|人次|人|户|种|项|个(?!月|季|小时|工作日|星期|周|一)|次|所|处|座|名|件|批|场|期|套|家|条|例|公里|千米|平方米|"
    "立方米|米|亩|吨|公斤|斤|千瓦|兆瓦|辆|台|只|头|份|篇|学时|课时|类(?!户|人|地|对象)|间|口|眼|村|对|支|岗|笔|倍(?!增)|"
    rf"分{ENDED}"
)
SCALES = "万亿"
ARABIC = r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9０-９]+(?:[.．][0-9０-９]+)?"
# 数百户, 上千人, 成百户, 百村, 千企, 十几个 are no numbers, nor the end of 六成五; 第3次 counts nothing.
ALONE = (
    rf"(?<![0-9０-９.．第])(?<![0-9][, ])(?:{ARABIC})"
    rf"|(?<![第数几上好{CHINESE}])(?![百千](?![{CHINESE}]))(?<![{CHINESE}]成)(?!(?<=成)[百千万])[{CHINESE}]{{1,6}}(?!几)"
)
LOW = rf"(?:(?P<low>(?<![0-9０-９.．])(?:{ARABIC}))\s*(?P<low_m>[%％‰]|[万亿]?(?:{COUNTED})|[万亿])?{TO})?"

# The lower end of a range, with what parts it from the upper one.
LOWER = re.compile(rf"(?:{ARABIC})\s*(?:[%％‰]|[万亿]?(?:{COUNTED})|[万亿])?{TO}(?=[0-9０-９])")
PERCENT = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?\s*(?:(?:百分之(?P<cn_low>[{CHINESE}]{{1,6}}){TO})?百分之(?P<cn>[{CHINESE}]{{1,6}})|{LOW}(?P<n>(?:(?<![0-9０-９%％‰A-Za-z])[-－−])?(?:{ARABIC}))\s*(?P<m>[%％‰])){BEHIND_FIGURE}"
)
DIGITS_WIDE = re.compile(r"(?P<n>[一二两三四五])位数(?P<behind>及?以上|以下)?")
PARTS = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?\s*(?<![{CHINESE}])(?P<of>[二三四五六七八九十])分之(?P<n>[一二三四五六七八九]){BEHIND_FIGURE}"
    rf"|(?P<before2>{BEFORE_FIGURE})\s*(?P<n2>[1-9])/(?P<of2>[1-9][0-9]?)(?![0-9/])"
)
# 三成, 六成五
TENTHS = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?\s*(?<![第{CHINESE}])(?P<n>[一二三四五六七八九])成(?P<half>[一二三四五六七八九])?{ENDED}{BEHIND_FIGURE}"
)
NUMBER = re.compile(
    rf"(?P<before>{BEFORE_FIGURE})?\s*{LOW}(?P<n>{ALONE})\s*(?P<scale>[万亿])?(?P<more>[余多])?(?P<m>{COUNTED})(?:[（(][次人户个份期篇场][）)])?{BEHIND_FIGURE}"
)
# 不低于上年: a figure whose number stands elsewhere.
AGAINST = re.compile(
    r"(?P<before>不低于|不少于|不得低于|不得少于|不高于|不超过|不得超过|不得高于|高于|超过|低于)"
    r"(?:上一?年度?|去年|往年|同期|全[国省市县区][^，。；、]{0,6}?平均)(?:同期)?(?:平均)?(?:水平|标准|增速|增幅)?"
)
# 一户一策, 一站式, 五位一体 and the like count nothing.
NO_COUNT = re.compile(r"^[一]\s*(?:户|项|个|人|件|次|批|类|对|家|条|份|村|种|台|期|口|场|处|支|所|间)$")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”’」』]?")


def sentences_of(text: str) -> list[str]:
    """The sentences that say something to be done."""
    return [one.strip() for one in SENTENCE.findall(text) if len(one.strip()) > 1]


def figures_of(text: str) -> list[Figure]:
    """The figures in order, time limits left out. A range is two: at least the one, at most the other."""
    limits, taken = taken_by_limits(text), bytearray(len(text))
    found: list[tuple[int, list[Figure]]] = []
    for form, made in FORMS:
        for one in form.finditer(text):
            if any(taken[one.start() : one.end()]) or (form is NUMBER and limits[one.start("n")]):
                continue
            if figures := list(made(one)):
                taken[one.start() : one.end()] = b"\1" * len(one[0])
                found.append((one.start(), figures))
    return [figure for _, figures in sorted(found, key=lambda pair: pair[0]) for figure in figures]


def _bound(one: re.Match[str]) -> str:
    said = one.groupdict()
    ahead, behind = said.get("before") or said.get("before2"), (said.get("behind") or "").removeprefix("及")
    if said.get("more") and not ahead:
        return OVER
    return AHEAD.get(ahead or "", BEHIND.get(behind, EXACTLY))


def _value(text: str) -> float | None:
    plain = re.sub(r"[, ]", "", text).translate(str.maketrans("０１２３４５６７８９．－−", "0123456789.--"))
    return float(plain) if re.fullmatch(r"-?[0-9.]+", plain) else number_of(plain)


def ranges_of(figures: Sequence[Any]) -> list[list[Any]]:
    """Figures as people see them: the two of a range together, every other by itself."""
    found: list[list[Any]] = []
    for one in figures:
        before = found[-1] if found else []
        if [(last.written, last.bound) for last in before] == [
            (one.written, AT_LEAST)
        ] and one.bound == AT_MOST:
            before.append(one)
        else:
            found.append([one])
    return found


def _one_or_two(one: re.Match[str], value: float | None, measure: str) -> Iterator[Figure]:
    said = one.groupdict()
    lower = said.get("low") or said.get("cn_low")
    written, low = one[0].strip(), _value(lower) if lower else None
    low_measure = (said.get("low_m") or measure).replace("％", "%")
    if low_measure in SCALES:
        low_measure += measure.lstrip(SCALES)
    if value is None:
        return
    if low is None:
        yield Figure(written, value, measure, _bound(one))
    elif low < value or low_measure != measure:
        yield Figure(written, low, low_measure, AT_LEAST)
        yield Figure(written, value, measure, AT_MOST)


def _percent(one: re.Match[str]) -> Iterator[Figure]:
    value = number_of(one["cn"]) if one["cn"] else _value(one["n"])
    yield from _one_or_two(one, value, "‰" if one["m"] == "‰" else "%")


def _digits(one: re.Match[str]) -> Iterator[Figure]:
    """两位数 of growth is ten percent."""
    wide = number_of(one["n"]) or 1
    yield Figure(one[0], 10 ** (wide - 1), "%", AT_LEAST if "以下" not in one[0] else UNDER)


def _parts(one: re.Match[str]) -> Iterator[Figure]:
    part, of = number_of(one["n"] or one["n2"]), number_of(one["of"] or one["of2"])
    if part and of and part < of:
        yield Figure(one[0].strip(), float(Fraction(100 * part, of)), "%", _bound(one))


def _tenths(one: re.Match[str]) -> Iterator[Figure]:
    value = (number_of(one["n"]) or 0) * 10 + (number_of(one["half"] or "") or 0)
    yield Figure(one[0].strip(), value, "%", _bound(one))


def _counted(one: re.Match[str]) -> Iterator[Figure]:
    if NO_COUNT.match(one["n"] + one["m"]) and not one["before"] and not one["behind"]:
        return
    yield from _one_or_two(one, _value(one["n"]), f"{one['scale'] or ''}{one['m']}")


def _against(one: re.Match[str]) -> Iterator[Figure]:
    yield Figure(one[0], None, "", _bound(one))


FORMS = (
    (PERCENT, _percent),
    (DIGITS_WIDE, _digits),
    (PARTS, _parts),
    (TENTHS, _tenths),
    (NUMBER, _counted),
    (AGAINST, _against),
)
