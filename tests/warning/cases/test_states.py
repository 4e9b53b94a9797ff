"""The table of a case's states: a way out of each, none round the notice, none round the county."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.warning.cases.enums import APPROVED, DECIDED, IDENTIFYING, CaseState, Decision
from dixian.warning.cases.states import CASE

pytestmark = pytest.mark.django_db

PROVED = {CaseState.REVIEWING, CaseState.APPROVING, CaseState.ANNOUNCING, CaseState.MONITORED}


def reachable(start: str, *, closed: frozenset[str] = frozenset()) -> set[str]:
    """Where one comes to from a state without entering those that are closed."""
    found, to_see = {start}, [start]
    while to_see:
        for step in CASE.verbs_from(to_see.pop()):
            if step.target not in found | closed:
                found.add(step.target)
                to_see.append(step.target)
    return found


def test_the_table_names_the_states_of_the_model_and_their_words():
    assert {one.value: one.label for one in CaseState} == CASE.labels


def test_every_state_leads_to_an_end_and_the_ends_are_the_named_ones():
    assert CASE.ends == {CaseState.LEFT_OUT, CaseState.GONE}
    for state in CaseState.values:
        assert reachable(state) & CASE.ends, state


def test_whoever_is_identified_is_decided_about_one_way_or_the_other():
    for state in IDENTIFYING:
        there = reachable(state)
        assert there & {one.value for one in DECIDED[Decision.MONITORED]}, state
        assert CaseState.LEFT_OUT in there, state
    assert not set(APPROVED) & set(IDENTIFYING)


def test_there_is_no_way_round_the_notice_nor_round_the_county():
    without_notice = reachable("collecting", closed=frozenset({"posted"}))
    assert not without_notice & PROVED
    without_county = reachable("collecting", closed=frozenset({"approving"}))
    assert not without_county & {"announcing", "monitored", "eliminated"}
    assert CASE.step("approve").capability == CASE.step("leave_out").capability == "decide_cases"


@given(st.lists(st.integers(min_value=0, max_value=99), min_size=1, max_size=60))
def test_on_every_path_the_last_posting_lies_after_the_last_meeting_when_the_township_reviews(choices):
    state, path = "collecting", ["collecting"]
    for choice in choices:
        steps = CASE.verbs_from(state)
        if not steps:
            break
        state = CASE.target(steps[choice % len(steps)].verb, state)
        path.append(state)
    for at, here in enumerate(path):
        if here == "reviewing":
            before = path[:at]
            last = {
                name: max(i for i, one in enumerate(before) if one == name)
                for name in ("appraising", "posted")
            }
            assert last["appraising"] < last["posted"]
