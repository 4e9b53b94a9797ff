"""The pages of changes: seen in scope, decided by somebody else within it, numbers masked."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.registry.households.api import ChangeBatch, Household, Person
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


def test_a_household_that_was_merged_away_says_so_and_is_changed_no_more(county: Any, as_post: As) -> None:
    left = county.villager
    page = f"/households/{left.household.uid}/"
    form = {"verb": "merge", "number": "h00102", "on": str(clock.today()), "reason": "户口簿"}
    asked = as_post("clerk").post(f"{page}change/", form)
    assert "没有写张三与户主李四的关系" in asked.content.decode()
    as_post("clerk").post(f"{page}change/", {**form, f"merge-{left.uid}": "其他"})
    as_post("head").post(f"/register-changes/{newest(ChangeBatch).uid}/act/", {"verb": "approve"})
    work()
    into = one(Household, number="H00102")
    told = as_post("clerk").get(page).content.decode()
    assert "不能再改" in told
    assert f'<a href="/households/{into.uid}/">李四户（H00102）</a>' in told
    assert f"{page}change/" not in told
    assert "并户：张三换了户（与户主关系）" in told
    assert "提请" in told
    refused = as_post("clerk").get(f"{page}change/")
    assert refused.status_code == 409
    assert "已于" in refused.content.decode()
    joined = as_post("clerk").get(f"/households/{into.uid}/").content.decode()
    assert "并户：张三换了户" in joined


def test_the_forms_ask_who_is_what_to_the_new_head(county: Any, as_post: As) -> None:
    with acting(SYSTEM), writing():
        son = one(Person, number="P102")
        Person.objects.filter(pk=son.pk).update(household=county.villager.household, relation="之子")
    at = f"/households/{county.villager.household.uid}/change/"
    page = as_post("clerk").get(at).content.decode()
    assert "按惯例：李四（之子）" in page
    assert '<option value="之儿媳">' in page
    form = {"verb": "correct-person", "person": str(son.uid), "version": f"{son.uid}.{son.version}"}
    form |= {"reason": "户口簿", "name": "李四", "relation": "户主", "sex": "男", "former": "父亲"}
    assert as_post("clerk").post(at, form).status_code == 302
    asked = as_post("head").get(f"/register-changes/{newest(ChangeBatch).uid}/").content.decode()
    assert "与户主关系：户主 → <b>之父</b>" in asked


@pytest.mark.parametrize("who", ["leader", "inspector"])
def test_who_reads_everything_reads_changes_proposals_and_pairing_without_a_button(
    county: Any, as_post: As, who: str
) -> None:
    reader = as_post(who)
    pages = ("/register-changes/", f"/register-changes/{county.changes.uid}/", "/pairing/", "/heads/")
    for page in (*pages, "/settings/proposals/"):
        answer = reader.get(page)
        assert answer.status_code == 200, page
        main = answer.content.decode().partition("<main")[2].partition("</main")[0]
        assert "<button" not in main.replace("data-print", ""), page
    assert "李四" in reader.get(pages[1]).content.decode()
    assert decided(reader, county, "approve").status_code == 403
    assert reader.post("/pairing/", {}).status_code == 403


@pytest.mark.parametrize("verb", ["", "approve", "reject"])
def test_a_proposal_shows_field_by_field_what_it_changes_whatever_was_decided(
    county: Any, as_post: As, verb: str
) -> None:
    if verb:
        decided(as_post("head"), county, verb, "核对过")
        work()
    with acting(SYSTEM), reading():
        proposal = ChangeBatch.objects.get(pk=county.changes.pk).proposal
    page = as_post("bureau_head").get(f"/settings/proposals/{proposal.uid}/").content.decode()
    assert "改前和改后</h2>" in page
    assert "李四" in page
    assert "注销日期" in page


def test_a_proposal_shows_nothing_of_changes_beyond_the_scope(county: Any, as_post: As) -> None:
    with acting(SYSTEM), reading():
        proposal = ChangeBatch.objects.get(pk=county.changes.pk).proposal
    page = as_post("system_admin").get(f"/settings/proposals/{proposal.uid}/").content.decode()
    assert "李四" not in page
