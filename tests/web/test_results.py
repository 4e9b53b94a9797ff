"""核实结果: every count opens the list of exactly these, of one's own department only."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dixian.commons.leads.models import Lead, LeadSource
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.api import Batch
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from tests.support.register import Someone, pushed, settle, workbook
from tests.web.conftest import SYSTEM
from tests.web.doors import doors, main_of, rows_behind, wrong_doors

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("钱一", "孙二", "周三", "吴四")


@pytest.fixture
def answered(county: Any, tmp_path: Path) -> Any:
    """An earlier month of four warnings: one waits, one was released, one is closed, one is at risk."""
    people = [Someone(name, 301 + at, county.village) for at, name in enumerate(NAMES)]
    county.earlier = Month.of(clock.today()).previous()
    with acting(SYSTEM), writing():
        settle(people)
        costs = [one.costs("90000") for one in people]
        content = workbook(tmp_path, costs, county.earlier)
        county.answered = pushed(content, county["insurer"], month=county.earlier)
        _carry_on(county, people)
        drain()
    return county


def _carry_on(county: Any, people: list[Someone]) -> None:
    leads = [Lead.objects.get(household=one.person.household_id) for one in people[:3]]
    verification.release(lead_uids=[one.uid for one in leads], post=county["bureau"])
    for lead, verdict, reason in zip(leads, ("no_risk", "at_risk"), ("reimbursed", "illness"), strict=False):
        found = Lead.objects.select_related("household").get(pk=lead.pk)
        verification.answer(
            lead=found, verdict=verdict, reason=reason, method=Method.HOME,
            event_on=clock.today(), post=county["cadre"], note="已看报销单",
        )  # fmt: skip
        again = Lead.objects.select_related("household").get(pk=lead.pk)
        verification.confirm(lead=again, post=county["clerk"])


@pytest.mark.sweep
def test_every_count_of_the_results_opens_exactly_these(
    answered: Any, as_post: Callable[[str], Client]
) -> None:
    for post in ("insurer", "bureau"):
        assert wrong_doors(as_post(post), "/results/") == []
        assert wrong_doors(as_post(post), f"/results/?month={answered.earlier.code}") == []


@pytest.mark.sweep
def test_every_count_of_one_batch_opens_exactly_these(
    answered: Any, as_post: Callable[[str], Client]
) -> None:
    address = f"/results/{answered.answered.uid}/"
    assert wrong_doors(as_post("insurer"), address) == []
    counted = dict(doors(as_post("insurer"), address))
    by_answer = {name: counted[f"{address}?verdict={name}"] for name in ("none", "any", "no_risk", "at_risk")}
    assert by_answer == {"none": 2, "any": 2, "no_risk": 1, "at_risk": 1}
    assert counted[f"{address}?state=waiting"] == 1


def test_month_progress_and_verdict_narrow_the_batches(
    answered: Any, as_post: Callable[[str], Client]
) -> None:
    client, month = as_post("insurer"), f"month={answered.earlier.code}"
    assert rows_behind(client, "/results/") == 2
    asked = {
        month: 1,
        "month=2001-01": 0,
        "state=checking": 2,
        "state=answered": 0,
        f"state=checking&{month}": 1,
        "verdict=at_risk": 1,
        f"verdict=at_risk&month={Month.of(clock.today()).code}": 0,
    }
    assert {one: rows_behind(client, f"/results/?{one}") for one in asked} == asked


def test_another_department_sees_nothing_of_it(answered: Any, as_post: Callable[[str], Client]) -> None:
    client = as_post("water")
    assert rows_behind(client, "/results/") == 0
    assert all(count == 0 for _, count in doors(client, "/results/"))
    assert client.get(f"/results/{answered.answered.uid}/?verdict=any").status_code == 404
    assert "医保自付" not in main_of(client, "/results/")


def test_the_batches_come_in_pages(
    answered: Any, as_post: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dixian.web.lists.looks.PAGE", 1)
    content = main_of(as_post("insurer"), "/results/?verdict=&state=checking")
    assert content.count("<tr data-row") == 1
    assert 'rel="next"' in content and "state=checking" in content.split('rel="next"')[0].rsplit("href", 1)[1]
    assert (
        rows_behind(as_post("insurer"), "/results/") == Batch.objects.filter(state="committed").count() == 2
    )


def test_a_source_counts_once_whatever_else_its_household_has(
    answered: Any, as_post: Callable[[str], Client]
) -> None:
    address = f"/results/{answered.answered.uid}/"
    mine = LeadSource.objects.filter(group_uid=answered.answered.uid).count()
    assert dict(doors(as_post("insurer"), address))[address] == mine


def test_an_answer_says_the_villages_reason_and_note_and_leads_to_the_lead(
    answered: Any, as_post: Callable[[str], Client]
) -> None:
    address = f"/results/{answered.answered.uid}/"
    for post in ("insurer", "bureau"):
        page = main_of(as_post(post), address)
        assert page.count("看线索") == 4
        (closed,) = re.findall(r"<tr data-row>.*?</tr>", main_of(as_post(post), f"{address}?verdict=no_risk"))
        assert "费用已报销或救助，负担不重" in closed and "已看报销单" in closed
        (lead,) = re.findall(r'href="(/leads/[^"]+)"', closed)
        assert as_post(post).get(lead).status_code == 200


def test_what_waits_to_be_confirmed_is_no_answer_yet(answered: Any, as_post: Callable[[str], Client]) -> None:
    with acting(SYSTEM), writing():
        lead = Lead.objects.select_related("household").get(state="released", household__head_name="周三")
        verification.answer(
            lead=lead, verdict="no_risk", reason="reimbursed", method=Method.HOME,
            event_on=clock.today(), post=answered["cadre"], note="还没有确认的话",
        )  # fmt: skip
    page = main_of(as_post("insurer"), f"/results/{answered.answered.uid}/")
    assert "还没有确认的话" not in page


def test_the_answers_of_a_page_are_read_at_once(answered: Any, as_post: Callable[[str], Client]) -> None:
    client, address = as_post("insurer"), f"/results/{answered.answered.uid}/"
    taken = []
    for narrowed in ("no_risk", "any"):
        client.get(f"{address}?verdict={narrowed}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}?verdict={narrowed}")
        taken.append(len(captured))
    assert taken[0] == taken[1]
