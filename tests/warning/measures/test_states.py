"""The state tables of plans and measures, on plain values."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.problems import Refusal
from dixian.warning.measures.enums import MeasureState, PlanState
from dixian.warning.measures.rules import Draft, missing, read_suggestion, suggested
from dixian.warning.measures.states import MEASURE, PLAN

CLASSES = st.sampled_from(["skilled", "ordinary", "weak", "lost", "none"])
WORDS = st.sampled_from(["", "写了"])
KINDS = st.sets(st.sampled_from(["industry", "employment", "health", "safetynet"]), min_size=1)


@pytest.fixture(autouse=True)
def someone():
    """Plain values: nobody acts, and no database is asked."""


def test_the_tables_name_every_state_and_end_where_they_should():
    assert set(PLAN.labels) == set(PlanState.values)
    assert set(MEASURE.labels) == set(MeasureState.values)
    assert PLAN.ends == {"replaced", "called_off"}
    assert MEASURE.ends == {"dropped"}


@given(st.lists(st.sampled_from([step.verb for step in PLAN.steps]), max_size=12))
def test_no_way_leads_to_adoption_but_through_submission(verbs):
    state, passed = "draft", ["draft"]
    for verb in verbs:
        try:
            state = PLAN.target(verb, state)
        except Refusal:
            continue
        passed.append(state)
    for before, after in pairwise(passed):
        assert after != "adopted" or before == "submitted"


@given(st.lists(CLASSES, min_size=1, max_size=4), KINDS, WORDS, WORDS)
def test_labour_without_a_development_measure_passes_only_with_its_word(
    classes, kinds, no_development, search
):
    draft = Draft(
        members={place: f"某{place}" for place in range(len(classes))},
        labour=dict(enumerate(classes)),
        told={(place, "pension") for place in range(len(classes))},
        protections=["pension"],
        kinds=kinds,
        helper="某人",
        no_development=no_development,
        search=search,
    )
    able, weak = {"skilled", "ordinary"} & {*classes}, "weak" in classes
    develops = bool(kinds & {"industry", "employment"})
    held = not develops and ((able and not no_development) or (not able and weak and not search))
    assert bool(list(missing(draft, {"industry", "employment"}))) == bool(held)


def test_a_line_of_the_table_has_five_parts():
    assert read_suggestion("因病|任何|健康帮扶|签约|第5项").paper == "第5项"
    assert read_suggestion("因病｜任何｜健康帮扶｜签约") is None
    lines = [read_suggestion("因病｜任何｜健康帮扶｜签约｜第5项")] * 2
    assert len(suggested(lines, risks=["因病"], labour="")) == 1
