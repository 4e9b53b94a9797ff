"""How a sign-in ends by itself, and what the sign-in page says then."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Parameter
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def later(monkeypatch: pytest.MonkeyPatch, **time: float) -> None:
    then = clock.wall() + timedelta(**time)
    monkeypatch.setattr(clock, "wall", lambda: then)


def test_a_busy_session_ends_after_twelve_hours_and_says_why(
    as_post: AsPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_post("clerk")
    later(monkeypatch, hours=11.9)
    assert client.get("/").status_code == 200
    later(monkeypatch, hours=0.2)
    away = client.get("/leads/").headers["Location"]
    assert away == "/sign-in/?next=/leads/&ended=long"
    assert "一次登录最长 12 小时" in client.get(away).content.decode()
    assert client.get("/leads/").headers["Location"] == "/sign-in/?next=/leads/"


def test_how_long_is_policy_of_the_day_of_signing_in(
    county: Any, as_post: AsPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting(SYSTEM), writing():
        Parameter.objects.filter(code="signin.session.hours").update(text="2")
    client = as_post("clerk")
    later(monkeypatch, hours=2.1)
    assert client.get("/").status_code == 302


def test_an_idle_session_says_that_it_was_idle(as_post: AsPost) -> None:
    client = as_post("clerk")
    Session.objects.all().delete()
    away = client.get("/leads/").headers["Location"]
    assert away == "/sign-in/?next=/leads/&ended=idle"
    assert "超过 30 分钟没有操作" in client.get(away).content.decode()


def test_a_part_of_a_page_leads_to_the_sign_in_with_the_reason(
    as_post: AsPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_post("clerk")
    later(monkeypatch, hours=13)
    told = client.get("/leads/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/leads/"})
    assert told.headers["HX-Redirect"] == "/sign-in/?next=/leads/&ended=long"


def test_whoever_was_never_signed_in_is_told_nothing(county: Any) -> None:
    client = FormClient()
    assert client.get("/leads/").headers["Location"] == "/sign-in/?next=/leads/"
    assert "请重新登录" not in client.get("/sign-in/?ended=nonsense").content.decode()
