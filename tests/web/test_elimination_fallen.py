"""Whoever passes many eliminations at once sees which household is in trouble again, and does not pass it by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.api import Elimination, propose
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_township_is_told_what_has_changed_since_the_proposal(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    today = clock.today()
    words = dict.fromkeys(("income", "risk", "measures"), "入户核实可以认定")
    with acting(SYSTEM), writing():
        propose(
            case=county.helped, how=EndedHow.NATURAL, reason="子女已就业", words=words, post=county["cadre"]
        )
        Elimination.objects.update(
            state="noticed",
            posted_on=today - timedelta(days=7),
            until=today - timedelta(days=2),
            closed_on=today,
        )
        home = county.helped.household
        trouble = NewFact(
            kind="water.trouble", household=home.pk, village=home.village_id, value="停水",
            valid_from=today, source_label="县水务局报送",
        )  # fmt: skip
        post_facts([trouble])
    page = as_post("clerk").get("/eliminations/steps/review/").content.decode()
    assert "提出以后有变化" in page
    assert "三保障和饮水安全巩固" in page
    assert '<option value="passed" selected' not in page
    assert "没有填收入；现行监测范围 6,000.00 元；说明：入户核实可以认定" in page
