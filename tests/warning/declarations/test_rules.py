"""Codes that can be read out, and what whoever declared is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.warning.declarations.enums import DeclarationState
from dixian.warning.declarations.rules import (
    ENDED,
    PRIVATE,
    Step,
    code_of,
    digits_of,
    holds_together,
    parted,
    said,
)
from dixian.warning.declarations.states import DECLARATION

pytestmark = pytest.mark.django_db


@given(st.integers(min_value=0, max_value=2**128), st.integers(0, 11), st.integers(1, 9))
def test_a_code_with_one_wrong_digit_never_holds_together(number: int, place: int, more: int) -> None:
    code = code_of(number)
    wrong = code[:place] + str((int(code[place]) + more) % 10) + code[place + 1 :]
    assert (holds_together(code), holds_together(wrong)) == (True, False)
    assert digits_of(parted(code)) == code


def test_every_state_has_words_and_a_way_out() -> None:
    for state in DeclarationState.values:
        assert all(said(Step(state, "released"), of_household=True))
        assert state == "joined" or DECLARATION.verbs_from(state)
    assert set(ENDED) == {str(one) for one in DeclarationState} - {"waiting", "joined"}


def test_a_result_is_told_to_the_household_alone() -> None:
    for verdict in ("at_risk", "no_risk", "new_risk", "difficulty", "gone"):
        assert said(Step("joined", "closed", verdict), of_household=False) == ("已入户核实", PRIVATE)
