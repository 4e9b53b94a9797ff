"""One password tried on many names from one address, and those who share the address."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client

from dixian.foundation.accounts.models import AddressHold, User
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Parameter
from dixian.foundation.worklist.api import Notice
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-one-for-the-test"
HELD = "从您这个网络地址有很多用户名登录失败"


@pytest.fixture
def clerk(county: Any) -> Any:
    """The township clerk, with a password; five names hold an address."""
    with acting(SYSTEM), writing():
        Parameter.objects.filter(code="signin.address.names").update(text="5")
        user = User.objects.get(pk=county.posts["clerk"].user_id)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return user


def sign_in(client: Client, password: str = PASSWORD, username: str = "clerk", **more: Any) -> Any:
    return client.post("/sign-in/", {"username": username, "password": password}, **more)


def spray(names: int = 5, **more: Any) -> Any:
    answers = [sign_in(Client(), "Suiling2024", f"name-{number}", **more) for number in range(names)]
    return answers[-1]


def test_one_password_on_many_names_holds_the_address(clerk: Any) -> None:
    assert HELD in spray().content.decode()
    told = sign_in(Client())
    assert (told.status_code, HELD in told.content.decode()) == (429, True)
    assert re.search(r"\d\d:\d\d 以前不能从这里登录", told.content.decode())


def test_fewer_names_hold_nobody(clerk: Any) -> None:
    spray(4)
    assert sign_in(Client()).status_code == 302


def test_one_name_tried_often_does_not_hold_its_address(clerk: Any, county: Any) -> None:
    for _ in range(9):
        sign_in(Client(), "wrong", "somebody")
    assert not AddressHold.objects.exists()
    assert sign_in(Client()).status_code == 302


def test_who_came_in_after_a_slip_does_not_count(clerk: Any) -> None:
    sign_in(Client(), "wrong")
    sign_in(Client())
    spray(4)
    assert not AddressHold.objects.exists()


def test_other_addresses_are_not_held(clerk: Any) -> None:
    spray()
    assert sign_in(Client(), REMOTE_ADDR="10.1.1.9").status_code == 302


def test_who_signed_in_from_this_browser_before_still_comes_in(clerk: Any) -> None:
    own = Client()
    sign_in(own)
    own.post("/sign-out/")
    spray()
    assert sign_in(own, username="head").status_code == 429
    assert sign_in(own).status_code == 302


def test_a_mark_of_a_browser_can_not_be_made_up(clerk: Any) -> None:
    spray()
    other = Client()
    other.cookies["known"] = "clerk.0123456789abcdef0123456789abcdef"
    assert sign_in(other).status_code == 429


def test_a_hold_is_not_made_longer_by_trying_on(clerk: Any) -> None:
    spray()
    first = AddressHold.objects.get().until
    spray(9)
    assert AddressHold.objects.get().until == first


def test_a_hold_lasts_the_minutes_policy_says_and_counts_anew_after_it(
    clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = clock.wall() - timedelta(minutes=12)
    with monkeypatch.context() as earlier:
        earlier.setattr(clock, "wall", lambda: before)
        spray()
        assert AddressHold.objects.get().until == before + timedelta(minutes=10)
        assert sign_in(Client()).status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=12))
    assert sign_in(Client()).status_code == 302
    spray(4)
    assert AddressHold.objects.count() == 1
    spray(5)
    assert AddressHold.objects.count() == 2


def test_the_administrators_are_told_once_a_day_and_see_the_list(
    clerk: Any, county: Any, as_post: Callable[[str], Client]
) -> None:
    spray()
    told = Notice.objects.filter(title="有人从一个网络地址逐个试用户名")
    whom = {county.posts[name].user_id for name in ("system_admin", "audit_admin")}
    assert whom <= set(told.values_list("user_id", flat=True))
    page = as_post("audit_admin").get("/logs/sign-ins/").content.decode()
    assert "127.0.0.1" in page
    assert "5 个" in page
