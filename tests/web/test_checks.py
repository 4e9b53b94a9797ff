"""The pages of register checks: the township's list, one check, and the way to a place in the register."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.kernel import clock
from dixian.registry.households.api import ChangeBatch, Person
from dixian.warning.submissions.api import RegisterCheck
from tests.support.client import FormClient
from tests.support.register import id_number
from tests.web.story_steps import newest, one, work

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]


def at(county: Any) -> str:
    return f"/register-checks/{county.check.uid}/"


def test_the_list_and_the_page_mask_the_number_and_say_what_it_tells(county: Any, as_post: As) -> None:
    for address in ("/register-checks/", at(county)):
        page = as_post("clerk").get(address).content.decode()
        assert "周九" in page
        assert id_number(909) not in page
        assert f"{id_number(909)[:6]}********{id_number(909)[-4:]}" in page
    assert "1970年" in page
    assert "1970-01-01" not in page


def test_an_empty_list_says_what_would_be_there(county: Any, as_post: As) -> None:
    assert "没有要核对的人" in as_post("far_clerk").get("/register-checks/").content.decode()
    assert "没有这样的核对" in as_post("clerk").get("/register-checks/?state=closed").content.decode()


def test_three_taps_end_a_check_and_a_second_time_is_refused(county: Any, as_post: As) -> None:
    form = as_post("clerk").hidden(at(county), f"{at(county)}answer/")
    found = {**form, "finding": "not_local:moved_out"}
    assert as_post("clerk").post(f"{at(county)}answer/", found).status_code == 302
    closed = one(RegisterCheck, pk=county.check.pk)
    assert (closed.state, closed.result, closed.why) == ("closed", "not_local", "户口已迁出本县")
    page = as_post("clerk").get(at(county)).content.decode()
    assert "户口已迁出本县" in page
    assert "某clerk" in page
    again = {**found, "form_key": "6f1c1c1e-3a2b-4c4d-8e8f-0a0b0c0d0e0f"}
    assert as_post("clerk").post(f"{at(county)}answer/", again).status_code == 409


def test_a_person_of_the_register_is_chosen_from_the_page(county: Any, as_post: As) -> None:
    looked = as_post("clerk").post(at(county), {"q": "李四"}).content.decode()
    person = one(Person, number="P102")
    assert str(person.uid) in looked
    form = as_post("clerk").hidden(at(county), f"{at(county)}answer/")
    taken = as_post("clerk").post(f"{at(county)}answer/", {**form, "person": str(person.uid)})
    assert taken.status_code == 302
    assert one(RegisterCheck, pk=county.check.pk).person_id == person.pk


def test_a_home_is_given_to_somebody_of_ours_with_the_number_that_was_sent(county: Any, as_post: As) -> None:
    page = as_post("clerk").get(at(county)).content.decode()
    assert 'value="周九"' in page
    assert id_number(909) not in page
    form = as_post("clerk").hidden(at(county), f"{at(county)}enter/")
    form |= {"number": "H00102", "why": "迁入", "name": "周九", "relation": "之女婿", "sex": "男"}
    form |= {"certificate": "id_card", "on": str(clock.today()), "reason": "户口簿"}
    assert as_post("clerk").post(f"{at(county)}enter/", form).status_code == 302
    made = newest(ChangeBatch)
    assert made.what == "新增人口（迁入）"
    assert "已提请登记" in as_post("clerk").get(at(county)).content.decode()
    duty = as_post("head").get("/?kind=register.approve").content.decode()
    assert made.what in duty
    as_post("head").post(f"/register-changes/{made.uid}/act/", {"verb": "approve"})
    work()
    entered = one(Person, name="周九")
    assert (entered.id_number.open(), entered.relation) == (id_number(909), "之女婿")
    assert one(RegisterCheck, pk=county.check.pk).person_id == entered.pk


def test_a_household_of_elsewhere_is_no_home(county: Any, as_post: As) -> None:
    form = as_post("clerk").hidden(at(county), f"{at(county)}enter/")
    form |= {"number": "H00104", "name": "周九", "relation": "户主", "sex": "男", "certificate": "id_card"}
    form |= {"on": str(clock.today()), "reason": "户口簿"}
    assert as_post("clerk").post(f"{at(county)}enter/", form).status_code == 409
    assert one(RegisterCheck, pk=county.check.pk).state == "open"
