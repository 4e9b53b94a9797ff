"""Amounts of money: Decimal, two places, yuan."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy

CENT = Decimal("0.01")
LARGEST = Decimal("99999999999.99")


def parse(value: object) -> Decimal:
    """A cell as an amount in yuan; thousands separators and 元 are taken away.

    Raises CellProblem where it is no number, or larger than a ledger holds.
    """
    text = tidy(value).replace(",", "").removeprefix("¥").removesuffix("元")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise CellProblem("金额不是数字", "只填数字，单位元") from None
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise CellProblem("金额超出可登记的范围", "核对单位是否为元")
    return amount.quantize(CENT, ROUND_HALF_UP)


def yuan(amount: Decimal) -> str:
    """`1,234.56 元`."""
    return f"{amount:,.2f} 元"


def wan(amount: Decimal) -> str:
    """`12.35 万元`."""
    return f"{(amount / 10_000).quantize(CENT, ROUND_HALF_UP):,.2f} 万元"
