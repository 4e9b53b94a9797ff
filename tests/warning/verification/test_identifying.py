"""A household at risk is identified on paper: the bureau records how that ended, and the lead closes."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox
from dixian.warning.verification import api as verification
from dixian.warning.verification.api import Identification
from dixian.warning.verification.enums import Method, Outcome
from tests.support.register import pushed, workbook

pytestmark = pytest.mark.django_db
PAPER = "县领导小组〔2026〕12号"


@pytest.fixture
def risky(county: Any, lead: Lead) -> Lead:
    """Confirmed by the township: at risk, waiting to be identified."""
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    given = {
        "verdict": Verdict.AT_RISK,
        "reason": "illness",
        "method": Method.HOME,
        "event_on": clock.today(),
    }
    verification.answer(lead=again(lead), post=county["cadre"], **given)
    verification.confirm(lead=again(lead), post=county["clerk"])
    drain()
    return again(lead)


def again(lead: Lead) -> Lead:
    return Lead.objects.select_related("household").get(pk=lead.pk)


def identified(county: Any, lead: Lead, **changes: Any) -> Identification:
    values = {"outcome": Outcome.MONITORED, "on": clock.today(), "paper": PAPER, "post": county["bureau"]}
    return verification.identify(lead=lead, **{**values, **changes})


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def test_the_lead_closes_at_risk_as_it_was_found_and_the_duty_is_done(county, risky):
    assert inbox(county["bureau"]).filter(kind="verification.identify").exists()
    made = identified(county, risky)
    lead = again(risky)
    assert (lead.state, lead.verdict, lead.closed_on, lead.due_on) == (
        LeadState.CLOSED, Verdict.AT_RISK, clock.today(), None,
    )  # fmt: skip
    duty = Obligation.objects.get(kind="verification.identify")
    assert (duty.state, duty.done_on, duty.done_by) == ("done", clock.today(), county["bureau"])
    assert (made.outcome, made.paper, made.entered_by) == ("monitored", PAPER, county["bureau"].user)
    assert differences() == []


def test_who_is_left_out_is_recorded_too_and_each_outcome_is_counted(county, risky):
    identified(county, risky, outcome=Outcome.LEFT_OUT)
    assert verification.by_outcome(county["bureau"]) == {"monitored": 0, "left_out": 1}
    (found,) = verification.identifications_of([again(risky)], county["cadre"]).values()
    assert found.get_outcome_display() == "不纳入"


def test_it_is_recorded_once_and_not_before_the_risk_is_confirmed(county, lead, risky):
    lead.refresh_from_db()
    identified(county, risky)
    with pytest.raises(Refusal):
        identified(county, again(risky))
    assert Identification.objects.count() == 1


def test_a_lead_that_waits_is_not_identified(county, lead):
    with pytest.raises(Refusal):
        identified(county, lead)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"paper": "  "}, "文号或依据须填写"),
        ({"on": clock.today() + timedelta(days=1)}, "不能晚于今天"),
        ({"on": clock.today() - timedelta(days=4000)}, "不能早于线索的发现日期"),
    ],
)
def test_what_cannot_be_is_refused(county, risky, changes, says):
    with pytest.raises(Refusal, match=says):
        identified(county, risky, **changes)
    assert again(risky).state == LeadState.AT_RISK


@pytest.mark.parametrize("who", ["cadre", "clerk", "insurer"])
def test_only_the_bureau_records_it(county, risky, who):
    with pytest.raises(NotAllowed):
        identified(county, risky, post=county[who])


def test_a_later_alert_of_the_household_opens_a_new_lead(county, people, risky, tmp_path):
    identified(county, risky)
    month = Month.of(clock.today()).next()
    with clock.at(clock.noon(month.day(12))):
        pushed(workbook(tmp_path, [people["张三"].costs("19000")], month), county["insurer"], month=month)
        drain()
    new = Lead.objects.exclude(pk=risky.pk).get()
    assert (new.household, new.state) == (risky.household, LeadState.WAITING)
    assert LeadSource.objects.get(lead=new).answer == ""
    assert differences() == []


def test_check_sees_a_closed_lead_at_risk_that_nobody_has_identified(risky):
    Lead.objects.filter(pk=risky.pk).update(state="closed", closed_on=clock.today())
    assert "已办结的有风险线索都有识别结果" in differences()
