"""A household at risk goes the whole way: gathered, appraised, posted, reviewed, approved, announced."""

from datetime import timedelta

import pytest

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState, Outcome, Step
from dixian.warning.cases.models import BatchLine, CaseRisk
from tests.warning.cases.steps import (
    NUMBER,
    again,
    appraised,
    approved,
    checked,
    differences,
    gathered,
    held,
    past,
    posted,
    waits,
    word,
)

pytestmark = pytest.mark.django_db


def test_a_lead_at_risk_passes_to_one_case_with_its_clock_and_the_villages_duty(county, case):
    assert (case.state, case.event_date) == (CaseState.COLLECTING, case.lead.opened_on)
    assert case.due_on == case.lead.due_on == case.lead.opened_on + timedelta(days=15)
    assert waits(county, "cadre", case) == ["cases.collect"]
    assert waits(county, "bureau", case.lead) == ["verification.identify"]
    assert [one.risk for one in CaseRisk.objects.filter(case=case)] == [case.lead.reason]
    assert differences() == []


def test_nothing_goes_to_the_meeting_before_all_is_gathered(county, case):
    with pytest.raises(Refusal, match="承诺授权书、入户核查、信息比对"):
        cases.submit(case=case, post=county["cadre"])
    assert gathered(county, case).state == CaseState.APPRAISING
    assert waits(county, "cadre", case) == ["cases.appraise"]


def test_the_whole_way_ends_in_a_monitored_household_and_a_closed_lead(county, case):
    case = approved(county, case)
    assert (case.state, case.approval_number) == (CaseState.ANNOUNCING, NUMBER)
    lead = Lead.objects.get(pk=case.lead_id)
    assert (lead.state, lead.verdict, lead.closed_on) == (
        LeadState.CLOSED, Verdict.AT_RISK, case.approved_on,
    )  # fmt: skip
    with clock.at(clock.noon(case.approved_on)):
        held(county, Step.ANNOUNCE, [word(case)])
        drain()
        assert again(case).state == CaseState.MONITORED
        assert waits(county, "clerk", case) == ["cases.enter", "measures.plan"]
        assert Obligation.objects.filter(subject_uid=lead.uid, state="open").count() == 0
        assert differences() == []


def test_a_notice_cannot_end_before_its_last_full_day_is_over(county, case):
    batch = posted(county, appraised(county, gathered(county, case)))
    assert batch.until == batch.on + timedelta(days=5)
    with clock.at(clock.noon(batch.until)), pytest.raises(Refusal, match="自登记之日起算"):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
    with past(batch):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
    assert again(case).state == CaseState.REVIEWING


def test_one_of_many_is_held_out_and_waits_on_with_its_duty(county, case, second):
    for one in (case, second):
        gathered(county, one)
    held(
        county,
        Step.APPRAISE,
        [word(case, ayes=20, noes=3), word(second, Outcome.HELD, reason="户主外出，下次再议")],
    )
    assert (again(case).state, again(second).state) == (CaseState.POSTING, CaseState.APPRAISING)
    assert waits(county, "cadre", second) == ["cases.appraise"]
    assert BatchLine.objects.get(case=second).reason == "户主外出，下次再议"
    assert differences() == []


def test_whoever_reviewed_does_not_approve_nor_did_who_checked_review(county, case):
    case = appraised(county, gathered(county, case))
    batch = posted(county, case)
    with past(batch):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
        county.post("two_hats", "township_clerk", county.town_unit, county.township, person="cadre")
        with pytest.raises(Refusal, match="不能由您通过"):
            held(county, Step.REVIEW, [word(case)], post=county["two_hats"])
        held(county, Step.REVIEW, [word(case)])
        county.post("three_hats", "bureau_reviewer", county.bureau, person="clerk")
        with pytest.raises(Refusal, match="不能由您通过"):
            held(county, Step.APPROVE, [word(case)], post=county["three_hats"])


def test_an_upheld_objection_sends_the_household_back_and_the_others_on(county, case, second):
    for one in (case, second):
        gathered(county, one)
    held(county, Step.APPRAISE, [word(one, ayes=20, noes=0) for one in (case, second)])
    batch = held(county, Step.NOTICE, [word(one) for one in (case, second)])
    line = BatchLine.objects.get(batch=batch, case=second)
    made = cases.object_to(line=line, on=clock.today(), text="家里有车", post=county["cadre"])
    with past(batch):
        ends = {"batch": batch, "on": clock.today(), "post": county["cadre"]}
        with pytest.raises(Refusal, match="还没有处理"):
            cases.end_notice(unobjected=False, **ends)
        cases.settle(objection=made, upheld=True, word="有一辆货车，收入没有计入", post=county["cadre"])
        with pytest.raises(Refusal, match="登记了 1 条异议"):
            cases.end_notice(unobjected=True, **ends)
        cases.end_notice(unobjected=False, **ends)
        assert (again(case).state, again(second).state) == (CaseState.REVIEWING, CaseState.COLLECTING)
        with pytest.raises(Refusal, match="退回后的补充核查"):
            cases.submit(case=again(second), post=county["cadre"])
        checked(county, again(second))
        cases.submit(case=again(second), post=county["cadre"])
        assert differences() == []


def test_a_household_left_out_gets_its_reason_and_its_lead_ends(county, case):
    case = gathered(county, case)
    said = word(case, Outcome.LEFT_OUT, ayes=3, noes=20, reason="子女有能力赡养")
    held(county, Step.APPRAISE, [said])
    assert again(case).state == CaseState.DECLINING
    cases.leave_out(case=again(case), reason="子女有赡养能力，已说明", on=clock.today(), post=county["chief"])
    case = again(case)
    assert (case.state, case.ended_how, case.reason) == ("left_out", "left_out", "子女有赡养能力，已说明")
    assert Lead.objects.get(pk=case.lead_id).state == LeadState.CLOSED
    assert differences() == []
