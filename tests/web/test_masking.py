"""A masked number is not completed by what stands beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("post", ["cadre", "inspector"])
def test_a_household_shows_no_day_of_birth_beside_a_masked_number(
    county: Any, as_post: Callable[[str], Client], post: str
) -> None:
    person = county.villager
    shown = main_of(as_post(post), f"/households/{person.household.uid}/")
    number = person.id_number.open()
    assert f"{number[:6]}********{number[-4:]}" in shown
    assert f"{person.birth.year}年" in shown
    assert person.birth.isoformat() not in shown and number[6:14] not in shown
