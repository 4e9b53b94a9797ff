"""The page of one proposal: opened from 待办, decided there, and back to 待办."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.policy.api import Proposal
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
HOME = {"back": "home"}


@pytest.fixture
def address(county: Any) -> str:
    """Of the proposal that waits; its duty is open."""
    with acting(SYSTEM), writing():
        drain()
    return f"/settings/proposals/{county.proposal.uid}/"


def listed(client: FormClient, kind: str) -> str:
    return client.get(f"/?kind={kind}").content.decode().split("<main", 1)[1]


def state(county: Any) -> str:
    with acting(SYSTEM), writing():
        return Proposal.objects.get(pk=county.proposal.pk).state


def test_a_duty_opens_the_one_proposal_which_is_approved_there(county, as_post, address):
    reviewer: FormClient = as_post("reviewer")
    assert address in listed(reviewer, "policy.approve")
    page = reviewer.get(address).content.decode()
    assert county.proposal.label in page and page.count("data-row") == 1
    done = reviewer.fill_in(address, address, {"verb": "approve"})
    assert (done.status_code, done["Location"]) == (302, "/")
    with acting(SYSTEM), writing():
        drain()
    assert address not in listed(reviewer, "policy.approve")
    assert state(county) == "approved"


def test_who_asked_withdraws_it_on_its_page(county, as_post, address):
    clerk = as_post("bureau")
    page = clerk.get(address).content.decode()
    assert 'value="withdraw"' in page and 'value="approve"' not in page
    assert clerk.post(address, {**HOME, "verb": "withdraw"})["Location"] == "/"
    assert state(county) == "withdrawn"


def test_what_was_sent_back_stands_in_the_duties_of_whoever_asked_until_they_know(
    county: Any, as_post: Callable[[str], FormClient], address: str
) -> None:
    with acting(SYSTEM), writing():
        Proposal.objects.filter(pk=county.proposal.pk).update(made_by_post=county.posts["bureau"].pk)
    refused = as_post("reviewer").post(address, {**HOME, "verb": "reject"})
    assert refused.status_code == 409, "a reason is asked for"
    as_post("reviewer").post(address, {**HOME, "verb": "reject", "reason": "没有文件依据"})
    with acting(SYSTEM), writing():
        drain()
    clerk = as_post("bureau")
    assert address in listed(clerk, "policy.returned")
    assert "没有文件依据" in clerk.get(address).content.decode()
    assert 'value="seen"' not in as_post("reviewer").get(address).content.decode()
    assert clerk.fill_in(address, address, {"verb": "seen"})["Location"] == "/"
    assert address not in listed(clerk, "policy.returned")
    assert clerk.post(address, {"verb": "seen"}).status_code == 409


def test_from_the_list_one_returns_to_the_list(county, as_post, address):
    assert as_post("reviewer").post(address, {"verb": "approve"})["Location"] == "/settings/proposals/"
