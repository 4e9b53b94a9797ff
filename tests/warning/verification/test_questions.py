"""A department that does not agree with an answer asks; the township answers, or the village looks again (R2.6)."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit, unit_of_area
from dixian.foundation.audit.api import reading
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import Obligation, inbox
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Settled
from dixian.web.leads.trail import trail_of
from tests.warning.cases.steps import appraised, approved, gathered, posted
from tests.warning.cases.steps import at_risk as found_at_risk
from tests.warning.verification.steps import again, confirmed, differences, released

pytestmark = pytest.mark.django_db
WHY = "本月又住院一次，自付没有报销"


@pytest.fixture
def closed(county: Any, lead: Lead) -> Lead:
    """张三's, closed as no risk."""
    released(county, lead)
    return confirmed(county, lead, Verdict.NO_RISK)


@pytest.fixture
def asked(county: Any, closed: Lead) -> verification.Question:
    return ask(county, closed)


def ask(county: Any, lead: Lead, text: str = WHY, post: str = "insurer") -> verification.Question:
    source = LeadSource.objects.select_related("unit").get(lead=lead)
    return verification.ask_question(source=source, text=text, post=county[post])


def answered(county: Any, question: Any, word: Settled, post: str = "clerk", text: str = "已经看过") -> None:
    found = verification.Question.objects.select_related("unit", "lead", "source").get(pk=question.pk)
    verification.answer_question(question=found, word=word, text=text, post=county[post])
    drain()


def in_hand(county: Any, post: str) -> list[str]:
    return list(inbox(county[post]).values_list("kind", flat=True))


def test_a_question_is_the_townships_duty_with_its_limit(county, asked):
    duty = Obligation.objects.get(kind="verification.question", state="open")
    assert (duty.subject_uid, duty.due_on) == (asked.uid, due("limit.question", clock.today()))
    assert duty.about == f"县医保局：{WHY}"
    assert "verification.question" in in_hand(county, "clerk")
    assert "verification.question" not in in_hand(county, "bureau")
    assert differences() == []


def test_it_is_answered_and_the_department_told(county, closed, asked):
    Obligation.objects.filter(kind="verification.result").update(state="done", done_on=clock.today())
    answered(county, asked, Settled.STANDS, text="已由大病保险报销")
    assert again(closed).state == LeadState.CLOSED
    assert "verification.question" not in in_hand(county, "clerk")
    told = Obligation.objects.get(kind="verification.result", state="open")
    assert told.about == "提出的疑问有了答复"
    with acting_as(county["insurer"]), reading():
        (found,) = verification.questions_of([closed.pk], county["insurer"])
        assert (found.reply.word, found.reply.text) == ("stands", "已由大病保险报销")
    assert differences() == []


def test_or_the_village_looks_again_and_the_answer_no_longer_stands(county, closed, asked):
    answered(county, asked, Settled.REOPENED)
    lead = again(closed)
    assert (lead.state, lead.verdict) == (LeadState.RETURNED, "")
    assert LeadSource.objects.get(lead=lead).answered_on is None
    duty = Obligation.objects.get(kind="verification.answer", state="open")
    assert duty.about == f"县医保局有疑问：{WHY}"
    assert differences() == []
    confirmed(county, lead, Verdict.NO_RISK)
    assert again(closed).state == LeadState.CLOSED
    assert ask(county, closed).pk != asked.pk


@pytest.fixture
def at_risk(county: Any, lead: Lead) -> Any:
    """张三's household, being identified, and what the insurer asks about it."""
    case = found_at_risk(county, lead)
    return case, ask(county, case.lead)


def look_again(county: Any, question: Any) -> None:
    found = verification.Question.objects.select_related("unit", "lead", "source").get(pk=question.pk)
    cases.look_again(question=found, text="退回再看", post=county["bureau"])
    drain()


def test_of_a_household_at_risk_the_bureau_is_asked(county, at_risk):
    _, question = at_risk
    assert "verification.question" in in_hand(county, "bureau")
    assert "verification.question" not in in_hand(county, "clerk")
    with pytest.raises(NotAllowed):
        answered(county, question, Settled.STANDS)
    answered(county, question, Settled.STANDS, post="bureau")
    assert differences() == []


def test_while_it_is_identified_its_case_goes_back_to_be_checked(county, at_risk):
    case, question = at_risk
    gathered(county, case)
    look_again(county, question)
    case.refresh_from_db()
    assert case.state == CaseState.COLLECTING
    assert "退回后的补充核查" in cases.missing_of(case)
    duty = Obligation.objects.get(kind="cases.collect", subject_uid=case.uid, state="open")
    assert duty.about == f"县医保局有疑问：{WHY}"
    assert again(case.lead).state == LeadState.AT_RISK
    assert differences() == []


def test_before_it_is_handed_on_the_check_alone_is_made_again(county, at_risk):
    case, question = at_risk
    look_again(county, question)
    case.refresh_from_db()
    assert (case.state, case.returned_at is None) == (CaseState.COLLECTING, False)


def test_to_a_notice_that_hangs_one_objects_instead(county, at_risk):
    case, question = at_risk
    posted(county, appraised(county, gathered(county, case)))
    with pytest.raises(Refusal, match="不能退回核查"):
        look_again(county, question)


def test_once_the_county_has_decided_the_doubt_is_a_new_lead_that_answers_the_unit(county, at_risk):
    case, question = at_risk
    case = approved(county, case)
    look_again(county, question)
    new = Lead.objects.exclude(pk=case.lead_id).get(household=case.household)
    source = LeadSource.objects.get(lead=new)
    assert (source.kind, source.sentence) == ("question", f"县医保局有疑问：{WHY}")
    assert (source.unit_id, source.group_uid) == (question.unit_id, question.source.group_uid)
    assert "verification.release" in in_hand(county, "bureau")
    assert differences() == []


def test_a_question_and_its_answer_stand_in_the_leads_trail(county, closed, asked):
    def told(post: str) -> str:
        with acting_as(county[post]), reading():
            found = verification.answers_of(closed, county[post])
            return "\n".join(one.what for one in trail_of([again(closed)], found, county[post]))

    assert f"县医保局提出疑问：{WHY}（等候乡镇答复）" in told("clerk")
    answered(county, asked, Settled.STANDS, text="已由大病保险报销")
    assert "答复县医保局：维持原结论，已由大病保险报销" in told("insurer")


def test_nothing_is_asked_before_an_answer_twice_or_without_a_reason(county, lead):
    with pytest.raises(Refusal, match="还没有答复"):
        ask(county, lead)
    released(county, lead)
    confirmed(county, lead, Verdict.NO_RISK)
    with pytest.raises(Refusal, match="没有写明疑问"):
        ask(county, lead, text="  ")
    question = ask(county, lead)
    with pytest.raises(Refusal, match="等候答复的疑问"):
        ask(county, lead)
    answered(county, question, Settled.STANDS)
    with pytest.raises(Refusal, match="已经答复"):
        answered(county, question, Settled.STANDS)


def test_only_the_unit_that_warned_asks_and_only_its_township_answers(county, closed, asked):
    county.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    with pytest.raises(NotAllowed):
        ask(county, closed, post="water")
    county.post("far", Role.TOWNSHIP_CLERK, unit_of_area(county.other), county.other)
    with pytest.raises(NotAllowed):
        answered(county, asked, Settled.STANDS, post="far")
    with acting_as(county["water"]), reading():
        assert verification.questions_of([closed.pk], county["water"]) == []
