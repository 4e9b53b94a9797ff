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
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Settled
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


def test_of_a_household_at_risk_the_bureau_is_asked_and_nothing_is_reopened(county, lead):
    released(county, lead)
    confirmed(county, lead, Verdict.AT_RISK)
    question = ask(county, lead)
    assert "verification.question" in in_hand(county, "bureau")
    assert "verification.question" not in in_hand(county, "clerk")
    with pytest.raises(NotAllowed):
        answered(county, question, Settled.STANDS)
    with pytest.raises(Refusal, match="不能重新核实"):
        answered(county, question, Settled.REOPENED, post="bureau")
    answered(county, question, Settled.STANDS, post="bureau")
    assert differences() == []


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
