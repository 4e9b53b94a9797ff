"""Who belongs to a group, on plain values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.policy.packaged import all_bounds
from dixian.registry.focus.criteria import criteria
from dixian.registry.focus.enums import FocusGroup
from dixian.registry.focus.rules import LONGEST, Criterion, Evidence, joined, meets, months_before, sentence

COSTS = Criterion(group="spending", kind="health.own_cost", least="focus.medical.least")
INCOME = Criterion(group="low_income", kind="income.per_head", most="focus.income.most")
AMOUNTS = st.decimals(0, 10**6, places=2)


@pytest.fixture(autouse=True)
def someone():
    """Plain values: nobody acts, and no database is asked."""


def known(total, count=1):
    return Evidence(total=total, value=None, since=date(2024, 3, 31), count=count, source="县医保局报送")


@given(AMOUNTS, AMOUNTS)
def test_a_line_is_reached_by_whoever_has_as_much(total, line):
    assert meets(COSTS, known(total), {COSTS.least: line}) == (total >= line)
    assert meets(INCOME, known(total), {INCOME.most: line}) == (total <= line)


def test_who_has_no_amount_reaches_no_line():
    assert not meets(COSTS, known(None), {COSTS.least: Decimal(0)})
    assert not meets(INCOME, known(None), {INCOME.most: Decimal(1)})


def test_the_sentence_names_amount_line_source_and_day():
    said = sentence(
        COSTS, known(Decimal("23400"), 2), {COSTS.least: Decimal("10000")}, "当年累计自付医疗费用"
    )
    assert said == "全家当年累计自付医疗费用 23,400.00 元，达到 10,000.00 元（县医保局报送，2024-03-31）"


@given(st.lists(st.text(min_size=1, max_size=250), min_size=1, max_size=5))
def test_a_sentence_fits_its_column_and_counts_the_other_reasons(sentences):
    said = joined(sentences)
    assert len(said) <= LONGEST
    assert said.startswith(sentences[0][:100])
    assert (f"另有 {len(sentences) - 1} 项依据" in said) == (len(sentences) > 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_so_many_months_earlier_is_that_month_and_no_later_day(day, months):
    earlier = months_before(day, months)
    assert (earlier.year * 12 + earlier.month) == (day.year * 12 + day.month) - months
    assert earlier.day == day.day or (earlier + timedelta(days=1)).day == 1


def test_every_criterion_rests_on_parameters_that_come_along_and_no_fact_counts_twice():
    assert {code for one in criteria() for code in one.parameters} <= all_bounds().keys()
    kinds = [one.kind for one in criteria()]
    assert len(kinds) == len(set(kinds))
    assert {one.group for one in criteria()} == {*FocusGroup.values} - {"relieved", "monitored"}
