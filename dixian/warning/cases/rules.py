"""What may be said of a household, in plain values (facts 1.2, 1.6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

UNSTABLE, MARGINAL = "unstable", "marginal"
RELIEVED, GENERAL = "poverty_relieved", "general"


def types_for(kind: str) -> tuple[str, ...]:
    """The monitoring types a household of this kind may have (facts 1.2)."""
    own = {RELIEVED: UNSTABLE, GENERAL: MARGINAL}[kind]
    return (own, "sudden")


def twelve_months_before(day: date) -> tuple[date, date]:
    """前12个月: from the same month of the year before to the end of the month before."""
    first = day.replace(year=day.year - 1, day=1)
    return first, day.replace(day=1) - timedelta(days=1)


def prompts(*, monitoring_type: str, reference: Decimal, line: Decimal) -> list[str]:
    """What whoever decides may want to look at again; nothing is decided by it."""
    if monitoring_type in (UNSTABLE, MARGINAL) and reference > line:
        return [
            f"人均收入参考值 {reference} 元高于监测范围 {line} 元；拟纳入“{'脱贫不稳定户' if monitoring_type == UNSTABLE else '边缘易致贫户'}”的，"
            "请写明为什么；收入在范围以上、支出骤增的，看是不是突发严重困难户"
        ]
    if monitoring_type == "sudden" and reference <= line:
        return [f"人均收入参考值 {reference} 元在监测范围 {line} 元以内；看是不是应按户类型纳入"]
    return []


# What a notice must not say of anybody's health (facts 1.4).
PRIVATE = frozenset({"illness", "disability"})


def shown_in_public(risks: Iterable[str]) -> list[str]:
    """The risks that may stand on what hangs in the village: not those that tell of somebody's health."""
    return [one for one in risks if one not in PRIVATE]
