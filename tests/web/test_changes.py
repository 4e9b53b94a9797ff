"""The pages of changes: seen in scope, decided by somebody else within it, numbers masked."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading
from dixian.registry.households.api import ChangeBatch, Person
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.story_steps import newest, one, work

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]


def decided(client: FormClient, county: Any, verb: str, reason: str = "") -> Any:
    return client.post(f"/register-changes/{county.changes.uid}/act/", {"verb": verb, "reason": reason})


def state(county: Any) -> str:
    return str(one(ChangeBatch, pk=county.changes.pk).state)


def test_who_proposed_cannot_approve_and_a_head_of_elsewhere_does_not_see_it(
    county: Any, as_post: As
) -> None:
    assert decided(as_post("clerk"), county, "approve").status_code in (403, 409)
    assert decided(as_post("far_head"), county, "approve").status_code == 404
    assert state(county) == "proposed"


def test_the_head_of_the_township_approves_and_the_person_is_ended(county: Any, as_post: As) -> None:
    page = as_post("head").get(f"/register-changes/{county.changes.uid}/").content.decode()
    assert "李四" in page
    assert "注销日期" in page
    assert decided(as_post("head"), county, "approve").status_code == 302
    work()
    assert state(county) == "applied"
    assert one(Person, number="P102").end_cause == "moved_away"


def test_what_is_sent_back_with_a_reason_stays_as_it_is(county: Any, as_post: As) -> None:
    assert decided(as_post("head"), county, "reject", "没有附迁移证").status_code == 302
    assert state(county) == "rejected"
    assert one(Person, number="P102").valid_to is None


def test_an_open_change_stands_on_the_household_page(county: Any, as_post: As) -> None:
    home = one(Person, number="P102").household_id
    with acting(SYSTEM), reading():
        uid = Person.objects.select_related("household").get(household_id=home).household.uid
    page = as_post("clerk").get(f"/households/{uid}/").content.decode()
    assert "正在办理的变更" in page
    assert "注销（迁出）" in page


def test_a_correction_from_a_page_that_is_old_is_not_taken(county: Any, as_post: As) -> None:
    person = one(Person, number="P101")
    at = f"/households/{county.villager.household.uid}/change/"
    form = {
        "verb": "correct-person",
        "person": str(person.uid),
        "version": f"{person.uid}.9",
        "reason": "户口簿",
    }
    assert (
        as_post("clerk").post(at, {**form, "name": "张叁", "relation": "户主", "sex": "男"}).status_code
        == 409
    )
    form["version"] = f"{person.uid}.{person.version}"
    taken = as_post("clerk").post(at, {**form, "name": "张叁", "relation": "户主", "sex": "男"})
    assert taken.status_code == 302
    assert newest(ChangeBatch).what == "更正人员信息"


def test_a_correction_by_hand_is_marked_in_the_next_file_and_stays_unless_ticked(
    county: Any, as_post: As
) -> None:
    from tests.support.changes import HEADER, book
    from tests.support.register import id_number
    from tests.web.story_steps import file_of

    person = one(Person, number="P101")
    at = f"/households/{county.villager.household.uid}/change/"
    form = {"verb": "correct-person", "person": str(person.uid), "version": f"{person.uid}.{person.version}"}
    form |= {"reason": "户口簿", "name": "张叁", "relation": "户主", "sex": person.sex}
    as_post("clerk").post(at, form)
    made = newest(ChangeBatch)
    as_post("head").post(f"/register-changes/{made.uid}/act/", {"verb": "approve"})
    work()
    place = (county.township.name, county.village.name)
    content = book(HEADER, [("P101", "H00101", "张三", id_number(101), "户主", *place, "")])
    as_post("bureau").post("/register-imports/", {"file": file_of(content)})
    work()
    page = as_post("bureau").get(f"/register-changes/{newest(ChangeBatch).uid}/").content.decode()
    assert "勾选才改" in page
    assert id_number(101) not in page
