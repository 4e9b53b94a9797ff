"""The public page as somebody meets it who wants more than to declare: it tells nothing, and stops nobody else."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.files.api import StoredFile, content_of
from dixian.warning.declarations.api import OF_CODE, SENT, Declaration, DeclaredPhoto, Knocking, code_for
from dixian.warning.declarations.models import Knock
from dixian.warning.declarations.rules import code_of
from tests.support.client import FormClient
from tests.support.photos import PLACE, bomb, photo
from tests.web.conftest import SYSTEM
from tests.web.county_declarations import CODE, PHONE, TOKEN

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
AT = f"/d/{TOKEN}/"
SCRIPT = "<script>alert(1)</script>=cmd|' /C calc'!A0"


def sent(**changed: Any) -> dict[str, Any]:
    """A form as the page hands it out, filled in; 张三 stands in the register."""
    told = {
        "filled_by": "self",
        "name": "张三",
        "place": "前屯",
        "phone": "13800000101",
        "trouble": "illness",
    }
    return {**told, "form": str(uuid4()), **changed}


def count(model: Any, **wanted: Any) -> int:
    with acting(SYSTEM), reading():
        return int(model.objects.filter(**wanted).count())


def knocked(limit: Any, whose: str, times: int) -> None:
    one = Knocking(limit, whose)
    with acting(SYSTEM), writing():
        Knock.objects.create(kind=limit.parameter, key=one.key, window=one.window, count=times)


def test_a_visitor_needs_no_cookie_and_the_photo_loses_its_place(county: Any, as_post: As) -> None:
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(AT)
    assert (page.status_code, page.content.decode().count("<script"), visitor.cookies) == (200, 0, {})
    before = count(StoredFile)
    files = [
        SimpleUploadedFile("房.jpg", photo(), "image/jpeg"),
        SimpleUploadedFile("弹.png", bomb(), "image/png"),
    ]
    taken = visitor.post(AT, sent(words=SCRIPT, photo=files))
    assert (taken.status_code, visitor.cookies, "这些照片没有收" in taken.content.decode()) == (200, {}, True)
    with acting(SYSTEM), reading():
        kept, made = (
            DeclaredPhoto.objects.select_related("shown").latest("id"),
            Declaration.objects.latest("id"),
        )
        assert PLACE not in content_of(kept.shown)
    assert (count(StoredFile), made.made_by) == (before + 1, "visitor")
    desk = as_post("clerk").get(f"/declarations/{made.uid}/").content.decode()
    assert SCRIPT not in desk
    assert "&lt;script&gt;alert(1)" in desk
    seen = as_post("clerk").get(f"/declarations/photos/{kept.uid}/")
    assert (seen.headers["Content-Type"], seen.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


def test_whoever_stands_in_the_register_is_answered_like_anybody_and_the_register_is_not_asked(
    county: Any,
) -> None:
    answers = []
    for told in (sent(), sent(name="无此人", phone="13900000999")):
        with CaptureQueriesContext(connection) as captured:
            page = Client().post(AT, told).content.decode()
        asked = [one["sql"] for one in captured]
        assert not any("registry_" in sql or "commons_leads" in sql for sql in asked)
        code = code_for(told["form"])
        answers.append((page.replace(f"{code[:4]} {code[4:8]} {code[8:]}", "-"), len(asked)))
    assert answers[0] == answers[1]


def test_somebody_signed_in_declares_as_a_visitor(county: Any, as_post: As) -> None:
    assert as_post("cadre").post(AT, sent()).status_code == 200
    with acting(SYSTEM), reading():
        made = Declaration.objects.latest("id")
    assert (made.made_by, made.made_by_post) == ("visitor", None)


def test_every_wrong_code_is_answered_alike(county: Any) -> None:
    found = Client().post("/d/", {"code": f"{CODE[:4]} {CODE[4:]}", "phone": PHONE[-4:]})
    assert (found.status_code, "没有找到是哪一户" in found.content.decode()) == (200, True)
    answers, taken = set(), {}
    mistyped = (("", ""), ("9" * 5000, "1"))
    for code, phone in ((CODE, "0000"), (code_of(7), PHONE[-4:]), (code_of(8), "x" * 999), *mistyped):
        with CaptureQueriesContext(connection) as captured:
            wrong = Client().post("/d/", {"code": code, "phone": phone})
        answers.add((wrong.status_code, wrong.content))
        # One that was only mistyped is not counted by itself.
        taken.setdefault((code, phone) in mistyped, set()).add(len(captured))
    assert (len(answers), [len(one) for one in taken.values()]) == (1, [1, 1])


def test_a_sender_who_knocks_too_often_waits_whatever_it_says_of_itself(county: Any) -> None:
    knocked(SENT, "127.0.0.1", 30)
    made = count(Declaration)
    refused = Client().post(AT, sent(), headers={"X-Forwarded-For": "10.9.8.7", "X-Real-IP": "10.9.8.7"})
    assert (refused.status_code, "过一小时再来" in refused.content.decode(), count(Declaration)) == (
        429,
        True,
        made,
    )
    assert Client().post(AT, sent(), REMOTE_ADDR="10.0.0.7").status_code == 200
    with override_settings(BEHIND_TLS=True):
        assert Client().post(AT, sent(), headers={"X-Real-IP": "10.9.8.7"}).status_code == 200
        outside = Client().post(AT, sent(), REMOTE_ADDR="10.9.8.6", headers={"X-Real-IP": "10.9.8.5"})
        assert outside.status_code == 200
    assert count(Knock, key=Knocking(SENT, "10.9.8.5").key) == 0


def test_a_code_is_tried_so_often_a_day_from_wherever(county: Any) -> None:
    knocked(OF_CODE, CODE, 10)
    tried = Client().post("/d/", {"code": CODE, "phone": PHONE[-4:]}, REMOTE_ADDR="10.0.0.8")
    assert (tried.status_code, "查得太多" in tried.content.decode()) == (429, True)


def test_what_cannot_be_taken_keeps_what_was_typed_and_what_is_too_large_is_not_read(county: Any) -> None:
    wrong = Client().post(AT, sent(phone="12", words="<b>住院</b>"))
    assert (wrong.status_code, "&lt;b&gt;住院&lt;/b&gt;" in wrong.content.decode()) == (422, True)
    body = {"content_type": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(60 * 1024 * 1024)}
    assert Client().generic("POST", AT, b"x", **body).status_code == 413
    assert Client().post("/d/no-such-token/", sent()).status_code == 404


def test_a_form_that_came_before_and_says_something_else_waits_to_be_sent_as_another(county: Any) -> None:
    first = sent(words="老伴住院")
    assert Client().post(AT, first).status_code == 200
    other = Client().post(AT, {**first, "words": "房子漏雨"})
    page = other.content.decode()
    assert (other.status_code, "和这次填的不一样" in page, "房子漏雨" in page) == (409, True, True)
    (key,) = re.findall(r'name="form" value="([^"]+)"', page)
    before = count(Declaration)
    assert Client().post(AT, {**first, "words": "房子漏雨", "form": key}).status_code == 200
    assert (key != first["form"], count(Declaration)) == (True, before + 1)
