"""A questionnaire changes by a proposal somebody else approves, from a day on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.forms.api import load_reference, propose_questions, questionnaire, questions_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve

pytestmark = pytest.mark.django_db


def test_other_questions_hold_from_their_day_on_and_stay_at_an_upgrade(acting, small_county):
    county = small_county
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    now = questions_of(questionnaire("visit"))
    first, *others = now
    asked = [replace(first, title="今年收入比去年"), *others[:-1]]
    since = clock.today() + timedelta(days=10)
    paper = {"valid_from": since, "source": "县领导小组会议纪要", "post": county["bureau"]}
    with pytest.raises(Refusal, match="没有改"):
        propose_questions(code="visit", questions=now, **paper)
    proposal = propose_questions(code="visit", questions=asked, **paper)
    assert proposal.arguments["said"] == [
        f"不再问“{others[-1].title}”",
        "“家里收入比去年”改为“今年收入比去年”",
    ]
    with pytest.raises(NotAllowed):
        approve(proposal=proposal, post=county["bureau"])
    approve(proposal=proposal, post=county["reviewer"])
    assert questions_of(questionnaire("visit")) == now
    assert questions_of(questionnaire("visit", since)) == asked
    load_reference()
    assert questions_of(questionnaire("visit", since)) == asked
