"""The state table and the four conditions, on plain values."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.problems import Refusal
from dixian.warning.elimination import rules
from dixian.warning.elimination.api import Typed
from dixian.warning.elimination.enums import EliminationState
from dixian.warning.elimination.states import ELIMINATION

AMOUNTS = st.decimals(0, 50000, places=2)
ABLE = frozenset({"skilled", "ordinary", "weak"})


@pytest.fixture(autouse=True)
def someone():
    """Plain values: nobody acts, and no database is asked."""


@given(st.lists(st.sampled_from([step.verb for step in ELIMINATION.steps]), max_size=15))
def test_no_way_leads_round_the_notice_or_round_the_township(verbs):
    passed = ["proposed"]
    gone = skipped = False
    for verb in verbs:
        try:
            passed.append(ELIMINATION.target(verb, passed[-1]))
        except Refusal:
            continue
        gone = gone or verb == "review_gone"
        skipped = skipped or verb == "approve_gone"
    for before, after in pairwise(passed):
        assert after != "announcing" or before == "reviewed"
        assert after != "eliminated" or before == "announcing" or skipped
        assert after != "noticed" or before == "posted"
        assert after != "reviewed" or before == "noticed" or gone


def test_every_state_has_a_way_out_but_the_two_ends():
    assert set(ELIMINATION.labels) == set(EliminationState.values)
    assert ELIMINATION.ends == {"reversed", "withdrawn"}


@given(AMOUNTS, AMOUNTS, st.integers(0, 24))
def test_income_must_be_above_the_line_for_long_enough(per_head, line, months):
    assert rules.income(per_head, line, months, 6, typed=Typed(None), collected=True).holds == (
        per_head > line and months >= 6
    )


def test_income_that_nobody_knows_is_not_met():
    assert not rules.income(None, Decimal(6000), 8, 6, typed=Typed(None)).holds
    assert not rules.income(Decimal(9000), Decimal(6000), None, 6, typed=Typed(Decimal(9000))).holds


@given(st.lists(st.sampled_from([*ABLE, "lost", "none", ""]), max_size=5), st.sampled_from(["", "恢复"]))
def test_only_a_household_known_to_have_nobody_able_is_held(labour, regained):
    held = rules.held(labour, ABLE, regained)
    assert held == (not regained and any(labour) and not any(one in ABLE for one in labour))


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_day_lies_in_its_half_year(day):
    first, last = rules.half_begins(day), rules.half_ends(day)
    assert first <= day <= last
    assert rules.half_of(first) == rules.half_of(day) == rules.half_of(last)
