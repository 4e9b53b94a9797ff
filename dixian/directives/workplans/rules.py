"""How a time limit was understood, in words."""

from datetime import date

from dixian.directives.workplans.enums import LimitKind
from dixian.foundation.kernel.calendar import zh_day

PERIODS = {
    "day": "每日", "week": "每周", "ten_days": "每旬", "half_month": "每半月", "month": "每月", "two_months": "每两个月",
    "quarter": "每季度", "half_year": "每半年", "term": "每学期", "year": "每年",
}  # fmt: skip
MEASURES = {
    "working_day": "个工作日", "day": "天", "hour": "小时", "week": "周", "month": "个月", "quarter": "个季度",
    "year": "年",
}  # fmt: skip


def limit_told(
    *,
    kind: str,
    every: str,
    amount: int | None,
    measure: str,
    first_day: int | None,
    last_day: int | None,
    on: date | None,
) -> str:
    """`每月5日至15日`, `截至2024年12月31日`, `10天内`; "" where the words told nothing to reckon with: 立即, 春节前."""
    span = f"{amount}{MEASURES.get(measure, '')}" if amount and measure else ""
    period = PERIODS.get(every, "")
    if on is not None:
        return f"截至{zh_day(on)}"
    if kind in (LimitKind.WINDOW, LimitKind.BY) and last_day:
        return f"{period}{f'{first_day}日至' if first_day else ''}{last_day}日{'' if first_day else '前'}"
    if kind == LimitKind.EVERY:
        times = f"{amount}次" if period and amount and not measure else ""
        return f"{period}{times}" or (f"每{span}" if span else "") or LimitKind.EVERY.label
    if span and kind in (LimitKind.WITHIN, LimitKind.LASTING):
        return f"{span}内" if kind == LimitKind.WITHIN else f"持续{span}以上"
    return f"{period}{LimitKind(kind).label}" if period else ""
