"""The day a limit ends on, where its words and the paper's year tell it for certain."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dixian.directives.workplans.engine.numerals import number_of

VAGUE = "没有写明到哪一天，没有当作截止日期"
NO_YEAR = "文件没有写年份，算不出是哪一天"
NO_SUCH_DAY = "没有这一天，请核对"
PAST = "比文件的日期还早，没有当作截止日期，请核对"
OTHER_YEARS = dict.fromkeys(("次年", "明年", "来年", "翌年", "第二年"), 1) | {"去年": -1, "上年": -1}
QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
# Behind a part of a month, 前 leaves open whether the part itself still counts; behind its end it doesn't.
OPEN_BEFORE = {"上旬": 10, "中旬": 20, "下旬": None}
ENDS = ("底", "末", "月底", "月末", "内")
TITLED = re.compile(r"(?:19|20)\d{2}|[二〇○零一三四五六七八九]{4}(?=年)")
NUMBERED = re.compile(r"〔(\d{4})〕")
LEAP = 2024


@dataclass(frozen=True)
class PaperDay:
    """year: the one a paper's work is for; issued: its day. None where the paper doesn't say."""

    year: int | None = None
    issued: date | None = None


NO_DAY = PaperDay()


def paper_day(title: str | None, number: str | None, issued: date | None) -> PaperDay:
    """The year of a paper: that of its day or number; next year where the title names that; else the title's alone."""
    titled = {number_of(one) for one in TITLED.findall(title or "")}
    of_title = titled.pop() if len(titled) == 1 else None
    numbered = NUMBERED.search(number or "")
    written = issued.year if issued else int(numbered[1]) if numbered else None
    return PaperDay(of_title if written is None or of_title == written + 1 else written, issued)


def end_of(said: Mapping[str, str], of: PaperDay) -> tuple[str | None, str]:
    """(the day as ISO, why there is none). said: y, y0 years; rel 次年; m0, m months; d, part, q, h; before 前."""
    month, day = _month_and_day(said)
    if month is None:
        return None, VAGUE
    if not _exists(LEAP, month, day):
        return None, NO_SUCH_DAY
    year = _year(said, of, month)
    if year is None:
        return None, NO_YEAR
    if not _exists(year, month, day):
        return None, NO_SUCH_DAY
    found = date(year, month, day or monthrange(year, month)[1])
    if of.issued and found < of.issued:
        return None, PAST
    return found.isoformat(), ""


def _month_and_day(said: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Month, and day; the day None for the month's last. No month where the words leave it open."""
    part, before = said.get("part", ""), "before" in said
    if "q" in said or "h" in said:
        ending = QUARTERS[said["q"]] if "q" in said else 6 if said["h"] == "上" else 12
        return (ending, None) if part in ENDS else (None, None)
    if "m" not in said and "m0" not in said:
        return (12, None) if part in ENDS else (None, None)
    month = number_of(said.get("m") or said["m0"])
    if "d" in said:
        return month, number_of(said["d"])
    # 3月至5月 ends with May; 时限：10月 with October.
    if part in ENDS or (("m0" in said or "whole" in said) and not before):
        return month, None
    return (month, OPEN_BEFORE[part]) if part in OPEN_BEFORE and not before else (None, None)


def _year(said: Mapping[str, str], of: PaperDay, month: int) -> int | None:
    if "y" in said:
        return int(said["y"])
    base = int(said["y0"]) if "y0" in said else of.year
    if base is None:
        return None
    if "rel" in said:
        return base + OTHER_YEARS.get(said["rel"], 0)
    # 11月1日至3月31日 ends in the year after.
    return base + (month < (number_of(said.get("m0", "")) or month))


def _exists(year: int, month: int, day: int | None) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= monthrange(year, month)[1])
