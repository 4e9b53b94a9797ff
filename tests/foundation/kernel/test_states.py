"""States that refuse what is not possible, sums that show their difference, scopes that name their reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.home import home
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.kernel.states import StateTable, Step
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.kernel.uids import new_uid

LEAD = StateTable(
    "线索",
    {"sent": "已推送", "answered": "待确认", "confirmed": "已确认", "dropped": "已作废"},
    (
        Step("answer", "反馈", ("sent",), "answered", "answer"),
        Step("return", "退回", ("answered",), "sent", "confirm"),
        Step("confirm", "确认", ("answered",), "confirmed", "confirm"),
        Step("drop", "作废", ("sent", "answered"), "dropped"),
    ),
)
VERBS = [step.verb for step in LEAD.steps]


def test_a_step_leads_to_its_state():
    assert LEAD.target("answer", "sent") == "answered"
    assert LEAD.target("drop", "answered") == "dropped"


def test_a_step_that_is_not_possible_names_the_thing_its_state_and_the_step():
    with pytest.raises(Refusal) as refusal:
        LEAD.target("confirm", "sent")
    assert refusal.value.message == "线索现在是“已推送”，不能确认"
    assert refusal.value.remedy == "刷新页面看最新情况"


@given(st.sampled_from(VERBS), st.sampled_from(sorted(LEAD.labels)))
def test_a_step_is_possible_exactly_where_the_table_says_so(verb, state):
    if LEAD.step(verb) in LEAD.verbs_from(state):
        assert LEAD.target(verb, state) in LEAD.labels
    else:
        with pytest.raises(Refusal):
            LEAD.target(verb, state)


@given(st.lists(st.sampled_from(VERBS), max_size=30))
def test_whatever_is_tried_the_state_is_a_named_one_and_an_end_is_never_left(verbs):
    state = "sent"
    for verb in verbs:
        try:
            after = LEAD.target(verb, state)
        except Refusal:
            continue
        assert state not in LEAD.ends
        state = after
    assert state in LEAD.labels


def test_the_ends_are_the_states_without_a_way_out():
    assert LEAD.ends == {"confirmed", "dropped"}
    assert [step.verb for step in LEAD.verbs_from("answered")] == ["return", "confirm", "drop"]


def test_a_verb_the_table_does_not_have_is_a_mistake_in_the_code():
    with pytest.raises(KeyError, match="fly"):
        LEAD.step("fly")
    with pytest.raises(KeyError):
        LEAD.target("fly", "sent")


@given(st.integers(), st.integers())
def test_a_sum_holds_exactly_where_its_difference_is_nothing(left, right):
    assert (Sum("读到 = 对上 + 退回", left, right).difference == 0) == (left == right)


def test_a_scope_names_columns_or_says_why_it_is_open():
    assert open_to_all("公开信息").everyone
    assert Scope(area="area_id", post="post_id").area == "area_id"
    for wrong in ({}, {"everyone": True}, {"everyone": True, "reason": "公开", "area": "area_id"}):
        with pytest.raises(ValueError, match="scope"):
            Scope(**wrong)


def test_outside_names_sort_by_time_and_never_repeat():
    made = [new_uid() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert {uid.version for uid in made} == {7}
    milliseconds = [uid.int >> 80 for uid in made]
    assert milliseconds == sorted(milliseconds)


def test_the_home_is_where_the_environment_says_else_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DIXIAN_HOME", str(tmp_path / "家"))
    assert home() == tmp_path / "家"
    monkeypatch.delenv("DIXIAN_HOME")
    monkeypatch.chdir(tmp_path)
    assert home() == tmp_path / "var"
