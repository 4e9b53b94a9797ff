"""One visit does with every duty on the household, and changes nothing else by itself."""

from datetime import timedelta

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.foundation.accounts.api import NotAllowed, extend_reach
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.facts.api import CurrentFact
from dixian.registry.households.api import Household
from dixian.warning.measures.following import open_month
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.warning.visits.api import Conclusion, Finding, Follow, VisitAnswer, known, owed, sums, visits_of
from dixian.warning.visits.enums import Outcome
from dixian.warning.visits.findings import SOURCE
from tests.warning.measures.conftest import approved
from tests.warning.visits.steps import duties, states, told, visited

pytestmark = pytest.mark.django_db


def all_hold(*rooms):
    return [one for room in rooms for one in room() if one.difference]


def test_one_visit_answers_the_lead_follows_up_and_checks_off(county, people, lead, check):
    household = people["张三"].person.household
    approved(household, days_ago=20)
    open_month(clock.today())
    assert {one.kind for one in owed(household, county["cadre"]).duties} == {
        "verification.answer",
        "measures.follow",
    }
    made = visited(
        household,
        county["cadre"],
        note="住院费用已报销，合作社按月发工资",
        concluded=Conclusion(verdict="no_risk", reason="reimbursed"),
        followed=Follow(effect="good"),
    )
    assert set(told(made)) == {"核实线索", "本月跟踪走访", str(check)}
    assert Lead.objects.get(pk=lead.pk).state == "answered"
    assert not owed(household, county["cadre"]).duties
    assert states()["张三"] == "fine"
    assert not all_hold(sums, verification.sums)


def test_what_is_left_out_stays_open(county, people, lead, check):
    made = visited(lead.household, county["cadre"])
    assert told(made) == [str(check)]
    assert [one.kind for one in owed(lead.household, county["cadre"]).duties] == ["verification.answer"]


def test_what_people_say_becomes_facts_and_is_filled_in_next_time(county, people):
    from dixian.foundation.forms.api import questionnaire, questions_of

    household = people["李四"].person.household
    visited(household, county["cadre"], answers={"workers": "2", "house": "safe", "aware": "some"})
    facts = {one.kind: one.fact.value for one in CurrentFact.objects.select_related("fact")}
    assert facts == {"visit.workers": 2, "visit.house": "安全"}
    filled = known(questions_of(questionnaire("visit")), household=household.pk, post=county["cadre"])
    assert {code: one.filled for code, one in filled.items()} == {"workers": "2", "house": "safe"}
    assert VisitAnswer.objects.filter(figure="awareness", choice="some").count() == 1
    assert Household.objects.get(pk=household.pk).version == household.version


def test_an_answer_that_must_be_looked_into_is_a_lead(county, people, check):
    household = people["李四"].person.household
    made = visited(household, county["cadre"], answers={"satisfied": "no", "why_not": "修路占地没有说清"})
    drain()
    (found,) = Finding.objects.filter(visit=made)
    source = LeadSource.objects.get(source_uid=found.uid)
    assert (source.kind, source.sentence) == (SOURCE, "走访发现：对帮扶工作满意吗：不满意，修路占地没有说清")
    assert Lead.objects.get().state == "waiting"
    assert duties("verification.release")
    assert states()["李四"] == "found"
    assert not CurrentFact.objects.filter(kind="lead.warned").exists()
    assert not all_hold(sums, verification.sums)


def test_a_risk_the_visit_concludes_goes_to_the_township_at_once(county, people):
    household = people["李四"].person.household
    visited(
        household,
        county["cadre"],
        note="刚查出大病",
        concluded=Conclusion(verdict="at_risk", reason="illness"),
    )
    drain()
    lead = Lead.objects.select_related("household").get()
    assert (lead.state, lead.verdict) == ("answered", "at_risk")
    assert not duties("verification.release")
    verification.confirm(lead=lead, post=county["clerk"])
    drain()
    assert Lead.objects.get().state == "at_risk"
    assert not all_hold(verification.sums)


def test_a_department_that_warns_later_of_the_same_household_is_told(county, people, file):
    from tests.support.register import pushed

    visited(
        people["张三"].person.household,
        county["cadre"],
        note="住院",
        concluded=Conclusion(verdict="at_risk", reason="illness"),
    )
    verification.confirm(lead=Lead.objects.select_related("household").get(), post=county["clerk"])
    pushed(file([people["张三"].costs("9000")]), county["insurer"])
    drain()
    assert Lead.objects.count() == 1
    assert CurrentFact.objects.filter(kind="lead.warned").count() == 1
    assert duties("verification.result")
    assert not all_hold(verification.sums)


def test_nobody_home_answers_nothing_and_a_refusal_is_put_in_words(county, people, lead, check):
    visited(
        lead.household,
        county["cadre"],
        outcome=Outcome.ABSENT,
        concluded=Conclusion(verdict="no_risk", reason="reimbursed"),
    )
    assert Lead.objects.get().state == "released"
    assert states()["张三"] == "absent"
    with pytest.raises(Refusal, match="写明情况"):
        visited(lead.household, county["cadre"], outcome=Outcome.REFUSED)
    visited(lead.household, county["cadre"], outcome=Outcome.REFUSED, note="不开门，向邻居了解过")
    assert states()["张三"] == "refused"
    visited(lead.household, county["cadre"], method=Method.PHONE)
    assert states()["张三"] == "phoned"
    visited(lead.household, county["cadre"], outcome=Outcome.ABSENT)
    assert states()["张三"] == "phoned"


def test_who_may_not_answer_may_not_visit_and_no_day_to_come(county, people):
    household = people["李四"].person.household
    with pytest.raises(NotAllowed):
        visited(household, county["insurer"])
    with pytest.raises(Refusal, match="不能晚于今天"):
        visited(household, county["cadre"], on=clock.today() + timedelta(days=1))
    with pytest.raises(Refusal, match="没有填"):
        visited(household, county["cadre"], answers={"satisfied": "no"})
    assert not Obligation.objects.filter(kind="verification.release").exists()


def test_a_helper_visits_its_own_household_follows_up_and_leaves_the_answer_to_the_village(
    county, people, lead, check
):
    household = people["张三"].person.household
    approved(household, days_ago=20)
    open_month(clock.today())
    helper = county.post("helper", Role.HELPER, unit("rsj"))
    extend_reach(household_ids=[household.pk], source="结对帮扶", post=helper)
    waiting = owed(household, helper)
    assert ([one.kind for one in waiting.duties], waiting.lead) == (["measures.follow"], None)
    made = visited(
        household,
        helper,
        note="又病了",
        concluded=Conclusion(verdict="new_risk", reason="illness"),
        followed=Follow(effect="some", blocker="work", remedy="联系低保"),
    )
    assert set(told(made)) == {"本月跟踪走访", str(check)}
    assert Finding.objects.get(visit=made).lead_id == lead.pk
    assert Lead.objects.get(pk=lead.pk).state == "released"
    (shown,) = visits_of(household, county["cadre"])
    assert {one.title for one in shown.discharged.all()} == set(told(made))
    with pytest.raises(NotAllowed):
        visited(household, county["insurer"])
