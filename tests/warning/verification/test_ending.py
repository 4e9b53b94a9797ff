"""Verdicts that end a lead and leave something to do: a plan to be revised, a register to be put right."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.models import Household, Person
from dixian.warning.verification import api as verification
from tests.support.changes import again as batch_again
from tests.warning.verification.steps import again, confirmed, differences, given, released, waits

pytestmark = pytest.mark.django_db
PAPER = "帮扶计划（第二次修订）"


def test_a_new_risk_of_a_monitored_household_closes_the_lead_and_its_plan_is_to_be_revised(county, lead):
    released(county, lead)
    lead = confirmed(county, lead, Verdict.NEW_RISK)
    assert lead.state == LeadState.CLOSED
    assert LeadSource.objects.get(lead=lead).answer == Verdict.NEW_RISK
    assert waits(county, "clerk", lead) == ["verification.revise"]
    assert differences() == []
    made = verification.revise(lead=lead, on=clock.today(), paper=PAPER, post=county["clerk"])
    assert (made.paper, made.by) == (PAPER, county["clerk"].user)
    assert Obligation.objects.get(kind="verification.revise").state == "done"
    with pytest.raises(Refusal, match="没有要登记"):
        verification.revise(lead=lead, on=clock.today(), paper=PAPER, post=county["clerk"])
    assert differences() == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"paper": " "}, "依据须填写"),
        ({"on": clock.today() + timedelta(days=1)}, "不能晚于今天"),
        ({"on": clock.today() - timedelta(days=4000)}, "不能早于"),
    ],
)
def test_a_revised_plan_has_its_day_and_paper(county, lead, changes, says):
    released(county, lead)
    lead = confirmed(county, lead, Verdict.NEW_RISK)
    values = {"on": clock.today(), "paper": PAPER, "post": county["clerk"]}
    with pytest.raises(Refusal, match=says):
        verification.revise(lead=lead, **{**values, **changes})
    with pytest.raises(NotAllowed):
        verification.revise(lead=lead, **{**values, "post": county["cadre"]})


def test_check_sees_a_new_risk_whose_plan_nobody_has_in_hand(county, lead):
    released(county, lead)
    confirmed(county, lead, Verdict.NEW_RISK)
    Obligation.objects.filter(kind="verification.revise").update(
        state="cancelled", reason="误删", done_on=clock.today()
    )
    assert differences() == ["监测对象有新风险的线索，帮扶计划都已修订或有“修订帮扶计划”待办"]


@pytest.fixture
def gone(county: Any, lead: Lead) -> Lead:
    released(county, lead)
    return given(county, lead, Verdict.GONE)


def test_who_is_gone_closes_the_lead_and_the_register_may_stay_as_it_is(county, gone):
    assert verification.confirm(lead=gone, post=county["clerk"]) is None
    assert (again(gone).state, again(gone).verdict) == (LeadState.CLOSED, Verdict.GONE)
    assert differences() == []


def test_with_it_the_change_of_the_register_is_proposed_for_somebody_else_to_approve(county, people, gone):
    batch = verification.confirm(lead=gone, post=county["clerk"], register=True)
    assert batch.what == "注销整户（死亡）"
    with pytest.raises(Refusal):
        approve(proposal=batch_again(batch).proposal, post=county["clerk"])
    approve(proposal=batch_again(batch).proposal, post=county["head"])
    drain()
    person = Person.objects.get(pk=people["张三"].person.pk)
    assert (person.end_cause, person.valid_to) == ("death", clock.today())
    assert differences() == []


def test_whole_households_away_keep_their_place_in_the_register(county, people, lead):
    released(county, lead)
    lead = given(county, lead, Verdict.GONE, reason="whole_away")
    batch = verification.confirm(lead=lead, post=county["clerk"], register=True)
    approve(proposal=batch_again(batch).proposal, post=county["head"])
    drain()
    person = Person.objects.get(pk=people["张三"].person.pk)
    assert (person.residence, person.valid_to) == ("whole_away", None)
    assert Household.objects.filter(pk=lead.household_id).exists()
