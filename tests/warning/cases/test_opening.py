"""Leads and the register lead to cases: one open case a household, an opening balance without clocks, entry ticked by import."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.models import Household
from dixian.registry.households.topics import ChangesEnded
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState, Step
from dixian.warning.cases.handlers import after_changing, after_confirming
from dixian.warning.cases.models import Case, CaseRisk, JoinedLead
from tests.warning.cases.steps import again, approved, differences, held, waits, word
from tests.warning.verification.steps import confirmed, released

pytestmark = pytest.mark.django_db
IMPORTED = ChangesEnded(batch_id=1, state="applied")


def monitored(household: Household, **changes: object) -> None:
    values = {"monitored": "unstable", "monitored_month": "2023-04", **changes}
    Household.objects.filter(pk=household.pk).update(**values)


def test_hearing_it_twice_makes_one_case(county, case):
    after_confirming(LeadEnded(lead=case.lead_id, verdict=Verdict.AT_RISK))
    assert Case.objects.filter(household=case.household_id).count() == 1
    assert differences() == []


def test_a_household_has_one_open_case_whatever_writes_it(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            household_id=case.household_id,
            village_id=case.village_id,
            township_id=case.township_id,
            opened_on=clock.today(),
        )


def test_who_is_monitored_in_the_register_has_a_case_and_no_clock(county, people):
    home = people["张三"].person.household
    monitored(home)
    after_changing(IMPORTED)
    after_changing(IMPORTED)
    case = Case.objects.get(household=home)
    assert (case.state, case.monitoring_type, case.lead_id, case.due_on) == (
        CaseState.MONITORED, "unstable", None, None,
    )  # fmt: skip
    assert str(case.event_date) == "2023-04-01"
    assert not Obligation.objects.filter(subject_uid=case.uid).exists()
    missing = cases.missing_at_opening(case, [])
    assert missing == ["风险", "批复日期", "批复文号"]
    assert list(cases.cases(county["bureau"]).filter(cases.incomplete())) == [case]
    assert differences() == []


def test_whose_risk_was_eliminated_before_is_taken_over_as_such(county, people):
    home = people["张三"].person.household
    monitored(home, risk_eliminated=True, eliminated_month="2023-12")
    cases.take_over()
    case = Case.objects.get(household=home)
    assert (case.state, str(case.ended_on), case.ended_how) == ("eliminated", "2023-12-31", "helped")


def test_what_the_opening_lacks_is_completed_without_a_duty(county, people):
    monitored(people["张三"].person.household)
    cases.take_over()
    case = Case.objects.get()
    known = {"event_date": clock.today(), "approved_on": clock.today(), "approval_number": "旧文〔2023〕3号"}
    with pytest.raises(Refusal, match="没有选择风险"):
        cases.complete(case=case, risks=[], post=county["bureau"], **known)
    cases.complete(case=case, risks=["illness", "schooling"], post=county["bureau"], **known)
    assert not cases.cases(county["bureau"]).filter(cases.incomplete()).exists()
    assert not Obligation.objects.filter(subject_uid=case.uid).exists()


def test_the_national_sheet_completes_many_and_what_it_lacks_stays_on_the_list(county, people):
    for name in ("张三", "王五"):
        monitored(people[name].person.household)
    cases.take_over()
    empty = dict.fromkeys([one.code for one in cases.OPENING_COLUMNS])
    told = {
        "approved_on": date(2023, 4, 20),
        "approval_number": "旧文〔2023〕3号",
        "risk1": "因病",
        "risk2": "因产业失败",
    }
    rows = [
        (2, {**empty, **told, "number": "H00101"}),
        (3, {**empty, "number": "H00103", "risk1": "因残"}),
        (4, {**empty, "number": "H00101"}),
        (5, {**empty, "number": "H00102", "risk1": "因病"}),
    ]
    result = cases.complete_many(rows=rows, post=county["bureau"])
    assert (result.done, [at for at, _ in result.problems]) == (2, [4, 5])
    assert [at for at, _ in cases.by_household(rows)] == [2, 3, 5]
    left = cases.cases(county["bureau"]).filter(cases.incomplete()).distinct()
    assert [one.household.number for one in left] == ["H00103"]
    case = Case.objects.get(household__number="H00101")
    assert set(case.risks.values_list("risk", flat=True)) == {"illness", "failed_business"}
    assert cases.complete_many(rows=rows[:1], post=county["bureau"]).done == 0
    assert case.risks.count() == 2
    assert not Obligation.objects.filter(subject_uid=case.uid).exists()
    (_, why), *_ = cases.complete_many(
        rows=[(2, {**empty, "number": "H00101", "risk1": "因懒"})], post=county["bureau"]
    ).problems
    assert "没有“因懒”这种风险" in why


def test_a_new_risk_of_a_household_that_has_a_case_joins_it_and_the_lead_ends(county, leads):
    lead = leads[0]
    monitored(Household.objects.get(pk=lead.household_id), monitored=_type_of(lead))
    cases.take_over()
    confirmed(county, released(county, lead), Verdict.AT_RISK)
    case = Case.objects.get(household=lead.household_id)
    assert JoinedLead.objects.get(lead=lead).case == case
    assert [one.risk for one in CaseRisk.objects.filter(case=case)] == ["illness"]
    assert Lead.objects.get(pk=lead.pk).state == LeadState.CLOSED
    assert differences() == []


def _type_of(lead: Lead) -> str:
    return cases.types_for(lead.household.kind)[0]


def test_left_out_once_a_household_may_apply_again(county, case):
    cases.decline(case=case, reason="有赡养能力", post=county["cadre"])
    cases.leave_out(case=again(case), reason="有赡养能力", on=clock.today(), post=county["chief"])
    anew = Lead.objects.create(
        household_id=case.household_id,
        village_id=case.village_id,
        township_id=case.township_id,
        opened_on=clock.today(),
        state=LeadState.AT_RISK,
        verdict=Verdict.AT_RISK,
        reason="disaster",
    )
    after_confirming(LeadEnded(lead=anew.pk, verdict=Verdict.AT_RISK))
    second = Case.objects.get(lead=anew)
    assert (second.state, second.household_id) == (CaseState.COLLECTING, case.household_id)


def test_the_next_import_that_contains_it_ticks_the_entry(county, case):
    case = approved(county, case)
    with clock.at(clock.noon(case.approved_on)):
        held(county, Step.ANNOUNCE, [word(case)])
        assert (again(case).household.monitored, again(case).household.ahead) == ("marginal", True)
        after_changing(IMPORTED)
        assert again(case).entered_on is None
        assert waits(county, "clerk", case) == ["cases.enter"]
        Household.objects.filter(pk=case.household_id).update(ahead=False)
        after_changing(IMPORTED)
        assert again(case).entered_on == clock.today()
        assert waits(county, "clerk", case) == []
