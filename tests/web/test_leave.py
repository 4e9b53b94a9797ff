"""Leave through the pages: who may stand in, what they may do, and who opens it for somebody ill."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dixian.foundation.accounts.models import Delegation, User
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.warning.verification.api import release
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], Client]


@pytest.fixture
def released(county: Any) -> Any:
    """The lead, waiting for the village."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
    return county


def form(county: Any, who: str, days: int = 5) -> dict[str, str]:
    today = clock.today()
    return {
        "delegate": str(county.posts[who].user.uid),
        "valid_from": str(today),
        "valid_to": str(today + timedelta(days=days)),
        "reason": "休假",
    }


def act_with(client: Client, county: Any, post: str) -> Client:
    client.post("/post/", {"post": str(county.posts[post].uid)})
    return client


def made() -> Delegation:
    with acting(SYSTEM), reading():
        return Delegation.objects.get()


def test_during_a_leave_a_colleague_acts_with_the_post(released: Any, as_post: As) -> None:
    assert as_post("clerk").post("/delegations/", form(released, "cadre")).status_code == 302
    stand_in = act_with(as_post("cadre"), released, "clerk")
    assert stand_in.get(f"/leads/{released.lead.uid}/").status_code == 200
    assert stand_in.get("/loop/").status_code == 200
    assert "某cadre" in as_post("clerk").get("/delegations/").content.decode()


@pytest.mark.parametrize("who", ["far_clerk", "bureau", "clerk"])
def test_nobody_from_elsewhere_stands_in(released: Any, as_post: As, who: str) -> None:
    page = as_post("clerk").get("/delegations/").content.decode()
    assert f'value="{released.posts[who].user.uid}"' not in page
    assert as_post("clerk").post("/delegations/", form(released, who)).status_code == 409


def test_a_delegate_is_not_offered_to_pass_the_post_on(released: Any, as_post: As) -> None:
    as_post("clerk").post("/delegations/", form(released, "head"))
    stand_in = act_with(as_post("head"), released, "clerk")
    assert "不能再授权" in stand_in.get("/delegations/").content.decode()
    assert stand_in.post("/delegations/", form(released, "cadre")).status_code == 409


def test_a_delegation_ended_early_is_over_at_once(released: Any, as_post: As) -> None:
    as_post("head").post("/delegations/", form(released, "cadre"))
    address = f"/delegations/{made().uid}/end/"
    assert as_post("clerk").post(address).status_code == 404
    assert as_post("head").post(address).status_code == 302
    assert act_with(as_post("cadre"), released, "head").get("/loop/").status_code == 403


def verbs_of(client: Any, decide: str) -> str:
    """What the list of proposals offers about one of them."""
    page = client.get("/settings/proposals/?mine=0").content.decode()
    return str(page.split(decide, 1)[1].split("</form>", 1)[0])


def test_a_delegate_does_not_approve_their_own_proposal_with_the_borrowed_post(
    county: Any, as_post: As
) -> None:
    as_post("reviewer").post("/delegations/", form(county, "bureau"))
    borrowed = act_with(as_post("bureau"), county, "reviewer")
    decide = f"/settings/proposals/{county.proposal.uid}/"
    assert "approve" not in verbs_of(borrowed, decide), "not even offered"
    told = borrowed.post(decide, {"verb": "approve"})
    assert told.status_code == 409
    assert "不能审批自己的提请" in told.content.decode()
    assert "approve" in verbs_of(as_post("bureau_head"), decide)


def test_a_delegate_does_not_confirm_their_own_answer(released: Any, as_post: As) -> None:
    at = f"/leads/{released.lead.uid}/"
    finding = {"finding": "no_risk:reimbursed", "method": "home"}
    assert as_post("clerk").fill_in(at, f"{at}answer/", finding).status_code == 302
    as_post("head").post("/delegations/", form(released, "clerk"))
    borrowed = act_with(as_post("clerk"), released, "head")
    assert f"{at}confirm/" not in borrowed.get(at).content.decode(), "not even offered"
    told = borrowed.post(f"{at}confirm/", as_post("head").hidden(at, f"{at}confirm/"))
    assert (told.status_code, "不能确认自己的反馈" in told.content.decode()) == (409, True)
    assert as_post("head").fill_in(at, f"{at}confirm/").status_code == 302


def test_the_system_administrator_opens_and_ends_it_for_somebody_ill(released: Any, as_post: As) -> None:
    admin = as_post("system_admin")
    at = f"/settings/posts/{released.posts['clerk'].uid}/leave/"
    assert admin.post(at, form(released, "bureau")).status_code == 409
    assert admin.post(at, form(released, "head")).status_code == 302
    with acting(SYSTEM), reading():
        assert not Delegation.objects.exists(), "a second person has to agree"
    agree(as_post)
    assert act_with(as_post("head"), released, "clerk").get("/leads/").status_code == 200
    person = f"/settings/accounts/{released.posts['clerk'].user.uid}/"
    assert "由某head代办" in admin.get(person).content.decode()
    assert admin.post(f"/settings/leaves/{made().uid}/end/").status_code == 302
    assert "由某head代办" not in admin.get(person).content.decode()


def test_a_helper_lets_a_colleague_stand_in(county: Any, as_post: As) -> None:
    with acting(SYSTEM), writing():
        User.objects.filter(pk=county.posts["far_helper"].user_id).update(name="同事")
    assert as_post("helper").post("/delegations/", form(county, "far_helper")).status_code == 302
    stand_in = act_with(as_post("far_helper"), county, "helper")
    assert stand_in.get(f"/households/{county.villager.household.uid}/").status_code == 200
