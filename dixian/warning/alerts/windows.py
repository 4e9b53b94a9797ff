"""What a person's rows of a kind add up to over a window of whole months, on plain values."""

from collections.abc import Sequence
from decimal import Decimal

from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.enums import Window

Amounts = Sequence[tuple[Month, Decimal]]
YEAR = 12


def reach(window: str, month: Month) -> tuple[Month, Month]:
    """The first and the last month whose amounts may be added to one of `month`."""
    if window == Window.YEAR:
        return Month(month.year, 1), Month(month.year, YEAR)
    if window == Window.TWELVE_MONTHS:
        return _at(_place(month) - YEAR + 1), _at(_place(month) + YEAR - 1)
    return month, month


def total(window: str, month: Month, amounts: Amounts) -> Decimal:
    """The most that a window with `month` in it holds; a row somebody links later counts with those that came before it."""
    first, last = reach(window, month)
    near = [(_place(on), amount) for on, amount in amounts if first <= on <= last]
    if window != Window.TWELVE_MONTHS:
        return sum((amount for _, amount in near), Decimal())
    ends = {on for on, _ in near if on >= _place(month)} | {_place(month)}
    return max(
        sum((amount for on, amount in near if end - YEAR < on <= end), Decimal()) for end in sorted(ends)
    )


def _place(month: Month) -> int:
    return month.year * YEAR + month.number - 1


def _at(place: int) -> Month:
    return Month(place // YEAR, place % YEAR + 1)
