"""In which days of a month a kind is pushed: its own, or those of the county (R2.3)."""

from collections.abc import Iterable
from functools import cache

from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import number
from dixian.warning.submissions.models import DataKind


def window_of(kind: DataKind, month: Month) -> tuple[int, int]:
    """First and last day of the month, as set when the month (or the kind in it) began."""
    return own_window(kind, month) or county_window(month)


def lasts_of(kinds: Iterable[DataKind], month: Month) -> dict[int, int]:
    """Kind -> the last day of its window; the county's is asked once."""
    county = cache(lambda: int(number("window.push.last", month.first)))
    return {kind.pk: (own[1] if (own := own_window(kind, month)) else county()) for kind in kinds}


def firsts_of(kinds: Iterable[DataKind], month: Month) -> dict[int, int]:
    """Kind -> the first day of its window; the county's is asked once."""
    county = cache(lambda: int(number("window.push.first", month.first)))
    return {kind.pk: (own[0] if (own := own_window(kind, month)) else county()) for kind in kinds}


def county_window(month: Month) -> tuple[int, int]:
    """The days of all kinds that have none of their own. Raises Refusal where there are none."""
    first, last = (int(number(f"window.push.{end}", month.first)) for end in ("first", "last"))
    return first, last


def own_window(kind: DataKind, month: Month) -> tuple[int, int] | None:
    """A kind's own days; None where the county's hold."""
    begun = max(month.first, kind.valid_from).isoformat()
    held = [one for one in kind.windows if one["since"] <= begun]
    if not held or held[-1]["last"] is None:
        return None
    return held[-1]["first"], held[-1]["last"]
