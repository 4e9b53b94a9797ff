"""Amounts of money: Decimal, two places, yuan."""

import re
from decimal import ROUND_HALF_UP, Decimal

from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy

CENT = Decimal("0.01")
# What a spreadsheet's own arithmetic adds to a figure.
NOISE = Decimal("0.000001")
# A spreadsheet writes very large and very small figures with an exponent.
AMOUNT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
LARGEST = Decimal("99999999999.99")
TEN_THOUSAND = 10_000


def parse(value: object, times: int = 1) -> Decimal:
    """A cell as an amount in yuan; thousands separators and 元 are taken away.

    times: how many yuan one of its unit is, where the cell itself does not say 元. Raises CellProblem where it is no
    number, larger than a ledger holds, or finer than a cent: nobody's figure is changed without a word.
    """
    written = tidy(value).replace(",", "").removeprefix("¥")
    text = written.removesuffix("元")
    if not AMOUNT.fullmatch(text):
        raise CellProblem("金额不是数字", "只填数字，单位元")
    amount = Decimal(text) * (times if text == written else 1)
    if abs(amount) > LARGEST:
        raise CellProblem("金额超出可登记的范围", "核对单位是否为元")
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    if abs(amount - rounded) > NOISE:
        raise CellProblem("金额多于两位小数", "按元填写，保留两位小数（可用 Excel 的 ROUND）")
    return rounded


def yuan(amount: Decimal) -> str:
    """`1,234.56 元`."""
    return f"{amount:,.2f} 元"


def wan(amount: Decimal) -> str:
    """`12.35 万元`."""
    return f"{(amount / TEN_THOUSAND).quantize(CENT, ROUND_HALF_UP):,.2f} 万元"
