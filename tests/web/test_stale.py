"""Two people at the same record: the second sees what the first did, and goes on from there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.api import Reach
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Proposal, parameter
from dixian.foundation.policy.models import Parameter
from dixian.foundation.sheets.api import write_table
from dixian.registry.households.api import PAIRING_COLUMNS
from dixian.warning.verification.api import release
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
PARAMETER = "/settings/parameters/limit.answer/"
NEW_LIMIT = {"text": "9天", "valid_from": f"{clock.today().year + 1}-12-01", "source": "县局会议纪要"}


@pytest.fixture
def released(county: Any) -> Any:
    """The lead, waiting for the village."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
    return county


def test_a_stale_proposal_shows_both_values_who_and_when_and_the_way_on(county: Any, as_post: As) -> None:
    first, second = as_post("bureau"), as_post("reviewer")
    form = {**second.hidden(PARAMETER, f"{PARAMETER}propose/"), **NEW_LIMIT}
    with acting(SYSTEM), reading():
        waiting = Proposal.objects.get(subject="parameter")
    assert second.post(f"/settings/proposals/{waiting.uid}/", {"verb": "approve"}).status_code == 302
    stale = second.post(f"{PARAMETER}propose/", form)
    page = stale.content.decode()
    assert stale.status_code == 409
    for shown in ("别人改过", "9天", "10天", "最近一次是某reviewer", str(clock.today())):
        assert shown in page
    assert first.get(PARAMETER).status_code == 200
    again = second.fill_from(page, f"{PARAMETER}propose/")
    assert again.status_code == 302
    with acting(SYSTEM), reading():
        assert Proposal.objects.filter(label__contains="9天").exists()
        assert parameter("limit.answer", clock.today()).text == "10天"
        assert Parameter.objects.filter(code="limit.answer").count() == 2


def test_the_second_answer_to_a_lead_sees_the_first(released: Any, as_post: As) -> None:
    at = f"/leads/{released.lead.uid}/"
    late = as_post("grid").hidden(at, f"{at}answer/")
    finding = {"finding": "no_risk:reimbursed", "method": "home"}
    assert as_post("cadre").fill_in(at, f"{at}answer/", finding).status_code == 302
    stale = as_post("grid").post(
        f"{at}answer/", {**late, **finding, "finding": "at_risk:medical", "note": "病重"}
    )
    page = stale.content.decode()
    assert stale.status_code == 409
    for shown in ("有返贫致贫风险，病重", "待确认，无返贫致贫风险", "某cadre（东方红村·村干部）"):
        assert shown in page
    with acting(SYSTEM), reading():
        assert Lead.objects.get(pk=released.lead.pk).verdict == "no_risk"


def test_only_where_a_file_was_sent_along_the_second_is_told_to_send_it_again(
    released: Any, as_post: As
) -> None:
    at = f"/leads/{released.lead.uid}/"
    finding = {"finding": "no_risk:reimbursed", "method": "home"}
    late = as_post("clerk").hidden(at, f"{at}answer/")
    assert as_post("cadre").fill_in(at, f"{at}answer/", finding).status_code == 302
    signed = {
        "for_post": str(released.posts["cadre"].uid),
        "sheet": SimpleUploadedFile("签字表.jpg", b"\xff\xd8\xff scan"),
    }
    told = as_post("clerk").post(f"{at}answer/", {**late, **finding, **signed})
    assert (told.status_code, "带附件的表单要重新填写并上传" in told.content.decode()) == (409, True)

    late = as_post("clerk").hidden(at, f"{at}confirm/")
    assert as_post("head").fill_in(at, f"{at}confirm/").status_code == 302
    told = as_post("clerk").post(f"{at}confirm/", late)
    assert (told.status_code, "附件" in told.content.decode()) == (409, False)


def test_a_form_made_from_a_record_does_not_go_without_its_version(released: Any, as_post: As) -> None:
    response = as_post("cadre").post(
        f"/leads/{released.lead.uid}/answer/", {"finding": "no_risk:reimbursed", "method": "home"}
    )
    assert (response.status_code, "表单不完整" in response.content.decode()) == (409, True)


def pairing_list(*pairs: tuple[str, str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.xlsx", write_table(title="结对", columns=PAIRING_COLUMNS, rows=pairs))


def test_an_import_agreed_to_by_one_and_overtaken_by_another_is_shown_anew(county: Any, as_post: As) -> None:
    numbers = ("H00101", "H00102", "H00104")
    mine, theirs = as_post("bureau"), as_post("reviewer")
    preview = mine.post("/pairing/", {"file": pairing_list(("helper", numbers[1]))}).content.decode()
    other = theirs.post("/pairing/", {"file": pairing_list(*(("helper", one) for one in numbers))})
    assert theirs.fill_from(other.content.decode(), "/pairing/").headers["Location"] == "/pairing/"
    stale = mine.fill_from(preview, "/pairing/")
    assert (stale.status_code, "别人又改过其中的结对" in stale.content.decode()) == (409, True)
    with acting(SYSTEM), reading():
        assert Reach.objects.filter(post=county.posts["helper"]).count() == 3
    assert mine.fill_from(stale.content.decode(), "/pairing/").status_code == 302
    with acting(SYSTEM), reading():
        assert Reach.objects.filter(post=county.posts["helper"]).count() == 1
