"""What a proposal changes, in words for whoever approves it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dixian.foundation.policy.dated import rows_of

WEEKDAYS = "一二三四五六日"


def lines_of_days(arguments: dict[str, Any]) -> Sequence[str]:
    """One line a day: `2027-10-01（周五）放假，国庆节`."""
    return [_line(row) for row in rows_of(arguments)]


def kind_of_day(is_working: bool) -> str:
    """`上班` or `放假`."""
    return "上班" if is_working else "放假"


def weekday(day: date) -> str:
    """`周五`."""
    return f"周{WEEKDAYS[day.weekday()]}"


def _line(row: dict[str, Any]) -> str:
    named = f"{row['day']}（{weekday(date.fromisoformat(row['day']))}）"
    if row.get("ended"):
        return f"{named}取消登记，按平常算"
    return f"{named}{kind_of_day(row['is_working'])}，{row['name']}"
