"""What is known of a household's income and payments: the home check begins with it, people correct it, and what they typed is set against it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.money import yuan as as_yuan
from dixian.registry.facts.api import current
from dixian.registry.incomes import api as incomes
from dixian.registry.incomes.enums import StatementState
from dixian.warning.cases.api import Case, HomeCheck, income_of
from dixian.web.cases.amounts import AMOUNTS

# Kind of fact -> the item of the income tree it says, as the yearly statement is filled in advance.
FROM_FACTS = {"health.own_cost": "medical", "education.paid": "tuition"}
DONE = (StatementState.CONFIRMED, StatementState.IMPORTED)


@dataclass(frozen=True)
class KnownIncome:
    """The last yearly statement that counts, None without one; item -> own payments as departments have reported them."""

    last: incomes.Statement | None
    paid: Mapping[str, Decimal]


NOTHING_KNOWN = KnownIncome(None, {})


@dataclass(frozen=True)
class InAdvance:
    """rows: name, label, hint, amount of each sum of the form; said: where the amounts come from, "" where nothing is known."""

    rows: list[tuple[str, str, str, Decimal]]
    said: str


def known_income(case: Case, post: Post) -> KnownIncome:
    """What the post may know of it."""
    told = incomes.statements_of(household=case.household_id, post=post)
    last = next((one for one in told if one.state in DONE), None)
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for one in current(household=case.household_id, post=post):
        if one.kind in FROM_FACTS and one.fact.num is not None:
            paid[FROM_FACTS[one.kind]] += one.fact.num
    return KnownIncome(last, paid)


def against(check: HomeCheck, known: KnownIncome) -> list[str]:
    """How far what was typed at a home check is from the yearly income and from reported payments, a sentence each."""
    found = []
    if known.last:
        stated = f"{known.last.campaign}（{known.last.get_state_display()}）人均纯收入"
        found.append(_far(stated, known.last.per_head, income_of(check).per_head))
    if known.paid:
        found.append(_far("部门报送的自付费用", sum(known.paid.values(), Decimal(0)), check.own_payment))
    return found


def _far(called: str, known: Decimal, typed: Decimal) -> str:
    far = f"{'多' if typed > known else '少'} {as_yuan(abs(typed - known))}" if typed != known else "一样"
    return f"{called} {as_yuan(known)}，核查填报{far}"


def in_advance(known: KnownIncome) -> InAdvance:
    """The sums of the last confirmed statement, and own payments as departments have reported them since."""
    last = known.last
    amounts = incomes.read(last.amounts) if last else {}
    said = [f"{last.campaign}的收支表"] if last else []
    for item, amount in known.paid.items():
        amounts[item] = amount
        said.append(f"部门报送的{incomes.leaves()[item]} {as_yuan(amount)}")
    sums = incomes.sums_of(amounts)
    rows = [(name, label, hint, sums[name]) for name, label, hint in AMOUNTS]
    return InAdvance(rows, "、".join(said))
