"""The month's round and the half-year's check: whose they are, who joins, who leaves, how they end."""

from datetime import timedelta

import pytest

from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.focus.models import FocusMembership
from dixian.registry.households.models import Household
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Assignee
from dixian.warning.visits.api import Beat, Stop, Sweep, close_check, open_check, sums, tick
from dixian.warning.visits.enums import Outcome
from dixian.warning.visits.sweeping import close_months, keep, remind_of_check
from tests.support.register import Someone, settle
from tests.warning.visits.steps import duties, states, visited

pytestmark = pytest.mark.django_db


def all_hold():
    return [one for one in sums() if one.difference]


def ticked(check, county, names, **more):
    chosen = Stop.objects.filter(household__head_name__in=names).values_list("uid", flat=True)
    asked = {"on": clock.today(), "method": Method.HOME, "outcome": Outcome.MET, **more}
    return tick(sweep=check, stop_uids=list(chosen), post=county["cadre"], **asked)


def test_a_check_lists_every_household_and_each_village_has_its_duty(county, people, check):
    assert check.state == "open"
    assert states() == dict.fromkeys(people, "open")
    assert sorted(one.about for one in duties("visits.sweep")) == ["1 户，还有 1 户没有走访"] * 2 + [
        "2 户，还有 2 户没有走访"
    ]
    with pytest.raises(Refusal, match="已经发起"):
        open_check(post=county["bureau"])
    assert not all_hold()


def test_whoever_is_named_for_the_group_has_the_duty(county, people):
    Assignee.objects.create(village=county.village, group_name="前屯", post=county["cadre"])
    open_check(post=county["bureau"])
    drain()
    assert [one.post_id for one in duties("visits.sweep") if one.post_id] == [county["cadre"].pk]
    Assignee.objects.all().delete()
    keep(Sweep.objects.get())
    assert not [one for one in duties("visits.sweep") if one.post_id]
    assert Beat.objects.filter(village=county.village).count() == 2
    assert not all_hold()


def test_ticks_do_with_the_village_and_its_duty(county, people, check):
    with pytest.raises(Refusal, match="没有勾选"):
        ticked(check, county, ["王五"][:0])
    assert ticked(check, county, ["张三"]) == 1
    assert [one.about for one in duties("visits.sweep") if one.area_id == county.village.pk] == [
        "2 户，还有 1 户没有走访"
    ]
    with pytest.raises(Refusal, match="刚被别人登记过"):
        ticked(check, county, ["张三"])
    assert ticked(check, county, ["李四"], method=Method.PHONE) == 1
    assert states() == {"张三": "fine", "李四": "phoned", "王五": "open", "赵六": "open"}
    assert not [one for one in duties("visits.sweep") if one.area_id == county.village.pk]
    assert not all_hold()


def test_nobody_ticks_in_another_village(county, people, check):
    with pytest.raises(Refusal):
        ticked(check, county, ["赵六"])


def test_later_arrivals_join_and_who_has_ended_leaves(county, people, check):
    settle([Someone("钱八", 108, county.village)])
    Household.objects.filter(head_name="李四").update(valid_to=clock.today())
    enqueue("visits.daily", key="test")
    drain()
    assert states()["钱八"] == "open"
    assert states()["李四"] == "gone"
    assert not all_hold()


def test_the_month_is_of_the_focus_households_and_the_next_ends_it(county, people):
    household = people["张三"].person.household
    today = clock.today()
    in_group = {"household": household, "village": household.village, "sentence": "脱贫户", "rule": "1"}
    FocusMembership.objects.create(group="poverty_relieved", valid_from=today, **in_group)
    enqueue("visits.daily", key="test")
    drain()
    assert states() == {"张三": "open"}
    (duty,) = duties("visits.sweep")
    assert duty.due_on >= today
    close_months(before="9999-12")
    assert states() == {"张三": "missed"}
    assert not duties("visits.sweep")


def test_a_check_is_closed_with_a_word_for_who_was_missed(county, people, check):
    visited(people["张三"].person.household, county["cadre"])
    with pytest.raises(Refusal, match="还有 3 户"):
        close_check(sweep=check, word="", post=county["bureau"])
    close_check(sweep=check, word="其余三户全家在外，已委托亲属", post=county["bureau"])
    assert states() == {"张三": "fine", "李四": "missed", "王五": "missed", "赵六": "missed"}
    assert not duties("visits.sweep")
    assert not all_hold()


def test_a_limit_in_the_past_is_none(county, people):
    with pytest.raises(Refusal, match="晚于今天"):
        open_check(post=county["bureau"], due_on=clock.today() - timedelta(days=1))


def test_the_bureau_is_reminded_to_begin_the_half_years_check_until_it_has(county, people):
    remind_of_check(clock.today())
    remind_of_check(clock.today())
    (duty,) = duties("visits.open_check")
    assert (duty.unit_id, duty.due_on > duty.opened_on) == (county.bureau.pk, True)
    open_check(post=county["bureau"])
    remind_of_check(clock.today())
    assert duties("visits.open_check") == []
