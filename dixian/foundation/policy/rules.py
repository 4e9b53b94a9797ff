"""Texts of parameters as values, the range a value may lie in, and what names a paper."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from dixian.foundation.kernel.calendar import Limit
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import one_line, tidy
from dixian.foundation.policy.enums import Kind

# What the columns of labels, values, sources and reasons hold.
LONGEST = 200
# Shorter than this no paper can be told from another.
SHORTEST_SOURCE = 6
# A value that begins later is a year mistyped.
YEARS_AHEAD = 2
LIMIT = re.compile(r"(\d{1,3})(天|个工作日)(（当天起算）)?")
YEAR_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
COMMON_YEAR = 2023
# How many of it are left for the days of a month: 301 is 3月1日.
MONTH = 100


def parse_limit(text: str) -> Limit:
    """`7天`, `2个工作日`, `5天（当天起算）`. Raises Refusal."""
    found = LIMIT.fullmatch(text)
    if not found:
        raise Refusal(f"时限“{text}”看不懂", "写成“7天”“2个工作日”或“5天（当天起算）”")
    if not int(found[1]) and found[3]:
        raise Refusal("0 天的时限没有当天起算", "写成“0天”，表示当天")
    return Limit(int(found[1]), working=found[2] == "个工作日", first_day_counts=bool(found[3]))


def parse_day_of_month(text: str) -> int:
    """1 to 28, so that every month has it. Raises Refusal."""
    if text.isdecimal() and 1 <= int(text) <= 28:
        return int(text)
    raise Refusal(f"“{text}”不是每月都有的日子", "填 1 到 28")


def parse_day_of_year(text: str) -> int:
    """`3月1日` as 301, a day every year has. Raises Refusal."""
    found = YEAR_DAY.fullmatch(text)
    if found:
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= monthrange(COMMON_YEAR, month)[1]:
            return month * MONTH + day
    raise Refusal(f"“{text}”不是每年都有的日子", "写成“3月1日”")


def parse_number(text: str) -> Decimal:
    """A decimal number. Raises Refusal."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Refusal(f"“{text}”不是数字", "只填数字")
    return number


# Kinds whose text must mean something; each parser raises Refusal.
PARSERS: dict[str, Callable[[str], Limit | Decimal | int]] = {
    Kind.LIMIT: parse_limit,
    Kind.NUMBER: parse_number,
    Kind.MONTH_DAY: parse_day_of_month,
    Kind.YEAR_DAY: parse_day_of_year,
}


def kept(kind: str, text: str) -> str:
    """A value as it is stored: figures of full width become plain ones, `７ 天` becomes `7天`. Raises Refusal."""
    if kind not in PARSERS:
        return one_line(text)
    plain = tidy(text).replace("(", "（").replace(")", "）")
    return parse_limit(plain).words if kind == Kind.LIMIT and LIMIT.fullmatch(plain) else plain


def same_value(kind: str, text: str, other: str) -> bool:
    """Whether two texts mean the same: `05` and `5`. Raises Refusal."""
    parse: Callable[[str], object] = PARSERS.get(kind, str)
    return parse(text) == parse(other)


def check_day(since: date, today: date) -> None:
    """Raises Refusal for a day too far ahead to be meant."""
    last = date(today.year + YEARS_AHEAD, today.month, min(today.day, 28))
    if since > last:
        raise Refusal(
            f"起始日期 {since} 在 {YEARS_AHEAD} 年以后", f"填 {last} 或以前的日子；年份填错的改过来"
        )


@dataclass(frozen=True)
class Bounds:
    """What a parameter's value may be; a limit counts by its days, 3月1日 as 301. `before`: code of one that stays greater."""

    least: int | None = None
    most: int | None = None
    whole: bool = False
    before: str = ""
    day_of_year: bool = False

    @property
    def words(self) -> str:
        """`1 到 30 之间的整数`, `2月1日到4月15日`; "" where nothing is declared."""
        if self.least is None or self.most is None:
            return ""
        if self.day_of_year:
            first, last = (f"{one // MONTH}月{one % MONTH}日" for one in (self.least, self.most))
            return f"{first}到{last}"
        return f"{self.least} 到 {self.most} 之间{'的整数' if self.whole else ''}"


def size(kind: str, text: str) -> Decimal | None:
    """What is compared with bounds and with other values; None for plain text. Raises Refusal."""
    if kind not in PARSERS:
        return None
    value = PARSERS[kind](text)
    return Decimal(value.amount if isinstance(value, Limit) else value)


def check_value(kind: str, text: str, bounds: Bounds) -> None:
    """Raises Refusal that says the allowed range."""
    amount = size(kind, text)
    if amount is None or bounds.least is None or bounds.most is None:
        return
    if not bounds.least <= amount <= bounds.most or (bounds.whole and amount != int(amount)):
        raise Refusal(f"“{text}”不在允许的范围内", f"填 {bounds.words}")


def check_source(source: str, *, paper: bool = True) -> None:
    """A change says which paper it comes from; what concerns one person only says why. Raises Refusal."""
    if not source.strip():
        raise Refusal("没有写明依据", "写上文件名和文号" if paper else "写明为什么，如“本人申请”")
    if paper and len(source.strip()) < SHORTEST_SOURCE:
        raise Refusal(
            f"依据“{source.strip()}”看不出是哪份文件", "写全文件名和文号，如“县领导小组〔2024〕3号”"
        )
    if len(source) > LONGEST:
        raise Refusal(f"依据超过 {LONGEST} 个字", "只写文件名和文号")
