"""A household in difficulty that need not be monitored is referred to a unit and followed to its answer."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead, LeadSource, leads
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import reading
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Word
from tests.support.register import pushed, workbook
from tests.warning.verification.steps import again, confirmed, differences, given, released, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def referred(county: Any, lead: Lead) -> Lead:
    """张三's, referred to the water bureau, which never heard of the household before."""
    county.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    released(county, lead)
    return confirmed(
        county, lead, Verdict.DIFFICULTY, unit=unit("swj"), reason="water", note="自来水冬天冻管"
    )


def replied(county: Any, lead: Lead, word: Word, post: str = "water") -> Lead:
    verification.reply(lead=again(lead), word=word, text="已经修好", post=county[post])
    drain()
    return again(lead)


def test_the_unit_sees_the_household_and_has_the_duty_with_its_limit(county, referred):
    assert referred.state == LeadState.REFERRED
    assert referred.due_on == due("limit.refer", clock.today())
    assert waits(county, "water", referred) == ["verification.refer"]
    with acting_as(county["water"]), reading():
        assert [one.pk for one in leads(county["water"])] == [referred.pk]
        (asked,) = verification.referrals_of([referred], county["water"])
    assert asked.text == "饮水：自来水冬天冻管"
    assert differences() == []


def test_the_department_that_warned_has_its_answer_while_the_other_helps(county, referred):
    source = LeadSource.objects.get(lead=referred)
    assert (source.answer, source.answered_on) == (Verdict.DIFFICULTY, clock.today())


@pytest.mark.parametrize("word", [Word.SOLVED, Word.EXPLAINED])
def test_its_answer_closes_the_lead(county, referred, word):
    lead = replied(county, referred, word)
    assert (lead.state, lead.verdict, lead.closed_on) == (
        LeadState.CLOSED, Verdict.DIFFICULTY, clock.today(),
    )  # fmt: skip
    assert waits(county, "water", lead) == []
    assert differences() == []


def test_what_is_not_the_units_goes_back_to_the_village_which_names_another(county, referred):
    lead = replied(county, referred, Word.NOT_OURS)
    assert (lead.state, lead.verdict) == (LeadState.RETURNED, "")
    assert waits(county, "cadre", lead) == ["verification.answer"]
    assert LeadSource.objects.get(lead=lead).answer == "", "what was told with it no longer stands"
    assert differences() == []
    lead = confirmed(county, lead, Verdict.DIFFICULTY)
    assert waits(county, "insurer", lead) == ["verification.refer"]
    assert replied(county, lead, Word.SOLVED, post="insurer").state == LeadState.CLOSED
    assert differences() == []


def test_a_warning_that_comes_meanwhile_is_not_closed_with_it(county, people, referred, tmp_path):
    month = Month.of(clock.today()).next()
    with clock.at(clock.noon(month.day(12))):
        pushed(workbook(tmp_path, [people["张三"].costs("90000")], month), county["insurer"], month=month)
    drain()
    assert LeadSource.objects.filter(lead=referred, answered_on=None).count() == 1
    lead = replied(county, referred, Word.SOLVED)
    assert lead.state == LeadState.RETURNED
    assert confirmed(county, lead, Verdict.NO_RISK).state == LeadState.CLOSED
    assert differences() == []


def test_nobody_but_the_unit_answers_and_only_what_was_asked(county, referred):
    with pytest.raises(NotAllowed):
        replied(county, referred, Word.SOLVED, post="insurer")
    with pytest.raises(NotAllowed):
        replied(county, referred, Word.SOLVED, post="clerk")
    with pytest.raises(Refusal, match="没有选择结果"):
        replied(county, referred, Word.WRONG)
    replied(county, referred, Word.SOLVED)
    with pytest.raises(Refusal, match="没有等候答复"):
        replied(county, referred, Word.SOLVED)


@pytest.mark.parametrize("changes", [{"unit": None}, {"note": " "}])
def test_without_a_unit_or_the_difficulty_it_is_no_referral(county, lead, changes):
    released(county, lead)
    with pytest.raises(Refusal):
        given(county, lead, Verdict.DIFFICULTY, **changes)
    assert again(lead).state == LeadState.RELEASED


def test_check_sees_a_referral_that_nobody_waits_for(referred):
    Lead.objects.filter(pk=referred.pk).update(state="closed", closed_on=clock.today())
    assert "交给部门的事项 = 已答复 + 等候答复" in differences()
