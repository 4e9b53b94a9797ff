"""What the four sentences and the lists behind them have in common."""

from datetime import date, timedelta
from typing import Any

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.kernel.calendar import Month
from dixian.warning.verification.api import found_at_risk


def of_the_county(post: Post) -> Post:
    """The post itself. Raises NotAllowed where it does not reach the whole county."""
    if not span_of(post).everything:
        raise NotAllowed("这一页只给看全县的岗位", "本单位、本乡镇的在“闭环”和“辖区待办”里")
    return post


def days_so_far(month: Month, today: date) -> tuple[date, date]:
    """The days of a month as far into it as yesterday is into this one: what is due today is not late yet."""
    if today.day == 1:
        return month.first, month.first - timedelta(days=1)
    return month.first, month.day(today.day - 1)


def risky(post: Post, month: Month, today: date) -> Any:
    """The leads whose risk was confirmed in a month, as far into it as today."""
    return found_at_risk(post, month.first, month.day(today.day))
