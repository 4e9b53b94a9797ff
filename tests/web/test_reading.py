"""A GET changes nothing, whatever a page tries; an error rolls everything back and gives a number to quote."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import acting, reading
from tests.web.conftest import SYSTEM
from tests.web.pages_of_tests import SECRET

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.pages_of_tests")]
As = Callable[[str], Client]


@pytest.fixture
def bureau(as_post: As) -> Client:
    """The bureau's clerk; what falls in a page is answered, not raised into the test."""
    client = as_post("bureau")
    client.raise_request_exception = False
    return client


def written() -> bool:
    with acting(SYSTEM), reading():
        return UnitGroup.objects.filter(code__startswith="from.").exists()


def test_the_database_refuses_a_write_during_a_get(county: Any, as_post: As) -> None:
    with pytest.raises(DatabaseError):
        as_post("bureau").get("/writes/")
    assert not written()


@pytest.mark.parametrize("address", ["/look-up/", "/prepare/"])
def test_a_look_up_and_what_is_prepared_can_not_write_either(county: Any, as_post: As, address: str) -> None:
    with pytest.raises(DatabaseError):
        as_post("bureau").post(address)
    assert not written()


def test_a_post_may_write(bureau: Client) -> None:
    assert bureau.post("/writes/").status_code == 200
    assert written()


@pytest.mark.parametrize(
    ("address", "status"), [("/fails-late/", 500), ("/falls/x/", 500), ("/refuses-late/", 409)]
)
def test_an_error_after_a_write_leaves_nothing(bureau: Client, address: str, status: int) -> None:
    assert bureau.post(address).status_code == status
    assert not written()


def test_after_a_refused_write_the_next_post_goes_through(bureau: Client) -> None:
    assert bureau.get("/writes/").status_code == 500
    assert bureau.post("/writes/").status_code == 200


def test_a_view_that_declares_nothing_is_not_reached(bureau: Client) -> None:
    assert bureau.get("/undeclared/").status_code == 500


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nothing/here/", 404, "没有找到"),
        ("/search/%00", 404, "没有找到"),
        ("/households/?village=%00", 400, "地址或表单不完整"),
        ("/settings/accounts/", 403, "没有“管理账号”的权限"),
        ("/case-steps/approve/", 403, "没有“审定监测对象”的权限"),
        ("/case-steps/review/", 403, "没有“确认核实结果”的权限"),
        ("/eliminations/steps/approve/", 403, "没有“审定监测对象”的权限"),
        ("/refuses-late/", 500, "系统出错"),
        ("/loses-the-database/", 503, "系统正忙"),
    ],
)
def test_each_error_page_says_what_to_do_and_gives_a_number(
    bureau: Client, address: str, status: int, says: str
) -> None:
    response = bureau.get(address)
    page = response.content.decode()
    assert (response.status_code, says in page) == (status, True)
    assert re.search(r"编号 [0-9A-F]{12}", page)
    assert "怎么办" in page
    assert SECRET not in page


def test_a_refusal_says_what_happened_and_what_to_do(bureau: Client) -> None:
    response = bureau.post("/refuses-late/")
    assert (response.status_code, "不行" in response.content.decode()) == (409, True)


def test_pages_forbid_inline_scripts_and_caching(bureau: Client) -> None:
    response = bureau.get("/leads/")
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
