"""Leads that wait for the township: answered by the village, some of them with something to look at."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.verification.api import release
from tests.support.client import FormClient, signed_in
from tests.support.register import Someone, pushed, settle, workbook
from tests.web.conftest import SYSTEM

As = Callable[[str], FormClient]
NO_RISK = {"finding": "no_risk:reimbursed", "method": "home"}
AT_RISK = {"finding": "at_risk:illness", "method": "home"}


def four_answered(county: Any) -> list[Lead]:
    """Four leads: two without risk from the village, one at risk, one the clerk answered."""
    people = [Someone(f"钱{number}", number, county.village) for number in range(301, 305)]
    month = Month.of(clock.today()).previous()
    with tempfile.TemporaryDirectory() as folder, acting(SYSTEM), writing():
        settle(people)
        content = workbook(Path(folder), [one.costs("90000") for one in people], month)
        pushed(content, county["insurer"], month=month)
        drain()
        found = list(
            Lead.objects.filter(household__head_name__startswith="钱")
            .select_related("household")
            .order_by("household__head_name")
        )
        release(lead_uids=[lead.uid for lead in found], post=county["bureau"])
    answers = [("cadre", NO_RISK), ("cadre", NO_RISK), ("cadre", AT_RISK), ("clerk", NO_RISK)]
    for lead, (who, finding) in zip(found, answers, strict=True):
        at = f"/leads/{lead.uid}/"
        assert signed_in(county.posts[who]).fill_in(at, f"{at}answer/", finding).status_code == 302
    return found


@pytest.fixture
def answered(county: Any, answered_leads: list[Lead]) -> list[Lead]:
    """The leads of `four_answered`."""
    return answered_leads


@pytest.fixture
def overtaken(answered: list[Lead], county: Any, tmp_path: Any) -> list[Lead]:
    """The same; the household of the first has a further warning since the village answered."""
    first = Someone("钱301", 301, county.village)
    month = Month.of(clock.today()).previous().previous()
    with acting(SYSTEM), writing():
        pushed(workbook(tmp_path, [first.costs("190000")], month), county["insurer"], month=month)
        drain()
    return answered
