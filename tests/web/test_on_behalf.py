"""Entry on behalf, and a row beside the people it may be, through the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.commons.leads.models import Lead
from dixian.foundation.audit.api import Entry, acting, reading, writing
from dixian.foundation.files.api import StoredFile
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


def test_what_is_no_picture_is_not_filed_as_the_signed_sheet(released: Any, as_post: As) -> None:
    at, clerk = f"/leads/{released.lead.uid}/", as_post("clerk")
    program = SimpleUploadedFile("签字.exe", b"MZ\x90\x00 a program", "image/jpeg")
    sent = {**FINDING, "for_post": str(released.posts["cadre"].uid), "sheet": program}
    told = clerk.fill_in(at, f"{at}answer/", sent)
    assert (told.status_code, "“签字.exe”不是照片" in told.content.decode()) == (409, True)
    with acting(SYSTEM), reading():
        assert not StoredFile.objects.filter(name="签字.exe").exists()
    assert state(released) == "released"


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


def test_a_row_beside_the_people_it_may_be(county: Any, as_post: As) -> None:
    client = as_post("bureau")
    at = f"/rows/{county.row.uid}/"
    page = client.get(at).content.decode()
    assert "钱八" in page
    assert "可能的人" in page
    assert "李四" in page
    with acting(SYSTEM), reading():
        from dixian.registry.households.models import Person

        person = Person.objects.get(number="P102")
    told = client.post(f"{at}settle/", {"person": str(person.uid), "reason": "电话核对为同一人"})
    assert told.headers["Location"] == f"/batches/{county.batch.uid}/?bin=ambiguous"
    assert "电话核对为同一人" in client.get(at).content.decode()
