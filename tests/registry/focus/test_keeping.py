"""Who is in a focus group follows facts, the register, the lines and the calendar."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.accounts.api import acting_as, extend_reach, visible
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import writing
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.policy.api import approve, propose_parameter
from dixian.registry.facts.api import NewFact, post_facts
from dixian.registry.focus.api import FocusMembership, groups_of, memberships, preview, sums
from dixian.registry.households.api import Household
from tests.support.database import as_worker
from tests.support.everyone import appoint_everyone
from tests.support.often import often

pytestmark = pytest.mark.django_db
MEDICAL = "focus.medical.least"


def fact(person, kind, value, since=None, **changes):
    values = {
        "kind": kind, "household": person.household_id, "village": person.village_id, "person": person.pk,
        "value": value, "valid_from": since or clock.today(), "source_label": "试验",
    }  # fmt: skip
    return NewFact(**{**values, **changes})


def judge_all():
    enqueue("focus.renew", key=f"test:{uuid4()}")
    drain()


def groups(hers):
    found = FocusMembership.objects.filter(household=hers, valid_to=None)
    return {one.group: one.sentence for one in found}


@pytest.fixture
def hers(people):
    return people["欧阳·娜"].person.household


def test_a_household_comes_in_when_a_fact_reaches_the_line_and_goes_out_when_it_no_longer_does(people, hers):
    person = people["欧阳·娜"].person
    post_facts([fact(person, "health.own_cost", Decimal("23400"))])
    drain()
    assert "23,400.00" in groups(hers)["spending"]
    post_facts([fact(person, "health.own_cost", Decimal("9000"))])
    drain()
    assert "spending" not in groups(hers)
    ended = FocusMembership.objects.get(household=hers, group="spending")
    assert ended.valid_to == clock.today()


def test_costs_of_all_members_count_together(people, hers):
    person, other = people["欧阳·娜"].person, people["张三丰"].person
    with as_worker():
        type(other).objects.filter(pk=other.pk).update(household=hers)
    post_facts(
        [
            fact(person, "health.own_cost", Decimal("6000")),
            fact(other, "health.own_cost", Decimal("5000"), household=hers.pk),
        ]
    )
    drain()
    assert groups(hers)["spending"].startswith("全家当年累计自付医疗费用 11,000.00 元")


def test_what_lies_longer_ago_than_the_window_no_longer_counts(people, hers):
    person = people["欧阳·娜"].person
    today = clock.today()
    post_facts([fact(person, "work.lost", "失业", today - timedelta(days=300))])
    drain()
    assert "income_drop" in groups(hers)
    with clock.at(clock.noon(today + timedelta(days=100))):
        judge_all()
        assert "income_drop" not in groups(hers)


def test_the_register_says_who_was_poor_and_who_is_monitored(people):
    poor, watched = people["张三"].person.household, people["欧阳·娜"].person.household
    Household.objects.filter(pk=watched.pk).update(monitored="marginal")
    judge_all()
    assert groups(poor) == {"relieved": "户档案登记为脱贫户"}
    assert groups(watched) == {"monitored": "边缘易致贫户，风险尚未消除"}
    Household.objects.filter(pk=watched.pk).update(risk_eliminated=True)
    judge_all()
    assert groups(watched) == {}


def test_a_changed_line_is_shown_before_and_counts_after(county, people, hers):
    appoint_everyone(county, helped=hers.pk, far=people["赵六"].person.village)
    post_facts([fact(people["欧阳·娜"].person, "health.own_cost", Decimal("8000"))])
    judge_all()
    seen = preview(parameter=MEDICAL, value=Decimal("5000"), post=county["bureau"])
    assert set(seen.come) == {(hers.pk, "spending")}
    assert seen.go == {}
    assert seen.by_village == {hers.village_id: (1, 0)}
    assert preview(parameter=MEDICAL, value=Decimal("5000"), post=county["far_clerk"]).come == {}
    with acting_as(county["bureau"]), writing():
        asked = propose_parameter(
            code=MEDICAL,
            text="5000",
            valid_from=clock.today(),
            source="县领导小组〔2024〕3号",
            post=county["bureau"],
        )
    with acting_as(county["reviewer"]), writing():
        approve(proposal=asked, post=county["reviewer"], reason="")
    drain()
    assert "达到 5,000.00 元" in groups(hers)["spending"]
    assert FocusMembership.objects.get(household=hers, group="spending").rule == f"{clock.today()}/2"


def test_the_sentence_of_a_sensitive_fact_is_its_owners(county, people, hers):
    appoint_everyone(county, helped=hers.pk, far=people["赵六"].person.village)
    post_facts([fact(people["欧阳·娜"].person, "health.own_cost", Decimal("23400"))])
    drain()
    extend_reach(household_ids=[hers.pk], source="试验", unit=unit("swj"))
    found = FocusMembership.objects.filter(household=hers)
    sees = {
        name: visible(found, county[name]).exists() for name in ("water", "insurer", "cadre", "far_cadre")
    }
    assert sees == {"water": False, "insurer": True, "cadre": True, "far_cadre": False}
    assert groups_of(household=hers.pk, post=county["water"]) == []
    assert memberships(county["cadre"]).count() == 1


def test_the_sums_hold_after_the_day_was_judged_and_are_silent_before(people, hers):
    assert sums() == []
    judge_all()
    post_facts([fact(people["欧阳·娜"].person, "health.own_cost", Decimal("23400"))])
    assert all(one.difference == 0 for one in sums())
    drain()
    assert sums()[0] == Sum("该列入重点人群的户都已列入", 2, 2)
    FocusMembership.objects.filter(household=hers).update(valid_to=clock.today())
    assert sums()[0].difference == 1


@settings(max_examples=often(15))
@given(st.lists(st.tuples(st.sampled_from(["张三", "欧阳·娜"]), st.integers(0, 30000)), max_size=6))
def test_step_by_step_and_all_at_once_come_to_the_same(people, posted):
    for name, amount in posted:
        post_facts([fact(people[name].person, "health.own_cost", Decimal(amount))])
        drain()
    judge_all()
    before = set(FocusMembership.objects.values_list("id", "version"))
    judge_all()
    assert set(FocusMembership.objects.values_list("id", "version")) == before
    assert all(one.difference == 0 for one in sums())
    last = dict(posted)
    for name in ("张三", "欧阳·娜"):
        spends = "spending" in groups(people[name].person.household)
        assert spends == (last.get(name, 0) >= 10000)
