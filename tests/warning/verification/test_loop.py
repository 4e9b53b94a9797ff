"""One lead from the push desk to its end, by the people of the loop."""

from datetime import date, timedelta
from typing import Any

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed, confirm_on_behalf, enter_on_behalf
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit, unit_of_area
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.api import Batch
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from tests.support.register import pushed, received

pytestmark = pytest.mark.django_db


def again(lead: Lead) -> Lead:
    return Lead.objects.select_related("household").get(pk=lead.pk)


def answered(county: Any, lead: Lead, verdict: Verdict = Verdict.NO_RISK, **changes: Any) -> Lead:
    """Released by the bureau and answered by the village."""
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    give(county, lead, verdict, **changes)
    return again(lead)


def give(county: Any, lead: Lead, verdict: Verdict = Verdict.NO_RISK, **changes: Any) -> Any:
    reason = "reimbursed" if verdict == Verdict.NO_RISK else "illness"
    values = {
        "lead": again(lead),
        "verdict": verdict,
        "reason": reason,
        "method": Method.HOME,
        "event_on": clock.today(),
        "post": county["cadre"],
        **changes,
    }
    return verification.answer(**values)


def kinds_in(post: Any) -> list[str]:
    """By name: which limit ends first depends on the days between that are worked."""
    return sorted(inbox(post).values_list("kind", flat=True))


def test_a_warning_becomes_a_lead_that_waits_at_the_push_desk(county, lead):
    assert lead.state == LeadState.WAITING
    assert LeadSource.objects.get(lead=lead).sentence.startswith("张三截至")
    assert kinds_in(county["bureau"]) == ["verification.release"]


def test_two_warnings_of_one_household_are_one_lead(county, people, file, tmp_path):
    from dixian.registry.households.models import Person

    Person.objects.filter(number="P102").update(household_id=people["张三"].person.household_id)
    pushed(file([people["张三"].costs("9000"), people["李四"].costs("90000")]), county["insurer"])
    assert Lead.objects.count() == 1
    assert LeadSource.objects.count() == 2


def test_release_makes_one_numbered_sheet_for_each_township(county, people, file):
    pushed(
        file([people["张三"].costs("9000"), people["王五"].costs("9000"), people["赵六"].costs("90000")]),
        county["insurer"],
    )
    sheets = verification.release(
        lead_uids=list(Lead.objects.values_list("uid", flat=True)), post=county["bureau"]
    )
    assert [(sheet.sequence, sheet.lead_count) for sheet in sheets] == [(1, 2), (2, 1)]
    assert set(Lead.objects.values_list("state", flat=True)) == {LeadState.RELEASED}


def test_what_was_released_is_not_released_again(county, lead):
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    with pytest.raises(Refusal, match="已不在待推送状态"):
        verification.release(lead_uids=[lead.uid], post=county["bureau"])


def test_the_village_has_it_in_hand_until_it_answers(county, lead):
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    assert kinds_in(county["cadre"]) == ["verification.answer"]
    give(county, lead)
    assert kinds_in(county["cadre"]) == []
    assert kinds_in(county["clerk"]) == ["verification.confirm", "verification.receive"]
    duty = inbox(county["clerk"]).get(kind="verification.confirm")
    assert duty.household_id == lead.household_id, "whose village the list names"


def test_no_risk_confirmed_closes_and_tells_the_department(county, lead):
    verification.confirm(lead=answered(county, lead), post=county["clerk"])
    drain()
    assert again(lead).state == LeadState.CLOSED
    source = LeadSource.objects.get(lead=lead)
    assert (source.answer, source.answered_on) == (Verdict.NO_RISK, clock.today())
    assert kinds_in(county["insurer"]) == ["verification.result"]


def test_a_risk_confirmed_waits_for_identification_which_is_the_bureaus_duty(county, lead):
    verification.confirm(lead=answered(county, lead, Verdict.AT_RISK), post=county["clerk"])
    assert again(lead).state == LeadState.AT_RISK
    (duty,) = inbox(county["bureau"])
    assert (duty.kind, duty.due_on) == ("verification.identify", again(lead).due_on)
    assert duty.due_on == lead.opened_on + timedelta(days=15)
    assert "转入监测对象识别" in duty.about


def test_the_duty_to_push_runs_from_the_day_the_trouble_was_reported(county, people, file):
    monday = date(2024, 4, 8)
    with clock.at(clock.noon(monday)):
        batch = received(file([people["张三"].costs("9000")]), county["insurer"])
        submissions.commit(batch=batch, post=county["insurer"])
    with clock.at(clock.noon(monday + timedelta(days=1))):
        drain()
        (duty,) = inbox(county["bureau"])
        lead = Lead.objects.get()
    assert (lead.opened_on, duty.opened_on) == (monday, monday)
    assert duty.due_on == lead.due_on == monday + timedelta(days=2)


def test_the_township_receives_a_sheet_once_and_the_village_does_not_wait_for_it(county, lead):
    (sheet,) = verification.release(lead_uids=[lead.uid], post=county["bureau"])
    assert "verification.receive" in kinds_in(county["clerk"])
    give(county, lead)
    with pytest.raises(NotAllowed):
        verification.receive_sheet(sheet=sheet, post=county["cadre"])
    verification.receive_sheet(sheet=sheet, post=county["clerk"])
    assert kinds_in(county["clerk"]) == ["verification.confirm"]
    with pytest.raises(Refusal, match="签收"):
        verification.receive_sheet(sheet=sheet, post=county["head"])


def test_another_township_does_not_receive_it(county, lead):
    (sheet,) = verification.release(lead_uids=[lead.uid], post=county["bureau"])
    far = county.post("far", Role.TOWNSHIP_CLERK, unit_of_area(county.other), county.other)
    with pytest.raises(NotAllowed, match="签收"):
        verification.receive_sheet(sheet=sheet, post=far)


def test_only_the_department_that_pushed_says_that_it_has_seen_the_results(county, lead):
    verification.confirm(lead=answered(county, lead), post=county["clerk"])
    drain()
    batch = Batch.objects.select_related("unit").get()
    inspector = county.post("inspector", Role.INSPECTOR, county.bureau)
    for post in (inspector, county["bureau"]):
        with pytest.raises(NotAllowed, match="县医保局"):
            verification.see_results(batch=batch, post=post)
    assert kinds_in(county["insurer"]) == ["verification.result"]
    verification.see_results(batch=batch, post=county["insurer"])
    assert kinds_in(county["insurer"]) == []


def test_an_answer_sent_back_is_the_villages_again(county, lead):
    verification.send_back(lead=answered(county, lead), reason="没有说明报销情况", post=county["clerk"])
    assert again(lead).state == LeadState.RETURNED
    (duty,) = inbox(county["cadre"])
    assert "没有说明报销情况" in duty.about
    give(county, lead)
    verification.confirm(lead=again(lead), post=county["clerk"])
    assert again(lead).state == LeadState.CLOSED


def test_sending_back_says_why(county, lead):
    with pytest.raises(Refusal, match="理由"):
        verification.send_back(lead=answered(county, lead), reason="  ", post=county["clerk"])


def test_nobody_confirms_their_own_answer(county, lead):
    found = answered(county, lead, post=county["clerk"])
    with pytest.raises(Refusal, match="不能确认自己的反馈"):
        verification.confirm(lead=found, post=county["clerk"])
    verification.confirm(lead=found, post=county["head"])


def test_confirming_twice_is_refused_and_changes_nothing(county, lead):
    found = answered(county, lead)
    verification.confirm(lead=found, post=county["clerk"])
    with pytest.raises(Refusal):
        verification.confirm(lead=again(lead), post=county["head"])
    assert verification.Review.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": "nonsense"}, "理由"),
        ({"reason": "illness"}, "理由"),
        ({"event_on": clock.today() + timedelta(days=1)}, "不能晚于今天"),
        ({"event_on": clock.today() - timedelta(days=400)}, "不能早于"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(county, lead, changes, says):
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    with pytest.raises(Refusal, match=says):
        give(county, lead, **changes)
    assert again(lead).state == LeadState.RELEASED


def test_who_only_reads_cannot_step_in(county, lead):
    leader = county.post("leader", Role.COUNTY_LEADER, unit("xzf"))
    inspector = county.post("inspector", Role.INSPECTOR, county.bureau)
    for post in (leader, inspector):
        with pytest.raises(NotAllowed):
            verification.release(lead_uids=[lead.uid], post=post)
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    with pytest.raises(NotAllowed):
        give(county, lead, post=inspector)


def test_an_entry_on_behalf_is_confirmed_by_somebody_else_first(county, lead):
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    sheet = store([b"scan"], name="签字表.jpg", content_type="image/jpeg", purpose="代录签字原件")
    entry = enter_on_behalf(
        for_post=county["cadre"],
        subject_label="张三户",
        subject_uid=lead.uid,
        sheet=sheet,
        by=county["clerk"],
    )
    give(county, lead, post=county["clerk"], on_behalf=entry)
    with pytest.raises(Refusal, match="代录"):
        verification.confirm(lead=again(lead), post=county["head"])
    with pytest.raises(Refusal, match="另一个人"):
        confirm_on_behalf(entry=entry, by=county["clerk"])
    confirm_on_behalf(entry=entry, by=county["head"])
    verification.confirm(lead=again(lead), post=county["head"])
    assert again(lead).state == LeadState.CLOSED


def test_a_village_outside_does_not_see_the_lead(county, lead, people):
    from dixian.commons.leads.api import leads

    other = county.post(
        "far", Role.VILLAGE_CADRE, unit_of_area(people["赵六"].village), people["赵六"].village
    )
    assert list(leads(other)) == []
    assert [one.pk for one in leads(county["cadre"])] == [lead.pk]
    assert not Obligation.objects.visible_to(other).exists()
