"""A form counts once, says from what it was made, and leaves no file behind when it is refused."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.api import Reach
from dixian.foundation.accounts.models import SubmittedForm
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Proposal, parameter
from dixian.foundation.policy.models import Parameter
from dixian.foundation.sheets.api import write_table
from dixian.registry.households.api import PAIRING_COLUMNS
from dixian.warning.verification.api import release
from dixian.warning.verification.models import PushSheet
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
PARAMETER = "/settings/parameters/limit.answer/"
THIS_YEAR = clock.today().year
NEW_LIMIT = {"text": "9天", "valid_from": f"{clock.today().year + 1}-12-01", "source": "县局会议纪要"}


def count(model: Any, **wanted: Any) -> int:
    with acting(SYSTEM), reading():
        return int(model.objects.filter(**wanted).count())


@pytest.fixture
def released(county: Any) -> Any:
    """The lead, waiting for the village."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
    return county


def test_without_a_key_nothing_is_done(county: Any, as_post: As) -> None:
    for key in (None, "", "none of ours"):
        response = as_post("bureau").post(
            "/push-desk/release/", {"chosen": str(county.lead.uid), "form_key": key}
        )
        assert response.status_code == 409
        assert "表单不完整" in response.content.decode()
    assert count(PushSheet, year=THIS_YEAR) == 0


def test_every_form_of_a_signed_in_page_has_a_key_unless_it_may_come_twice(county: Any, as_post: As) -> None:
    from tests.web.forms_in_templates import forms_that_change

    without = [where for where, form in forms_that_change() if "{% form_key %}" not in form]
    assert without == []
    assert len(list(forms_that_change())) > 20


def test_the_same_form_twice_counts_once_and_is_answered_as_the_first_time(county: Any, as_post: As) -> None:
    client, form = as_post("bureau"), {"chosen": str(county.lead.uid), "form_key": str(uuid4())}
    first = client.post("/push-desk/release/", form)
    client.get("/push-desk/")
    second = client.post("/push-desk/release/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    page = client.get(second.headers["Location"]).content.decode()
    assert "这张表单已经提交过，没有重复办理。已推送：推送单" in page
    assert count(PushSheet, year=THIS_YEAR) == 1


def test_the_browser_learns_which_form_counted_and_only_then(county: Any, as_post: As) -> None:
    client, key = as_post("bureau"), str(uuid4())
    refused = client.post("/push-desk/release/", {"chosen": "nothing", "form_key": key})
    assert (refused.status_code, "done" in client.cookies) == (409, False)
    client.post("/push-desk/release/", {"chosen": str(county.lead.uid), "form_key": key})
    assert client.cookies["done"].value == key


def test_two_of_the_same_at_once_count_once(county: Any, as_post: As) -> None:
    form = {"chosen": str(county.lead.uid), "form_key": str(uuid4())}
    client = as_post("bureau")
    answers: list[int] = []

    def send() -> None:
        other = FormClient(headers={"user-agent": "test"})
        other.cookies = client.cookies
        answers.append(other.post("/push-desk/release/", form).status_code)
        connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [302, 302, 302]
    assert (count(PushSheet, year=THIS_YEAR), count(SubmittedForm)) == (1, 1)


def test_a_result_that_is_shown_only_once_is_not_made_again(county: Any, as_post: As) -> None:
    at = f"/settings/accounts/{county.posts['cadre'].user.uid}/reset/"
    form = {"form_key": str(uuid4())}
    assert as_post("system_admin").post(at, form).status_code == 200
    again = as_post("system_admin").post(at, form)
    assert (again.status_code, "结果只显示一次" in again.content.decode()) == (409, True)


def test_a_form_that_was_refused_can_be_sent_again_with_its_key(county: Any, as_post: As) -> None:
    form = {"form_key": str(uuid4())}
    assert as_post("bureau").post("/push-desk/release/", form).status_code == 409
    form["chosen"] = str(county.lead.uid)
    assert as_post("bureau").post("/push-desk/release/", form).status_code == 302


def test_somebody_elses_key_tells_nothing_of_what_they_did(county: Any, as_post: As) -> None:
    form = {"chosen": str(county.lead.uid), "form_key": str(uuid4())}
    as_post("bureau").post("/push-desk/release/", form)
    other = as_post("reviewer")
    other.raise_request_exception = False
    response = other.post("/push-desk/release/", form)
    assert "推送单〔" not in response.content.decode()
    assert count(PushSheet, year=THIS_YEAR) == 1


def files_in(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.xlsx", b"not a workbook")


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        (None, "/sign-in/", 400),
        (None, "/submissions/kinds/{kind}/upload/", 302),
        ("cadre", "/submissions/kinds/{kind}/upload/", 403),
        ("water", "/submissions/kinds/{kind}/upload/", 409),
        ("bureau", "/push-desk/release/", 400),
        ("bureau", "/pairing/", 409),
        ("system_admin", "/settings/accounts/open/", 409),
        ("system_admin", "/settings/areas/load/areas/", 409),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing_on_disk(
    county: Any, as_post: As, home: Path, who: str | None, address: str, status: int
) -> None:
    before, records = files_in(home), count(StoredFile)
    client = as_post(who) if who else Client()
    response = client.post(address.format(kind=county.kind.uid), {"file": sheet(), "month": ""})
    assert response.status_code == status
    assert files_in(home) == before
    assert count(StoredFile) == records


def test_a_file_without_a_name_is_told_that_none_was_chosen(county: Any, as_post: As) -> None:
    head = 'Content-Disposition: form-data; name="file"; filename=""\r\n\r\n'
    body = f"--x\r\n{head}PK\x03\0\r\n--x--\r\n".encode()
    told = as_post("insurer").generic(
        "POST",
        f"/submissions/kinds/{county.kind.uid}/upload/",
        body,
        content_type="multipart/form-data; boundary=x",
    )
    assert told.status_code == 409
    assert "没有选择文件" in told.content.decode()


def test_what_is_too_large_is_not_even_read(county: Any, as_post: As, home: Path) -> None:
    before = files_in(home)
    client = as_post("bureau")
    for address, size in (("/push-desk/release/", 2 * 1024 * 1024), ("/pairing/", 80 * 1024 * 1024)):
        response = client.generic(
            "POST", address, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(size)
        )
        assert (response.status_code, "提交的内容太大" in response.content.decode()) == (413, True)
    assert files_in(home) == before


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
