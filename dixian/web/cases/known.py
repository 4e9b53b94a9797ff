"""What is known of a household's income and payments before the home check: the form begins with it, people correct it."""

from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.money import yuan as as_yuan
from dixian.registry.facts.api import current
from dixian.registry.incomes import api as incomes
from dixian.registry.incomes.enums import StatementState
from dixian.warning.cases.api import Case
from dixian.web.cases.amounts import AMOUNTS

# Item of the income tree -> the kind of fact that says it, as the yearly statement is filled in advance.
FROM_FACTS = {"medical": "health.own_cost", "tuition": "education.paid"}


@dataclass(frozen=True)
class InAdvance:
    """rows: name, label, hint, amount of each sum of the form; said: where the amounts come from, "" where nothing is known."""

    rows: list[tuple[str, str, str, Decimal]]
    said: str


def in_advance(case: Case, post: Post) -> InAdvance:
    """The sums of the last confirmed statement, and own payments as departments have reported them since."""
    told = incomes.statements_of(household=case.household_id, post=post)
    done = (StatementState.CONFIRMED, StatementState.IMPORTED)
    last = next((one for one in told if one.state in done), None)
    amounts = incomes.read(last.amounts) if last else {}
    said = [f"{last.campaign}的收支表"] if last else []
    facts = current(household=case.household_id, post=post)
    for item, kind in FROM_FACTS.items():
        found = [one.fact.num for one in facts if one.kind == kind and one.fact.num is not None]
        if found:
            amounts[item] = sum(found, Decimal(0))
            said.append(f"部门报送的{incomes.leaves()[item]} {as_yuan(amounts[item])}")
    sums = incomes.sums_of(amounts)
    rows = [(name, label, hint, sums[name]) for name, label, hint in AMOUNTS]
    return InAdvance(rows, "、".join(said))
