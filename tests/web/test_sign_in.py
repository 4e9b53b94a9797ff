"""Coming in: the right password, the wrong one, one too many, a code."""

from typing import Any

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from dixian.foundation.accounts.models import User
from dixian.foundation.audit.api import acting, writing
from tests.support.client import FormClient
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
    said = "用户名或密码不对"
    assert said in known.content.decode()
    assert said in unknown.content.decode()


def test_five_wrong_ones_lock_even_the_right_one_out(clerk: Any) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, "wrong")
    assert sign_in(client, PASSWORD).status_code == 422
    assert client.get("/").status_code == 302


def test_somebody_who_left_does_not_come_in(clerk: Any) -> None:
    with acting(SYSTEM), writing():
        User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert sign_in(Client(), PASSWORD).status_code == 422


def test_a_code_is_asked_for_where_one_was_set_up(clerk: Any) -> None:
    device = TOTPDevice.objects.create(user=clerk, name="动态口令", confirmed=True)
    assert sign_in(Client(), PASSWORD).status_code == 422
    code = f"{totp(device.bin_key, device.step, device.t0, device.digits):06}"
    TOTPDevice.objects.filter(pk=device.pk).update(
        throttling_failure_count=0, throttling_failure_timestamp=None
    )
    assert sign_in(Client(), PASSWORD, code=code).status_code == 302


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
