"""The items of the income tree as a form sends them (facts 1.6)."""

from decimal import Decimal
from typing import Any

from dixian.foundation.kernel import money
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.registry.incomes.api import leaves


def amounts_sent(posted: Any) -> dict[str, Decimal]:
    """The amounts of the form by item; an empty field is nothing. Raises Refusal that names the item."""
    found = {}
    for code, title in leaves().items():
        text = posted.get(f"a-{code}", "").strip()
        try:
            found[code] = money.parse(text) if text else Decimal(0)
        except CellProblem as problem:
            raise Refusal(f"“{title}”{problem}", "填数字，单位元") from None
    return found
