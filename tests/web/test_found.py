"""What the search box leads to beside people, and how a lead's way is told."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dixian.commons.leads.models import Lead
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.verification.api import release
from tests.support.client import FormClient
from tests.support.register import Someone, pushed, settle, workbook
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]


@pytest.mark.parametrize(
    "written", ["推送单〔{0.year}〕{0.sequence}号", "({0.year}){0.sequence}", " 〔{0.year}〕 {0.sequence} 号"]
)
def test_the_number_of_a_push_sheet_opens_it(county: Any, as_post: As, written: str) -> None:
    answer = as_post("clerk").post("/search/", {"q": written.format(county.sheet)})
    assert (answer.status_code, answer["Location"]) == (302, f"/push-sheets/{county.sheet.uid}/")


def test_the_number_of_another_townships_sheet_finds_nothing(county: Any, as_post: As) -> None:
    answer = as_post("far_clerk").post("/search/", {"q": str(county.sheet)})
    assert "没有找到" in answer.content.decode()


def test_a_search_for_nothing_says_what_can_be_searched(county: Any, as_post: As) -> None:
    assert "没有写要找什么" in as_post("clerk").post("/search/", {"q": " "}).content.decode()


def test_a_search_for_very_much_is_answered_too(county: Any, as_post: As) -> None:
    assert as_post("bureau").post("/search/", {"q": "王" * 90_000}).status_code == 200


def test_a_lead_tells_who_pushed_it_and_who_received_it(county: Any, as_post: As, tmp_path: Path) -> None:
    people = [Someone("钱一", 301, county.village)]
    month = Month.of(clock.today()).previous()
    with acting(SYSTEM), writing():
        settle(people)
        pushed(workbook(tmp_path, [people[0].costs("90000")], month), county["insurer"], month=month)
        lead = Lead.objects.latest("id")
        (sheet,) = release(lead_uids=[lead.uid], post=county["bureau"])
        drain()
    address = f"/push-sheets/{sheet.uid}/"
    as_post("clerk").fill_in(address, f"{address}receive/")
    told = re.sub(r"<[^>]+>", "", main_of(as_post("clerk"), f"/leads/{lead.uid}/"))
    assert f"，{sheet}" in told and "签收推送单" in told
