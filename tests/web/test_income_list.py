"""The village's list of statements."""

from decimal import Decimal

from dixian.registry.incomes.api import Statement
from dixian.web.incomes.columns import STATEMENTS


def shown(state: str) -> object:
    (column,) = [one for one in STATEMENTS.columns if one.code == "per_head"]
    return column.value(Statement(state=state, per_head=Decimal("12345.60")))


def test_what_was_not_collected_yet_has_no_income_of_nothing() -> None:
    assert (shown("to_fill"), shown("filled")) == (None, Decimal("12345.60"))
