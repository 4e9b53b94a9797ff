"""The system administrator alone gets nobody's password who sees households."""

import re
from typing import Any

import pytest
from django.test import Client

from dixian.foundation.accounts.api import User
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.policy.api import Proposal
from tests.support.client import FormClient
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM
from tests.web.test_accounts import LIST, As, loaded, new, person, told
from tests.web.test_opening import ZHAO, rows_in, sent, work

pytestmark = pytest.mark.django_db(transaction=True)
CODE = r"放行码 <code>([0-9A-F]{4}-[0-9A-F]{4})</code>"
OWN = "another-long-one-7"


@pytest.fixture
def admin(as_post: As) -> Client:
    return as_post("system_admin")


@pytest.mark.parametrize(("role", "unit"), [("乡镇负责人", "绥棱镇"), ("部门负责人", "ybj")])
def test_nobody_alone_lets_in_somebody_who_sees_households(
    county: Any, admin: Client, role: str, unit: str
) -> None:
    page = told(admin, f"{LIST}new/", new(role=role, unit=unit))
    assert "已提请" in page and "<code>" not in page
    with acting(SYSTEM), reading():
        user = User.objects.get(username="wang")
        assert not user.has_usable_password() and not user.posts.exists()


@pytest.mark.parametrize("whose", ["head", "cadre", "insurer"])
def test_nobody_alone_takes_over_the_account_of_somebody_who_sees_households(
    county: Any, admin: Client, whose: str
) -> None:
    before = loaded(whose).password
    page = told(admin, f"{person(county, whose)}reset/", {"source": "本人忘记"})
    assert "已提请" in page and "<code>" not in page
    assert loaded(whose).password == before


def draw(as_post: As, county: Any, whose: str = "head") -> tuple[str, str, str]:
    """Password, let-in code and the proposal's address, after two have agreed to a reset."""
    at = f"{person(county, whose)}reset/"
    told(as_post("system_admin"), at, {"source": "本人忘记"})
    agree(as_post)
    password = re.search(r"<code>([\w-]{12})</code>", told(as_post("system_admin"), at))
    with acting(SYSTEM), reading():
        asked = f"/settings/proposals/{Proposal.objects.latest('id').uid}/"
    code = re.search(CODE, as_post("security_admin").get(asked).content.decode())
    assert password and code
    return password[1], code[1], asked


def arrive(password: str, code: str, username: str = "head") -> Any:
    """Sign in with a one-time password and take one of one's own."""
    client = FormClient()
    client.post("/sign-in/", {"username": username, "password": password})
    new = {"old": password, "new": OWN, "again": OWN, "let_in": code}
    return client.post("/password/", new), client


def test_whoever_draws_the_password_can_not_come_in_without_the_code_its_approver_tells(
    county: Any, as_post: As
) -> None:
    password, code, asked = draw(as_post, county)
    assert not re.search(CODE, as_post("system_admin").get(asked).content.decode())
    refused, client = arrive(password, "0000-0000")
    assert (refused.status_code, "放行码不对" in refused.content.decode()) == (422, True)
    assert client.get("/").headers["Location"] == "/password/"
    assert arrive(password, code)[0].headers["Location"] == "/"


def test_guessing_codes_locks_like_guessing_passwords(county: Any, as_post: As) -> None:
    password, code, _ = draw(as_post, county)
    client = FormClient()
    client.post("/sign-in/", {"username": "head", "password": password})
    new = {"old": password, "new": OWN, "again": OWN}
    for guess in range(5):
        client.post("/password/", {**new, "let_in": f"{guess:08}"})
    told = client.post("/password/", {**new, "let_in": code})
    assert "已被锁定" in told.content.decode()


def test_the_first_sign_in_says_who_asked_and_who_agreed(county: Any, as_post: As) -> None:
    password, _, _ = draw(as_post, county)
    client = FormClient()
    client.post("/sign-in/", {"username": "head", "password": password})
    page = client.get("/password/").content.decode()
    names = [county.posts[name].user.name for name in ("system_admin", "security_admin")]
    assert f"由{names[0]}提请、{names[1]}在" in page


def test_a_code_is_typed_with_or_without_what_stands_between(county: Any, as_post: As) -> None:
    password, code, _ = draw(as_post, county)
    assert arrive(password, code.replace("-", " ").lower())[0].status_code == 302


def test_a_code_is_shown_no_more_once_it_was_used(county: Any, as_post: As) -> None:
    password, code, asked = draw(as_post, county)
    arrive(password, code)
    assert code not in as_post("security_admin").get(asked).content.decode()


def test_a_code_that_was_told_does_for_no_later_password(county: Any, as_post: As) -> None:
    _, first, _ = draw(as_post, county)
    password, second, _ = draw(as_post, county)
    assert first != second
    assert arrive(password, first)[0].status_code == 422


def test_all_of_a_list_come_in_with_the_code_of_its_approver(county: Any, as_post: As) -> None:
    at = as_post("system_admin").post(f"{LIST}open/", sent([ZHAO])).headers["Location"]
    agree(as_post)
    with acting(SYSTEM), reading():
        asked = f"/settings/proposals/{Proposal.objects.latest('id').uid}/"
    code = re.search(CODE, as_post("security_admin").get(asked).content.decode())
    work()
    password = rows_in(as_post("system_admin").post(f"{at}passwords/"))[0][3]
    assert code
    assert arrive(password, "", "zhao")[0].status_code == 422
    assert arrive(password, code[1], "zhao")[0].headers["Location"] == "/"
