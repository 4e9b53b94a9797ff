"""What is known of a household's income and payments: the home check begins with it, people correct it, and what they typed is set against it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.money import yuan as as_yuan
from dixian.registry.facts.api import current
from dixian.registry.incomes import api as incomes
from dixian.registry.incomes.enums import StatementState
from dixian.warning.cases.api import Case, HomeCheck, income_of

# Kind of fact -> the item of the income tree it says, as the yearly statement is filled in advance.
ITEM_OF = {kind: item for item, kind in incomes.FROM_FACTS.items()}
DONE = (StatementState.CONFIRMED, StatementState.IMPORTED)


@dataclass(frozen=True)
class KnownIncome:
    """The last yearly statement that counts, None without one; item -> own payments as departments have reported them."""

    last: incomes.Statement | None
    paid: Mapping[str, Decimal]


NOTHING_KNOWN = KnownIncome(None, {})


@dataclass(frozen=True)
class InAdvance:
    """parts: the tree of the form with what is known; said: where the amounts come from, "" where nothing is known.

    unfolded: whether all items stand open, as no statement tells which of them the household has.
    """

    parts: list[incomes.Part]
    said: str
    unfolded: bool


def known_income(case: Case, post: Post) -> KnownIncome:
    """What the post may know of it."""
    told = incomes.statements_of(household=case.household_id, post=post)
    last = next((one for one in told if one.state in DONE), None)
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for one in current(household=case.household_id, post=post):
        if one.kind in ITEM_OF and one.fact.num is not None:
            paid[ITEM_OF[one.kind]] += one.fact.num
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


def in_advance(known: KnownIncome, check: HomeCheck | None = None) -> InAdvance:
    """The items of the last statement that counts, and own payments as departments have reported them since.

    check: the last home check of the case; where there is one, a further one begins with what it says.
    """
    last = known.last
    if check:
        told = incomes.items_of(check)
        return InAdvance(incomes.parts(told, told), f"{zh_day(check.on)}的核查", unfolded=False)
    said, amounts, before = [], dict(known.paid), None
    if last:
        told_of = last.campaign
        said.append(f"{told_of}（{zh_day(told_of.first)}至{zh_day(told_of.last)}）的收支表")
        amounts, before = incomes.items_of(last, known.paid), incomes.items_of(last)
    said += [f"部门报送的{incomes.leaves()[item]} {as_yuan(amount)}" for item, amount in known.paid.items()]
    return InAdvance(incomes.parts(amounts, before), "、".join(said), unfolded=last is None)
