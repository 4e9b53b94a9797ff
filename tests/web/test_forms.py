"""A form counts once, says from what it was made, and leaves no file behind when it is refused."""

import inspect
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client, RequestFactory
from django.urls import get_resolver

from dixian.foundation.accounts.api import what_was_said
from dixian.foundation.accounts.models import SubmittedForm
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.warning.verification.models import PushSheet
from dixian.web.shell.said import SealedStorage
from tests.support.client import FormClient
from tests.web.addresses import walk
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
THIS_YEAR = clock.today().year
EXPORTS = "export(request"


def count(model: Any, **wanted: Any) -> int:
    with acting(SYSTEM), reading():
        return int(model.objects.filter(**wanted).count())


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


def test_the_form_of_a_workbook_has_no_key_and_its_page_asks_none() -> None:
    known = [
        one for one in walk(get_resolver()) if EXPORTS in inspect.getsource(inspect.unwrap(one.callback))
    ]
    assert len(known) > 10
    sent = [one for one in known if "POST" in one.callback.page.methods]  # type: ignore[attr-defined]
    assert [one.name for one in sent if not one.callback.page.look_up] == []  # type: ignore[attr-defined]


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
    as_post("system_admin").post(at, {"source": "本人申请"})
    agree(as_post)
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
    response = as_post("reviewer").post("/push-desk/release/", form)
    page = response.content.decode()
    assert (response.status_code, "推送单〔" in page) == (409, False)
    assert "已经由别人提交过，没有办理" in page and "重新打开这个页面" in page
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


@pytest.mark.parametrize(("long", "refused"), [(200, False), (3_000, True)])
def test_a_file_whose_name_is_too_long_is_told_so(county: Any, as_post: As, long: int, refused: bool) -> None:
    head = f'Content-Disposition: form-data; name="file"; filename="{"单" * (long - 5)}.xlsx"\r\n\r\n'
    told = as_post("insurer").generic(
        "POST", "/compare-list/", f"--x\r\n{head}PK\r\n--x--\r\n", "multipart/form-data; boundary=x"
    )
    assert ("文件名太长，没有上传" in told.content.decode()) == refused
    assert ("文件名最多 200 个字" in told.content.decode()) == refused


def test_what_is_too_large_is_not_even_read(county: Any, as_post: As, home: Path) -> None:
    before = files_in(home)
    client = as_post("bureau")
    for address, size in (("/push-desk/release/", 2 * 1024 * 1024), ("/pairing/", 80 * 1024 * 1024)):
        response = client.generic(
            "POST", address, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(size)
        )
        assert (response.status_code, "提交的内容太大" in response.content.decode()) == (413, True)
    assert files_in(home) == before


def test_what_a_form_was_answered_lies_nowhere_in_clear(county: Any, as_post: As) -> None:
    client = as_post("bureau")
    sent = client.post("/push-desk/release/", {"chosen": [str(county.lead.uid)]})
    assert sent.status_code == 302
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        kept = [SessionStore().decode(data) for (data,) in cursor.fetchall()]
    waiting = [one["_messages"] for one in kept if "_messages" in one]
    assert waiting and not any("推送" in one or "\\u63a8" in one for one in waiting)
    with acting(SYSTEM), reading():
        form = SubmittedForm.objects.latest("id")
    assert (form.said, "已推送" in what_was_said(form)) == ("", True)
    assert "已推送" in client.get("/push-desk/").content.decode()


def test_messages_from_before_they_were_sealed_are_let_go() -> None:
    request: Any = RequestFactory().get("/")
    request.session = {}
    storage = SealedStorage(request)
    assert storage.deserialize_messages('[["__json_message",0,25,"已办"]]') == []
