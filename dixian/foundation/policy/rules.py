"""Texts of parameters as values."""

import re
from decimal import Decimal, InvalidOperation

from dixian.foundation.kernel.calendar import Limit
from dixian.foundation.kernel.problems import Refusal

LIMIT = re.compile(r"(\d{1,3})(天|个工作日)(（当天起算）)?")


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


def parse_number(text: str) -> Decimal:
    """A decimal number. Raises Refusal."""
    try:
        number = Decimal(text)
        if number.is_finite():
            return number
    except InvalidOperation:
        pass
    raise Refusal(f"“{text}”不是数字", "只填数字")
