"""The desk as a place to stay at: by village and clock, one opened, the next one there after each step."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dixian.commons.leads.api import Lead
from dixian.foundation.areas.api import villages_of
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from tests.support.client import FormClient
from tests.web.answered import answered
from tests.web.conftest import SYSTEM

__all__ = ["answered"]
pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
DESK = "/confirm-desk/"
PART = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "opened"}
# Of the frame, the list, one's own answers, the opened lead with its steps and whose they were, and what is known of
# the household, in whose hands it is and who else could take it, and its photos.
BUDGET = 38


def order(page: str) -> list[str]:
    """The names in the list, as they come."""
    return re.findall(r'hx-get="[^"]*"[^>]*>(钱\d+)户', page)


def names(leads: list[Lead]) -> list[str]:
    """Their households in the order of the list, where all have the same limit."""
    return [one.household.head_name for one in sorted(leads, key=lambda one: one.pk)]


def opened(page: str) -> str:
    return page.split('id="opened"')[1]


@pytest.fixture
def spread(answered: list[Lead], county: Any) -> list[Lead]:
    """The second lies in another village, the third is late there."""
    other = next(one for one in villages_of(county.township) if one.pk != county.village.pk)
    with acting(SYSTEM), writing():
        Lead.objects.filter(pk__in=[answered[1].pk, answered[2].pk]).update(village=other)
        Lead.objects.filter(pk=answered[2].pk).update(due_on=clock.today() - timedelta(days=2))
    with acting(SYSTEM), reading():
        return [Lead.objects.select_related("village", "household").get(pk=one.pk) for one in answered]


def test_what_is_late_comes_first_and_the_rest_village_by_village(spread: list[Lead], as_post: As) -> None:
    page = as_post("clerk").get(DESK).content.decode()
    own_first = spread[0].village_id < spread[1].village_id
    rest = [*names([spread[0], spread[3]]), *names(spread[1:2])]
    assert order(page) == ["钱303", *(rest if own_first else [rest[2], *rest[:2]])]
    headings = re.findall(r'scope="colgroup">(\S+) <span[^>]*>([^<]+)<', page)
    other, own = spread[1].village.name, spread[0].village.name
    assert headings[0] == (other, "超期 1 户")
    assert sorted(headings[1:]) == sorted([(other, "1 户"), (own, "2 户")])


def test_the_chips_narrow_to_a_village_and_to_what_is_late(spread: list[Lead], as_post: As) -> None:
    client = as_post("clerk")
    page = client.get(DESK, {"village": spread[0].village.code}).content.decode()
    assert order(page) == names([spread[0], spread[3]])
    assert order(client.get(DESK, {"late": "1"}).content.decode()) == ["钱303"]


def test_pages_of_one_come_in_the_same_order_without_a_gap(
    spread: list[Lead], as_post: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_post("clerk")
    whole = order(client.get(DESK).content.decode())
    monkeypatch.setattr("dixian.web.shell.keyset.page_by_place.__kwdefaults__", {"size": 1})
    seen, address = [], DESK
    while address:
        page = client.get(address).content.decode()
        seen += order(page)
        further = re.search(r'href="([^"]+)" rel="next"', page)
        address = DESK + further[1].replace("&amp;", "&") if further else ""
    assert seen == whole


def test_what_is_asked_for_is_opened_with_its_household(answered: list[Lead], as_post: As) -> None:
    page = opened(as_post("clerk").get(DESK, {"lead": str(answered[1].uid)}).content.decode())
    for shown in ("钱302户", "个人自付医疗费用累计", "家庭成员", "以前的线索", "费用已报销或救助"):
        assert shown in page
    assert "确认钱302户无返贫致贫风险" in page
    assert "退回村里" in page


def test_a_part_is_answered_by_the_household_alone(answered: list[Lead], as_post: As) -> None:
    page = as_post("clerk").get(DESK, {"lead": str(answered[0].uid)}, **PART).content.decode()
    assert "钱301户" in page
    assert "<html" not in page
    assert "钱302" not in page


def test_another_townships_lead_is_not_opened(answered: list[Lead], as_post: As) -> None:
    assert as_post("far_clerk").get(DESK, {"lead": str(answered[0].uid)}).status_code == 404


def test_after_each_step_the_next_one_is_there_until_nothing_is_left(
    answered: list[Lead], as_post: As
) -> None:
    client, done = as_post("head"), []
    first, second, *_ = sorted(answered, key=lambda one: one.pk)
    address = f"{DESK}?lead={first.uid}"
    while "lead=" in address:
        name = re.search(r"<h2>(钱\d+)户", client.get(address).content.decode())
        assert name is not None
        done.append(name[1])
        lead = next(one for one in answered if one.household.head_name == name[1])
        verb, form = ("send-back", {"reason": "补充"}) if len(done) == 2 else ("confirm", {})
        answer = client.fill_in(address, f"/leads/{lead.uid}/{verb}/", form)
        assert answer.status_code == 302
        address = answer.headers["Location"]
        assert address.startswith(DESK)
    assert done == names(answered)
    assert "这一类都办完了" in client.get(address).content.decode()
    with acting(SYSTEM), reading():
        states = [Lead.objects.get(pk=one.pk).state for one in answered]
    at_second = ["returned" if one == second else "closed" for one in answered]
    assert states == [*at_second[:2], "returned" if answered[2] == second else "at_risk", at_second[3]]


def test_the_next_one_is_never_ones_own_answer(answered: list[Lead], as_post: As) -> None:
    client, met = as_post("clerk"), set()
    address = f"{DESK}?lead={answered[0].uid}"
    while "lead=" in address and len(met) < len(answered):
        name = re.search(r"<h2>(钱\d+)户", opened(client.get(address).content.decode()))
        assert name is not None
        met.add(name[1])
        lead = next(one for one in answered if one.household.head_name == name[1])
        sent = client.fill_in(address, f"/leads/{lead.uid}/send-back/", {"reason": "补充"})
        address = sent.headers["Location"]
    own = client.get(DESK).content.decode()
    assert len(met) == 3 and "其中 1 户是您自己的反馈" in own


def test_a_village_that_is_done_leads_on_to_the_others(spread: list[Lead], as_post: As) -> None:
    client, village = as_post("head"), spread[1].village.code
    for lead in (spread[1], spread[2]):
        at = f"{DESK}?village={village}&lead={lead.uid}"
        answer = client.fill_in(at, f"/leads/{lead.uid}/confirm/", {})
    assert (
        answer.headers["Location"] == f"{DESK}?lead={min(spread[0], spread[3], key=lambda one: one.pk).uid}"
    )


def test_the_township_answers_at_the_desk_what_the_village_has_not(answered: list[Lead], as_post: As) -> None:
    client, lead = as_post("head"), answered[0]
    client.fill_in(f"{DESK}?lead={lead.uid}", f"/leads/{lead.uid}/send-back/", {"reason": "补充"})
    page = client.get(DESK, {"step": "answer"}).content.decode()
    assert order(page) == ["钱301"]
    assert "替村里代录" in opened(page)
    finding = {"finding": "no_risk:reimbursed", "method": "home"}
    at = f"{DESK}?step=answer&lead={lead.uid}"
    assert client.fill_in(at, f"/leads/{lead.uid}/answer/", finding).headers["Location"] == (
        f"{DESK}?step=answer"
    )


def test_ticking_several_keeps_what_the_list_is_narrowed_to(spread: list[Lead], as_post: As) -> None:
    client, lead = as_post("clerk"), spread[0]
    at = f"{DESK}?village={lead.village.code}"
    answer = client.fill_in(at, f"{DESK}confirm/", {"chosen": f"{lead.uid}.{lead.version}"})
    assert answer.headers["Location"] == at


def test_the_desk_with_one_opened_stays_within_its_budget(spread: list[Lead], as_post: As) -> None:
    client = as_post("clerk")
    client.get(DESK)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(DESK).status_code == 200
    spoken = [
        one["sql"]
        for one in captured
        if not one["sql"].startswith(("BEGIN", "COMMIT", "SET", "SELECT set_config", "PRAGMA"))
    ]
    assert len(spoken) <= BUDGET
