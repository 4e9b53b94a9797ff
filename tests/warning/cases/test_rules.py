"""Income, types and what hangs in public, in plain values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.registry.incomes.api import Income
from dixian.warning.cases.rules import prompts, shown_in_public, twelve_months_before, types_for

pytestmark = pytest.mark.django_db

NOTHING = dict.fromkeys(
    ("wage", "business", "property_income", "transfer", "cost", "claims", "own_payment"), Decimal(0)
)
AMOUNT = st.decimals(min_value=-99999, max_value=999999, places=2)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2021, 6, 15), (date(2020, 6, 1), date(2021, 5, 31))),
        (date(2024, 2, 29), (date(2023, 2, 1), date(2024, 1, 31))),
        (date(2024, 1, 1), (date(2023, 1, 1), date(2023, 12, 31))),
    ],
)
def test_the_twelve_months_end_with_the_month_before(day, months):
    assert twelve_months_before(day) == months


def test_the_kind_of_household_leaves_its_own_type_and_the_sudden_one():
    assert types_for("poverty_relieved") == ("unstable", "sudden")
    assert types_for("general") == ("marginal", "sudden")


def test_a_large_payment_of_ones_own_brings_the_reference_below_the_income():
    told = Income(size=4, **{**NOTHING, "wage": Decimal("80400"), "own_payment": Decimal("50000")})
    assert (told.per_head, told.reference) == (Decimal("20100.00"), Decimal("7600.00"))


@given(st.integers(1, 12), AMOUNT, AMOUNT, AMOUNT)
def test_a_loss_counts_as_it_is_and_nothing_is_refused(size, wage, business, cost):
    told = Income(size=size, **{**NOTHING, "wage": wage, "business": business, "cost": cost})
    assert told.net == wage + business - cost
    assert abs(told.per_head * size - told.net) <= Decimal("0.005") * size


def test_above_the_line_is_a_prompt_and_no_decision():
    line = Decimal(6000)
    assert "高于监测范围" in prompts(monitoring_type="marginal", reference=Decimal(7000), line=line)[0]
    assert prompts(monitoring_type="marginal", reference=Decimal(5000), line=line) == []
    assert prompts(monitoring_type="sudden", reference=Decimal(7000), line=line) == []
    assert "范围" in prompts(monitoring_type="sudden", reference=Decimal(6000), line=line)[0]


@given(st.lists(st.sampled_from(["illness", "disability", "schooling", "disaster"])))
def test_nothing_of_anybodys_health_hangs_in_public(risks):
    assert not {"illness", "disability"} & set(shown_in_public(risks))
    assert len(shown_in_public(risks)) == sum(one in ("schooling", "disaster") for one in risks)
