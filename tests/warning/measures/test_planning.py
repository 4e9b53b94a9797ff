"""A plan from the 批复 to its adoption, version by version."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dixian.foundation.jobs.api import drain, publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.topics import CaseApproved, CaseEnded
from dixian.warning.measures.api import (
    Measure,
    Plan,
    adopt,
    fill_in,
    lacking,
    paces,
    revise,
    send_back,
    submit,
    suggestions_for,
    sums,
    tell_member,
)
from tests.warning.measures.steps import adopted, drawn_up, grid, measure, plan_of

pytestmark = pytest.mark.django_db


def open_duties(*kinds):
    found = Obligation.objects.filter(state="open", kind__in=[f"measures.{kind}" for kind in kinds])
    return list(found.order_by("id"))


def all_hold():
    return [one for one in sums() if one.difference] == []


def test_the_approval_opens_one_plan_whose_clock_runs_from_the_day_of_the_paper(helped):
    plan = plan_of(helped.case)
    assert plan.due_on == helped.case.approved_on + timedelta(days=10)
    (duty,) = open_duties("plan")
    assert (duty.due_on, duty.area_id) == (plan.due_on, helped.case.township_id)
    publish(CaseApproved(case_ids=[helped.case.pk]))
    drain()
    assert Plan.objects.count() == len(open_duties("plan")) == 1
    assert all_hold()


def test_a_plan_says_what_it_lacks_until_it_lacks_nothing(county, helped):
    plan, cadre = plan_of(helped.case), county["cadre"]
    assert lacking(plan) == [
        "没有写明帮扶责任人",
        "没有填李四的劳动能力",
        "李四的六项保障还有 6 项没有填",
        "没有一项帮扶措施",
    ]
    with pytest.raises(Refusal, match="没有写明帮扶责任人"):
        submit(plan=plan, post=cadre)
    drawn_up(county, helped)
    assert lacking(plan_of(helped.case)) == []


@pytest.mark.parametrize(
    ("labour", "kind", "words", "said"),
    [
        ("ordinary", "safetynet", {}, "至少落实一项开发式帮扶措施"),
        ("skilled", "health", {"search": "找过三次"}, "至少落实一项开发式帮扶措施"),
        ("ordinary", "safetynet", {"no_development": "照料重病的母亲"}, ""),
        ("ordinary", "welfare_post", {}, ""),
        ("weak", "safetynet", {}, "怎样寻找开发式帮扶措施"),
        ("weak", "safetynet", {"search": "两次推荐手工活，本人不愿意"}, ""),
        ("weak", "industry", {}, ""),
        ("none", "safetynet", {}, ""),
        ("lost", "safetynet", {}, ""),
    ],
)
def test_who_can_work_gets_a_development_measure_or_the_plan_says_why_not(
    county, helped, labour, kind, words, said
):
    plan = drawn_up(county, helped, labour, kind)
    fill_in(plan=plan, post=county["cadre"], **words)
    found = lacking(plan)
    assert said in found[0] if said else found == [], found


def test_nobody_adopts_what_they_drafted_or_submitted(county, helped):
    plan = drawn_up(county, helped)
    fill_in(plan=plan, post=county["head"], helper="某人")
    submit(plan=plan, post=county["clerk"])
    for name in ("clerk", "head"):
        with pytest.raises(Refusal, match="不能审定自己"):
            adopt(plan=plan, post=county[name])
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(
            state="adopted", adopted_on=clock.today(), adopted_by=county["clerk"].user
        )


def test_adoption_discharges_the_plan_and_hands_each_measure_to_its_unit(county, helped):
    plan = drawn_up(county, helped)
    submit(plan=plan, post=county["clerk"])
    assert {duty.kind for duty in open_duties("plan", "adopt")} == {"measures.plan", "measures.adopt"}
    adopt(plan=plan, post=county["head"])
    assert open_duties("plan", "adopt") == []
    (duty,) = open_duties("deliver")
    one = Measure.objects.get()
    assert (duty.unit_id, duty.due_on, one.state) == (one.unit_id, one.until_on, "due")
    assert Measure.objects.visible_to(county["labour"]).exists()
    assert not Measure.objects.visible_to(county["insurer"]).exists()
    assert all_hold()
    assert [(one.done, one.median, one.late) for one in paces(county["bureau"])][1] == (1, 2, 0)


def test_a_returned_plan_is_changed_and_submitted_again(county, helped):
    plan = drawn_up(county, helped)
    submit(plan=plan, post=county["cadre"])
    with pytest.raises(Refusal, match="不能再改"):
        fill_in(plan=plan, post=county["cadre"], helper="别人")
    send_back(plan=plan, reason="补上帮扶单位", post=county["clerk"])
    assert open_duties("adopt") == []
    assert plan_of(helped.case).returned == "补上帮扶单位"
    submit(plan=plan, post=county["cadre"])
    adopt(plan=plan, post=county["clerk"])
    assert plan_of(helped.case).state == "adopted"


def test_a_revision_carries_the_grid_and_the_old_version_holds_until_it_is_adopted(county, helped):
    first = adopted(county, helped)
    second = revise(case=helped.case, reason="母亲住院", post=county["cadre"])
    assert second.edition == 2
    assert lacking(second) == []
    assert Plan.objects.get(pk=first.pk).state == "adopted"
    with pytest.raises(Refusal, match="正在修订"):
        revise(case=helped.case, reason="又一次", post=county["cadre"])
    measure(second, county["cadre"], "health", "ybj")
    submit(plan=plan_of(helped.case), post=county["cadre"])
    adopt(plan=plan_of(helped.case), post=county["clerk"])
    assert [one.state for one in Plan.objects.order_by("edition")] == ["replaced", "adopted"]
    assert len(open_duties("deliver")) == 2
    assert all_hold()


def test_not_entitled_needs_a_reason_and_a_stranger_is_no_member(county, helped, people):
    plan, cadre = plan_of(helped.case), county["cadre"]
    with pytest.raises(Refusal, match="理由没有写"):
        tell_member(
            plan=plan,
            person=helped.person,
            labour="none",
            protections={"pension": ("not_entitled", " ")},
            post=cadre,
        )
    with pytest.raises(Refusal, match="不在这户"):
        grid(plan, people["张三"].person, cadre)


def test_the_table_suggests_by_risk_and_labour(county, helped):
    plan = drawn_up(county, helped, "weak")
    said = {(one.kind, one.labour) for one in suggestions_for(helped.case, plan)}
    assert ("公益岗位帮扶", "弱劳动力") in said
    assert ("健康帮扶", "任何") in said
    assert all(one.risk in ("因病", "任何") for one in suggestions_for(helped.case, plan))
    assert ("综合保障", "无劳动力") not in said


def test_the_end_of_a_case_calls_off_what_is_open_and_keeps_what_was_delivered(county, helped):
    plan = adopted(county, helped)
    type(helped.case).objects.filter(pk=helped.case.pk).update(
        state="eliminated", ended_on=clock.today(), ended_how="helped"
    )
    publish(CaseEnded(case_ids=[helped.case.pk], how="helped"))
    assert all_hold()
    drain()
    assert open_duties("plan", "adopt", "deliver", "follow") == []
    assert Plan.objects.get(pk=plan.pk).state == "called_off"
    assert Measure.objects.get().dropped == "监测已结束"
    assert all_hold()
