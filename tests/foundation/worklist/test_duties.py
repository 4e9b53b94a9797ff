"""Duties are opened once, end in a named state, and land with whoever can do them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.accounts.api import acting_as, hand_over
from dixian.foundation.accounts.enums import Role
from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import (
    Obligation,
    by_place,
    cancel,
    clocks,
    discharge,
    duties_of,
    holders,
    in_charge,
    inbox,
    late,
    open_duties,
    waiting_by_kind,
    waiting_count,
)
from dixian.foundation.worklist.enums import Colour, DutyState
from tests.foundation.worklist.county import ANSWER

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 3)


def test_a_duty_gets_its_limit_from_the_policy(duty):
    open_duties([duty()])
    assert Obligation.objects.get().due_on == DAY + timedelta(days=7)


def test_a_duty_that_is_open_is_not_opened_again_but_one_that_ended_is(duty):
    one = duty()
    open_duties([one])
    open_duties([one, duty()])
    assert Obligation.objects.count() == 2
    assert discharge(kind=ANSWER, subject_uids=[one.subject_uid]) == 1
    assert discharge(kind=ANSWER, subject_uids=[one.subject_uid]) == 0
    open_duties([one])
    assert Obligation.objects.filter(subject_uid=one.subject_uid).count() == 2


def test_opening_and_ending_many_takes_few_statements(duty):
    duties = [duty() for _ in range(1500)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        open_duties(duties)
        discharge(kind=ANSWER, subject_uids=[one.subject_uid for one in duties])
    written = [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) <= 40, "SQLite takes 47 rows a statement"
    assert Obligation.objects.filter(state=DutyState.DONE).count() == 1500


def test_a_duty_is_cancelled_only_with_a_reason(duty):
    one = duty()
    open_duties([one])
    with pytest.raises(ValueError, match="reason"):
        cancel(kind=ANSWER, subject_uids=[one.subject_uid], reason="")
    assert cancel(kind=ANSWER, subject_uids=[one.subject_uid], reason="批次撤回") == 1


def test_a_duty_of_nobody_is_refused_by_the_database(duty):
    with pytest.raises(IntegrityError), transaction.atomic():
        Obligation.objects.bulk_create(
            [
                Obligation(
                    kind=ANSWER,
                    title="某事",
                    subject_label="某户",
                    subject_uid=uuid4(),
                    capability="answer",
                    opened_on=DAY,
                    due_on=DAY,
                )
            ]
        )


def test_an_undeclared_kind_cannot_be_opened(duty):
    with pytest.raises(KeyError):
        open_duties([duty(kind="test.unknown")])


def test_the_inbox_holds_what_the_post_reaches_and_may_do(county, duty):
    mine = duty()
    open_duties(
        [
            mine,
            duty(area_id=county.second.id),
            duty(area_id=None, unit_id=county.bureau.id, capability="release"),
            duty(area_id=None, unit_id=county.insurance.id, capability="submit"),
        ]
    )
    assert [one.subject_uid for one in inbox(county["cadre"])] == [mine.subject_uid]
    assert [one.area for one in inbox(county["clerk"])] == [county.second], "nobody is appointed there"
    assert [one.capability for one in inbox(county["bureau"])] == ["release"]
    assert [one.capability for one in inbox(county["insurer"])] == ["submit"]


def test_a_duty_for_one_post_is_in_no_other_inbox(county, duty):
    open_duties([duty(post_id=county["cadre"].id)])
    assert inbox(county["cadre"]).count() == 1
    assert inbox(county["clerk"]).count() == 0
    assert duties_of(subject_uids=[Obligation.objects.get().subject_uid], post=county["clerk"]).count() == 1


def test_a_post_that_reads_the_county_has_only_its_own_units_work_in_hand(county, duty):
    open_duties([duty(area_id=None, unit_id=county.insurance.id, capability="settle_rows")])
    assert inbox(county["insurer"]).count() == 1
    assert inbox(county["bureau"]).count() == 0
    assert late(county["bureau"], on=DAY + timedelta(days=99)).count() == 1


def test_the_load_and_the_colours_agree_with_the_days(county, duty):
    dues = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=3), DAY + timedelta(days=4)]
    open_duties([duty(due_on=due) for due in dues])
    with clock.at(clock.noon(DAY)):
        (load,) = waiting_by_kind(county["cadre"])
        assert waiting_count(county["cadre"]) == 4
        mine = list(inbox(county["cadre"]))
        shown = clocks(mine, warn_days=3)
    assert (load.count, load.late, load.soon, load.earliest) == (4, 1, 2, dues[0])
    assert [shown[one.id].colour for one in mine] == [Colour.RED, Colour.AMBER, Colour.AMBER, Colour.GREY]


def test_a_duty_says_by_which_limit_it_is_due(county, duty):
    open_duties([duty(), duty(limit_code="limit.release"), duty(limit_code="", due_on=DAY)])
    mine = list(Obligation.objects.order_by("id"))
    rules = [clocks(mine, warn_days=3)[one.id].rule for one in mine]
    assert rules[0].startswith("村级核实反馈的时限：7天，按自然日，从2024年4月3日次日起算")
    assert "2个工作日，按工作日" in rules[1]
    assert "没有录入" not in rules[1]
    assert "期限由事项本身规定" in rules[2]


def test_a_duty_done_is_green_in_time_and_red_afterwards(county, duty):
    one, other = duty(due_on=DAY), duty(due_on=DAY)
    open_duties([one, other])
    discharge(kind=ANSWER, subject_uids=[one.subject_uid], on=DAY)
    discharge(kind=ANSWER, subject_uids=[other.subject_uid], on=DAY + timedelta(days=1))
    shown = clocks(list(Obligation.objects.order_by("id")), warn_days=3).values()
    assert [(one.colour, one.word) for one in shown] == [(Colour.GREEN, "按期办结"), (Colour.RED, "超 1 天")]


def test_the_inbox_takes_as_many_queries_for_one_duty_as_for_fifty(county, duty):
    def asked() -> int:
        post = county["clerk"]
        with CaptureQueriesContext(connection) as queries:
            rows = list(inbox(post).select_related("unit", "area"))
            clocks(rows, warn_days=3)
            holders(rows)
            by_place(in_charge(post), post)
        return len(queries)

    open_duties([duty(area_id=county.second.id, limit_code="limit.release")])
    one = asked()
    days = [DAY + timedelta(days=number) for number in range(50)]
    open_duties([duty(area_id=county.second.id, limit_code="limit.release", opened_on=on) for on in days])
    assert asked() == one


def test_a_village_can_hand_its_work_on_to_a_township_it_does_not_reach(county, duty):
    mine, next_step = duty(), duty(area_id=county.township.id, capability="confirm")
    open_duties([mine])
    with acting_as(county["cadre"]), writing():
        assert discharge(kind=ANSWER, subject_uids=[mine.subject_uid], post=county["cadre"]) == 1
        open_duties([next_step])
        assert not Obligation.objects.visible_to(county["cadre"]).filter(subject_uid=next_step.subject_uid)
        if connection.vendor == "postgresql":
            assert not Obligation.objects.filter(subject_uid=next_step.subject_uid), "the scope is back"
    with writing():
        assert [one.subject_uid for one in inbox(county["clerk"])] == [next_step.subject_uid]


def test_a_hand_over_moves_what_is_open_for_the_post(county, duty):
    successor = county.post("successor", Role.VILLAGE_CADRE, county.village_unit, county.village)
    admin = county.post("admin", Role.SYSTEM_ADMIN, county.bureau)
    open_duties([duty(post_id=county["cadre"].id)])
    hand_over(from_post=county["cadre"], to_post=successor, on=DAY, by=admin)
    drain()
    assert Obligation.objects.get().post_id == successor.id


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["open", "discharge", "cancel"]), st.lists(st.integers(0, 4), max_size=5)),
    max_size=12,
)


@settings(max_examples=25)
@given(OPERATIONS)
def test_whatever_is_done_each_duty_stands_in_one_named_state_and_none_is_lost(county, duty, operations):
    subjects = [uuid4() for _ in range(5)]
    opened = dict.fromkeys(subjects, 0)
    state = dict.fromkeys(subjects, "")
    for verb, indexes in operations:
        uids = [subjects[index] for index in indexes]
        if verb == "open":
            open_duties([duty(subject_uid=uid) for uid in uids])
        elif verb == "discharge":
            discharge(kind=ANSWER, subject_uids=uids)
        else:
            cancel(kind=ANSWER, subject_uids=uids, reason="试验")
        for uid in set(uids):
            if verb == "open" and state[uid] != "open":
                opened[uid], state[uid] = opened[uid] + 1, "open"
            elif verb != "open" and state[uid] == "open":
                state[uid] = "done" if verb == "discharge" else "cancelled"
    for uid in subjects:
        rows = list(Obligation.objects.filter(subject_uid=uid).order_by("id"))
        assert len(rows) == opened[uid]
        assert all(row.state in DutyState.values for row in rows)
        assert all((row.state == "open") == (row.done_on is None) for row in rows)
        assert not rows or rows[-1].state == state[uid]
