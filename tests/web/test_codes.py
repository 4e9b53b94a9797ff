"""One-time codes from a phone: set up with the password, asked for at the sign-in, kept sealed."""

import re
from base64 import b32decode, b64decode
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.web.test_sign_in import PASSWORD, clerk, sign_in

__all__ = ["clerk"]
pytestmark = pytest.mark.django_db(transaction=True)


def code_of(secret: bytes, ahead: int = 0) -> str:
    """What the phone shows now, or so many half minutes later."""
    return f"{totp(secret, drift=ahead):06}"


def begin(client: Client, password: str = PASSWORD) -> Any:
    """Ask for the secret to be typed into a phone."""
    return client.post("/codes/", {"password": password})


def set_up(client: Client) -> bytes:
    """Codes set up as a person does: begin, type the secret into a phone, confirm. Returns the secret."""
    shown = re.search(r"<code>([A-Z2-7]{32})</code>", begin(client).content.decode())
    assert shown
    secret = b32decode(shown[1])
    assert client.post("/codes/", {"code": code_of(secret)}).status_code == 302
    assert "已启用" in client.get("/codes/").content.decode()
    return secret


def test_codes_are_set_up_and_then_asked_for(clerk: Any, as_post: Callable[[str], Client]) -> None:
    secret = set_up(as_post("clerk"))
    assert sign_in(Client(), PASSWORD).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    # The code that confirmed the device is used up; the next one counts.
    assert sign_in(Client(), PASSWORD, code=code_of(secret, 1)).status_code == 302


def test_the_right_password_without_the_code_sounds_like_a_wrong_one(
    clerk: Any, as_post: Callable[[str], Client]
) -> None:
    set_up(as_post("clerk"))
    right, wrong = sign_in(Client(), PASSWORD), sign_in(Client(), "wrong")
    said = re.compile(r'role="alert">[^<]+')
    assert right.status_code == wrong.status_code == 422
    assert said.findall(right.content.decode()) == said.findall(wrong.content.decode()) != []


def test_wrong_codes_count_towards_the_lock(clerk: Any, as_post: Callable[[str], Client]) -> None:
    secret = set_up(as_post("clerk"))
    for _ in range(5):
        sign_in(Client(), PASSWORD, code="000000")
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert sign_in(Client(), PASSWORD, code=code_of(secret, 1)).status_code in (422, 429)


def test_a_wrong_code_sets_nothing_up(clerk: Any, as_post: Callable[[str], Client]) -> None:
    client = as_post("clerk")
    begin(client)
    assert "口令不对" in client.post("/codes/", {"code": "000000"}).content.decode()
    assert sign_in(Client(), PASSWORD).status_code == 302


def test_the_secret_lies_sealed_in_the_database(clerk: Any, as_post: Callable[[str], Client]) -> None:
    secret = set_up(as_post("clerk"))
    key = TOTPDevice.objects.get().key
    assert secret.hex() not in key
    assert secret not in b64decode(key)


def test_setting_codes_up_is_kept_on_the_persons_page(clerk: Any, as_post: Callable[[str], Client]) -> None:
    set_up(as_post("clerk"))
    page = as_post("system_admin").get(f"/settings/accounts/{clerk.uid}/").content.decode()
    assert "启用动态口令（某clerk）" in page


def test_another_phone_takes_the_password_and_not_only_an_open_session(
    clerk: Any, as_post: Callable[[str], Client]
) -> None:
    client = as_post("clerk")
    first = set_up(client)
    assert client.post("/codes/").status_code == 422
    told = client.post("/codes/", {"code": "000000"})
    assert (told.status_code, "请先填登录密码" in told.content.decode()) == (422, True)
    told = begin(client, "a wrong one")
    assert (told.status_code, "登录密码不对" in told.content.decode()) == (422, True)
    assert "<code>" not in told.content.decode()
    assert set_up(client) != first


def test_wrong_passwords_for_another_phone_count_towards_the_lock(
    clerk: Any, as_post: Callable[[str], Client]
) -> None:
    client = as_post("clerk")
    for _ in range(5):
        begin(client, "a wrong one")
    assert "分钟后再试" in begin(client).content.decode()


def test_a_proof_lasts_ten_minutes(clerk: Any, as_post: Callable[[str], Client]) -> None:
    client = as_post("clerk")
    begin(client)
    session = client.session
    session["codes_proved"] -= 601
    session.save()
    assert client.post("/codes/", {"code": "000000"}).status_code == 422
