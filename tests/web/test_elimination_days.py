"""The day a meeting and a posting were entered stands beside the day somebody claims for them."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case, Word, hold
from dixian.warning.cases.enums import EndedHow, Outcome, Proceeding, Step
from dixian.warning.elimination.api import propose
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_and_a_posting_entered_late_say_so(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    claimed, today, cadre = clock.today() - timedelta(days=3), clock.today(), county["cadre"]
    words = dict.fromkeys(("income", "guarantees", "risk", "measures"), "入户核实可以认定")
    with acting(SYSTEM), writing():
        one = propose(
            case=county.helped, how=EndedHow.NATURAL, reason="子女已就业", words=words, post=cadre,
            income=Decimal(12000), months=7, on=claimed,
        )  # fmt: skip
        case, passed = Case.objects.get(pk=one.case_id), Outcome.PASSED
        held: dict[str, Any] = {"area": county.village, "post": cadre, "proceeding": Proceeding.ELIMINATION}
        met = [Word(case_uid=case.uid, outcome=passed, ayes=18, noes=2)]
        hold(step=Step.APPRAISE, on=claimed, words=met, present=20, text="同意", **held)
        hung = [Word(case_uid=case.uid, outcome=passed)]
        hold(step=Step.NOTICE, on=today, words=hung, text="村务公开栏", **held)
    page = as_post("cadre").get(f"/eliminations/{county.helped.uid}/").content.decode()
    entered = f'（登记于 <span class="nowrap">{today}</span>）'
    assert f"民主评议：通过，同意 18 票、不同意 2 票{entered}" in page
    assert "村务公开栏" in page


def test_only_what_is_not_met_is_asked_about_and_who_left_is_said_to_be_still_in_the_register(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    path = f"/eliminations/{county.helped.uid}/"
    page = as_post("cadre").get(path).content.decode()
    assert "三保障和饮水安全巩固" in page and 'name="word-guarantees"' not in page
    assert 'name="word-income"' in page and 'name="regained"' not in page
    with acting(SYSTEM), writing():
        propose(
            case=county.helped, how=EndedHow.MOVED, reason="迁到外县", words={}, post=county["cadre"],
            income=None, months=None, on=clock.today(),
        )  # fmt: skip
    told = "户档案里这户还有 1 人在册"
    assert told in as_post("cadre").get(path).content.decode()
    assert "户档案里还有 1 人在册" in as_post("clerk").get("/eliminations/steps/review/").content.decode()
