"""The arithmetic of facts 1.6, what is questioned, and how long an income has stood above the line."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.problems import Refusal
from dixian.registry.incomes.rules import (
    Income,
    Known,
    Lines,
    above_since,
    fall_of,
    months_between,
    quarter_before,
    questions,
    twelve_months_to,
)
from dixian.registry.incomes.tree import leaves, read, stored, sums_of, sums_told

LINES = Lines(fall=Decimal(30), rise=Decimal(100), least=Decimal(2000), most=Decimal(100000))


@pytest.fixture(autouse=True)
def someone():
    """Plain values: nobody acts, and no database is asked."""


amounts = st.decimals(min_value=0, max_value=10**6, places=2)


def income(size=2, **told):
    names = ("wage", "business", "property_income", "transfer", "cost", "claims", "own_payment")
    return Income(size=size, **{name: Decimal(told.get(name, 0)) for name in names})


def asked(now, before=None, known=None, **items):
    told = {code: Decimal(text) for code, text in items.items()}
    return list(questions(now, before, lines=LINES, known=known or Known(), amounts=told))


def test_net_income_is_all_that_comes_in_less_what_the_business_costs():
    one = income(size=3, wage=20000, business=9000, property_income=600, transfer=1400, cost=7000)
    assert (one.net, one.per_head) == (24000, 8000)


def test_what_is_paid_out_of_pocket_lowers_the_reference_only():
    one = income(size=1, wage=80400, own_payment=50000, claims=2000)
    assert (one.per_head, one.reference) == (80400, 32400)


def test_a_business_may_lose_money():
    assert income(size=1, business=1000, cost=9000).per_head == -8000


def test_a_fall_and_a_jump_are_questioned_with_both_figures():
    (wage, net) = asked(income(wage=6000), income(wage=12000))
    assert wage == "工资性收入 6,000.00 元，比上次 12,000.00 元少50%".replace("少50", "少 50")
    assert net.startswith("家庭纯收入")
    assert len(asked(income(wage=25000), income(wage=12000))) == 2


def test_small_changes_and_a_first_statement_are_not_questioned():
    assert asked(income(transfer=1900), income(transfer=100)) == []
    assert asked(income(wage=50000)) == []


def test_an_income_with_a_nought_too_many_is_questioned_though_nothing_is_there_to_compare():
    assert asked(income(size=2, wage=199999)) == []
    (one,) = asked(income(size=2, wage=200000))
    assert "人均纯收入 100,000.00 元，达到 100,000 元" in one


def test_an_item_below_nothing_is_refused_and_told_where_a_loss_belongs():
    with pytest.raises(Refusal, match="“务工收入”填了 -5"):
        sums_told({"labour": Decimal(-5)})


def test_a_household_that_is_said_to_live_on_nothing_is_questioned():
    (one,) = asked(income(own_payment=900))
    assert "一项都没有填" in one


def test_what_departments_have_told_must_be_there():
    assert asked(income(), known=Known(dibao=True)) != []
    assert asked(income(transfer=3000), known=Known(dibao=True), dibao="3000") == []
    assert asked(income(own_payment=100), known=Known(paid=Decimal(9000))) != []


def test_a_fall_is_told_in_percent_and_never_below_nothing():
    assert fall_of(Decimal(6000), Decimal(10000)) == 40
    assert fall_of(Decimal(12000), Decimal(10000)) == 0
    assert fall_of(Decimal(1), None) is None


def test_months_above_the_line_begin_anew_below_it_and_after_a_gap():
    line = Decimal(6000)
    rows = [(date(2023, 12, 31), 5000), (date(2024, 3, 31), 7000), (date(2024, 6, 30), 8000)]
    told = [(day, Decimal(amount), line) for day, amount in rows]
    assert above_since(told, 6) == date(2024, 3, 31)
    assert above_since([*told, (date(2025, 3, 31), Decimal(9000), line)], 6) == date(2025, 3, 31)
    assert above_since([*told, (date(2024, 9, 30), line, line)], 6) is None


def test_months_are_counted_from_end_to_end():
    assert months_between(date(2024, 3, 31), date(2024, 9, 30)) == 6
    assert months_between(date(2024, 3, 31), date(2024, 9, 15)) == 5


def test_the_yearly_statement_tells_of_the_third_quarter():
    assert quarter_before(date(2024, 10, 5)) is None
    assert quarter_before(date(2024, 1, 5)) == date(2023, 12, 31)
    assert twelve_months_to(date(2024, 9, 30)) == date(2023, 10, 1)


@given(st.dictionaries(st.sampled_from(sorted(leaves())), amounts))
def test_no_amount_is_lost_between_items_and_sums(told):
    kept = read(stored(told))
    assert sum(sums_of(kept).values()) == sum(told.values())
