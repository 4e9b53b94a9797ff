"""What the village can't settle the department looks at: right, it is the village's again; wrong, its warning is taken back."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.api import due
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Word
from tests.warning.verification.steps import again, confirmed, differences, given, released, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubted(county: Any, lead: Lead) -> Lead:
    released(county, lead)
    return confirmed(county, lead, Verdict.VERIFY)


def replied(county: Any, lead: Lead, word: Word) -> Lead:
    verification.reply(lead=again(lead), word=word, text="核对了结算单", post=county["insurer"])
    drain()
    return again(lead)


def test_the_department_that_warned_has_to_look_and_nobody_is_answered_yet(county, doubted):
    assert (doubted.state, doubted.due_on) == (LeadState.VERIFYING, due("limit.verify", clock.today()))
    assert waits(county, "insurer", doubted) == ["verification.verify"]
    assert LeadSource.objects.get(lead=doubted).answered_on is None
    assert differences() == []


def test_wrong_data_end_the_lead_as_the_departments_own_word(county, doubted):
    lead = replied(county, doubted, Word.WRONG)
    assert (lead.state, lead.verdict) == (LeadState.CLOSED, Verdict.MISTAKEN)
    assert LeadSource.objects.get(lead=lead).answer == Verdict.MISTAKEN
    assert differences() == []


def test_right_data_are_the_villages_to_answer_anew(county, doubted):
    lead = replied(county, doubted, Word.RIGHT)
    assert (lead.state, lead.due_on) == (LeadState.RETURNED, due("limit.answer", clock.today()))
    assert waits(county, "cadre", lead) == ["verification.answer"]
    lead = confirmed(county, lead, Verdict.AT_RISK)
    assert (lead.state, LeadSource.objects.get(lead=lead).answer) == (LeadState.AT_RISK, Verdict.AT_RISK)
    assert differences() == []


def test_the_warning_of_another_department_is_looked_at_all_the_same(county, doubted):
    LeadSource.objects.create(
        lead=doubted, household_id=doubted.household_id, village_id=doubted.village_id, unit=unit("swj"),
        kind="visit", source_uid=new_uid(), group_uid=LeadSource.objects.get().group_uid, sentence="停水",
    )  # fmt: skip
    lead = replied(county, doubted, Word.WRONG)
    assert (lead.state, lead.verdict) == (LeadState.RETURNED, "")
    assert sorted(LeadSource.objects.values_list("answer", flat=True)) == ["", "mistaken"]
    assert differences() == []
    lead = confirmed(county, lead, Verdict.NO_RISK)
    assert sorted(LeadSource.objects.values_list("answer", flat=True)) == ["mistaken", "no_risk"]
    assert differences() == []


def test_only_a_department_that_warned_can_be_asked(county, lead):
    released(county, lead)
    for chosen in (None, unit("swj")):
        with pytest.raises(Refusal, match="请哪个部门核对"):
            given(county, lead, Verdict.VERIFY, unit=chosen)


def test_the_village_cannot_say_itself_that_the_data_were_wrong(county, lead):
    released(county, lead)
    with pytest.raises(Refusal, match="没有选择理由"):
        given(county, lead, Verdict.MISTAKEN, reason="amount")
