"""Entry on behalf, delegation and one-time passwords, through the pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.models import User
from dixian.foundation.audit.api import Entry, acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.warning.verification.api import release
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
FINDING = {"finding": "no_risk:reimbursed", "method": "home"}


@pytest.fixture
def released(county: Any) -> Any:
    """The lead, waiting for the village."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
    return county


def state(county: Any) -> str:
    with acting(SYSTEM), reading():
        return Lead.objects.get(pk=county.lead.pk).state


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("签字表.jpg", b"\xff\xd8\xff scan of the signed sheet", "image/jpeg")


def test_the_township_types_in_for_the_village_and_a_colleague_compares(released: Any, as_post: As) -> None:
    at = f"/leads/{released.lead.uid}/"
    clerk, head = as_post("clerk"), as_post("head")
    assert "代谁录入" in clerk.get(at).content.decode()
    told = clerk.fill_in(
        at, f"{at}answer/", {**FINDING, "for_post": str(released.posts["cadre"].uid), "sheet": scan()}
    )
    assert told.status_code == 302
    seen = head.hidden(at, f"{at}confirm-entry/")
    assert head.post(f"{at}confirm/", {"version": seen["version"]}).status_code == 409
    assert clerk.post(f"{at}confirm-entry/", {"version": seen["version"]}).status_code == 409
    sheet = head.get(f"{at}signed-sheet/")
    assert (sheet.content, sheet.headers["X-Content-Type-Options"]) == (scan().read(), "nosniff")
    assert head.fill_in(at, f"{at}confirm-entry/").status_code == 302
    assert head.fill_in(at, f"{at}confirm/").status_code == 302
    assert state(released) == "closed"
    assert as_post("inspector").get(f"{at}signed-sheet/").status_code == 200


def test_the_history_says_for_whom_it_was_typed_in(released: Any, as_post: As) -> None:
    at = f"/leads/{released.lead.uid}/"
    as_post("clerk").fill_in(
        at, f"{at}answer/", {**FINDING, "for_post": str(released.posts["cadre"].uid), "sheet": scan()}
    )
    with acting(SYSTEM), reading():
        entry = Entry.objects.filter(table="commons_leads_lead", row=released.lead.pk).latest("id")
    assert (entry.actor, entry.on_behalf) == (
        f"user:{released.posts['clerk'].user_id}",
        str(released.posts["cadre"].pk),
    )


@pytest.mark.parametrize(
    "sent",
    [
        {"for_post": "cadre"},
        {"for_post": "far_cadre", "sheet": True},
        {"for_post": "clerk", "sheet": True},
    ],
    ids=["no-sheet", "another-village", "oneself"],
)
def test_without_sheet_or_for_somebody_else_nothing_is_entered(released: Any, as_post: As, sent: Any) -> None:
    values = {**FINDING, "for_post": str(released.posts[sent["for_post"]].uid)}
    if "sheet" in sent:
        values["sheet"] = scan()
    at = f"/leads/{released.lead.uid}/"
    assert as_post("clerk").fill_in(at, f"{at}answer/", values).status_code == 409
    assert state(released) == "released"


def test_during_a_leave_a_colleague_acts_with_the_post(released: Any, as_post: As) -> None:
    today = clock.today()
    dates = {"valid_from": str(today), "valid_to": str(today + timedelta(days=5))}
    told = as_post("clerk").post("/delegations/", {"username": "far_clerk", "reason": "休假", **dates})
    assert told.status_code == 302
    stand_in = as_post("far_clerk")
    stand_in.post("/post/", {"post": str(released.posts["clerk"].uid)})
    assert stand_in.get(f"/leads/{released.lead.uid}/").status_code == 200
    page = as_post("clerk").get("/delegations/").content.decode()
    assert "某far_clerk" in page
    assert as_post("clerk").post("/delegations/", {"username": "nobody", **dates}).status_code == 409


def test_a_delegation_ended_early_is_over_at_once(released: Any, as_post: As) -> None:
    from dixian.foundation.accounts.models import Delegation

    today = clock.today()
    as_post("clerk").post(
        "/delegations/",
        {"username": "far_clerk", "valid_from": str(today), "valid_to": str(today + timedelta(days=5))},
    )
    with acting(SYSTEM), reading():
        made = Delegation.objects.get()
    assert as_post("head").post(f"/delegations/{made.uid}/end/").status_code == 404
    assert as_post("clerk").post(f"/delegations/{made.uid}/end/").status_code == 302
    stand_in = as_post("far_clerk")
    stand_in.post("/post/", {"post": str(released.posts["clerk"].uid)})
    assert stand_in.get(f"/leads/{released.lead.uid}/").status_code == 404


def test_a_forgotten_password_is_replaced_by_one_for_once(county: Any, as_post: As) -> None:
    with acting(SYSTEM), reading():
        someone = User.objects.get(pk=county.posts["cadre"].user_id)
    page = as_post("system_admin").post(f"/settings/accounts/{someone.uid}/reset/").content.decode()
    with acting(SYSTEM), reading():
        someone.refresh_from_db()
    assert someone.must_change_password
    assert any(
        someone.check_password(word)
        for word in page.replace("<", " ").replace(">", " ").split()
        if len(word) == 12
    )


def test_a_row_beside_the_people_it_may_be(county: Any, as_post: As) -> None:
    client = as_post("bureau")
    at = f"/rows/{county.row.uid}/"
    page = client.get(at).content.decode()
    assert "李肆" in page
    assert "身份证号相同的人" in page
    assert "李四" in page
    with acting(SYSTEM), reading():
        from dixian.registry.households.models import Person

        person = Person.objects.get(number="P102")
    told = client.post(f"{at}settle/", {"person": str(person.uid), "reason": "电话核对为同一人"})
    assert told.headers["Location"] == f"/batches/{county.batch.uid}/?bin=ambiguous"
    assert "电话核对为同一人" in client.get(at).content.decode()
