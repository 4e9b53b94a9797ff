"""Coming in: the right password, the wrong one, one too many, a code."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client

from dixian.foundation.accounts.models import User
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.policy.api import Parameter
from tests.support.client import FormClient
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-one-for-the-test"


@pytest.fixture
def clerk(county: Any) -> Any:
    """The township clerk, with a password."""
    with acting(SYSTEM), writing():
        user = User.objects.get(pk=county.posts["clerk"].user_id)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return user


def sign_in(client: Client, password: str, **more: str) -> Any:
    return client.post("/sign-in/", {"username": "clerk", "password": password, **more})


def test_the_right_password_opens_todays_work(clerk: Any) -> None:
    client = Client()
    assert sign_in(client, PASSWORD).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_one_is_answered_alike_for_known_and_unknown_names(clerk: Any) -> None:
    known = sign_in(Client(), "wrong")
    unknown = Client().post("/sign-in/", {"username": "nobody", "password": "wrong"})
    assert (known.status_code, unknown.status_code) == (422, 422)
    said = "用户名、密码或动态口令不对"
    assert said in known.content.decode()
    assert said in unknown.content.decode()


def lock(times: int = 5) -> Client:
    client = Client()
    for _ in range(times):
        sign_in(client, "wrong")
    return client


def set_parameter(code: str, text: str) -> None:
    with acting(SYSTEM), writing():
        Parameter.objects.filter(code=code).update(text=text)


def back_in_time(**ago: int) -> None:
    """As if the wrong passwords had been typed so long ago."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**ago))


def test_five_wrong_ones_lock_even_the_right_one_out(clerk: Any) -> None:
    client = lock()
    assert sign_in(client, PASSWORD).status_code == 422
    assert client.get("/").status_code == 302


def test_how_many_wrong_ones_lock_is_policy(clerk: Any) -> None:
    set_parameter("signin.lock.tries", "2")
    assert sign_in(lock(1), PASSWORD).status_code == 302
    assert "已锁定" in sign_in(lock(2), PASSWORD).content.decode()


def test_a_careless_value_does_not_lock_everybody_out(clerk: Any) -> None:
    set_parameter("signin.lock.tries", "0")
    assert sign_in(Client(), PASSWORD).status_code == 302


def test_a_lock_ends_after_the_minutes_policy_says_and_not_before(clerk: Any) -> None:
    set_parameter("signin.lock.minutes", "7")
    client = lock()
    assert "7 分钟后再试" in sign_in(client, "wrong").content.decode()
    back_in_time(minutes=6, seconds=50)
    assert sign_in(client, PASSWORD).status_code == 422
    back_in_time(seconds=20)
    assert sign_in(client, PASSWORD).status_code == 302


def test_somebody_else_at_the_same_address_is_not_locked(clerk: Any) -> None:
    with acting(SYSTEM), writing():
        other = User.objects.get(username="head")
        other.set_password(PASSWORD)
        other.save(update_fields=["password"])
    lock()
    told = Client().post("/sign-in/", {"username": "head", "password": PASSWORD})
    assert told.status_code == 302


def test_a_reset_password_opens_the_lock_too(clerk: Any, as_post: Callable[[str], Client]) -> None:
    client, at = lock(), f"/settings/accounts/{clerk.uid}/reset/"
    as_post("system_admin").post(at, {"source": "本人申请"})
    agree(as_post)
    page = as_post("system_admin").post(at).content.decode()
    found = re.search(r"<code>([\w-]{12})</code>", page)
    assert found
    assert sign_in(client, found[1]).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/password/"


def test_what_was_typed_stays_out_of_the_table_of_attempts(clerk: Any) -> None:
    sign_in(Client(), "a wrong one", code="123456")
    kept = AccessAttempt.objects.get()
    assert "a wrong one" not in kept.post_data
    assert "123456" not in kept.post_data


def test_a_name_nobody_has_is_kept_as_a_mark_that_locks_all_the_same(clerk: Any) -> None:
    number, client = "231226197001011234", Client()
    for _ in range(5):
        client.post("/sign-in/", {"username": number, "password": "wrong"})
    kept = AccessAttempt.objects.get()
    assert number not in str([getattr(kept, field.attname) for field in kept._meta.fields])
    assert (len(kept.username), kept.failures_since_start) == (32, 5)
    told = client.post("/sign-in/", {"username": number, "password": "wrong"}).content.decode()
    assert "分钟后再试" in told
    sign_in(Client(), "wrong")
    assert AccessAttempt.objects.filter(username="clerk").exists()


def test_somebody_who_left_does_not_come_in(clerk: Any) -> None:
    with acting(SYSTEM), writing():
        User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert sign_in(Client(), PASSWORD).status_code == 422


@pytest.mark.parametrize("away", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(clerk: Any, away: str) -> None:
    assert sign_in(Client(), PASSWORD, next=away).headers["Location"] == "/"


def test_whoever_has_two_posts_chooses_and_acts_as_one(county: Any, clerk: Any) -> None:
    from dixian.foundation.accounts.enums import Role

    with acting(SYSTEM), writing():
        second = county.post("second", Role.BUREAU_CLERK, county.bureau, person="clerk")
    client = FormClient()
    sign_in(client, PASSWORD)
    assert client.get("/").headers["Location"] == "/post/"
    client.post("/post/", {"post": str(second.uid)})
    assert client.get("/push-desk/").status_code == 200
    client.post("/post/", {"post": str(county.posts["clerk"].uid)})
    assert client.get("/push-desk/").status_code == 403
    client.post("/post/", {"post": str(county.posts["bureau_head"].uid)})
    assert client.get("/push-desk/").status_code == 403


@pytest.mark.parametrize(
    ("again", "status"), [("", 422), ("another-long-one-8", 422), ("another-long-one-7", 302)]
)
def test_a_new_password_is_typed_twice(
    clerk: Any, as_post: Callable[[str], Client], again: str, status: int
) -> None:
    new = {"old": PASSWORD, "new": "another-long-one-7", "again": again}
    told = as_post("clerk").post("/password/", new)
    assert told.status_code == status
    assert ("两次输入的新密码不一样" in told.content.decode()) == (status == 422)


def test_a_session_left_open_does_not_let_anybody_guess_the_password(
    clerk: Any, as_post: Callable[[str], Client]
) -> None:
    guess = {"new": "another-long-one-7", "again": "another-long-one-7"}
    for number in range(5):
        assert (
            as_post("clerk").post("/password/", {**guess, "old": f"guess-{number}-of-it"}).status_code == 422
        )
    told = as_post("clerk").post("/password/", {**guess, "old": PASSWORD})
    assert (told.status_code, "已被锁定" in told.content.decode()) == (422, True)
