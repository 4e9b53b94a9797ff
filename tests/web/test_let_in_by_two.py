"""The system administrator alone gets nobody's password who sees households."""

from typing import Any

import pytest
from django.test import Client

from dixian.foundation.accounts.api import User
from dixian.foundation.audit.api import acting, reading
from tests.web.conftest import SYSTEM
from tests.web.test_accounts import LIST, As, loaded, new, person, told

pytestmark = pytest.mark.django_db(transaction=True)


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
