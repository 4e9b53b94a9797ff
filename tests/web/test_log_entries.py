"""An entry of the history opens: old and new for who reaches the row, names alone for who doesn't."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.models import Reach, User
from dixian.foundation.areas.models import Area
from dixian.foundation.audit.api import Entry, ReadRecord, acting, load_reads, writing
from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.foundation.kernel import clock
from dixian.registry.households.models import Household, Person
from dixian.web.logs.about import OF_HOUSEHOLD
from dixian.web.logs.words import DERIVED, TABLES, TECHNICAL, field_word
from dixian.web.shell.keyset import key_of
from tests.support.database import as_worker, switch_role
from tests.support.register import id_number
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)


def opened(client: Client, table: str, row: int) -> str:
    """The page of the newest entry of a row."""
    kept = Entry.objects.filter(table=table, row=row).latest("id")
    return main_of(client, f"/logs/{key_of(kept.pk)}/")


def cells(content: str) -> list[list[str]]:
    """The lines of its table."""
    body = content.split("<tbody>")[1].split("</tbody>")[0]
    lines = re.findall(r"<tr data-row>(.*?)</tr>", body)
    return [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in lines]


@pytest.fixture
def changed(county: Any) -> Any:
    """A household whose kind, address and phone were changed."""
    household = county.villager.household
    with acting(SYSTEM), writing():
        Household.objects.filter(pk=household.pk).update(
            kind="general", address="前屯13800000777旁", phone="13911112222"
        )
    return county


def test_the_list_opens_each_entry(county: Any, as_post: Callable[[str], Client]) -> None:
    client = as_post("audit_admin")
    content = main_of(client, "/logs/")
    links = re.findall(r'href="(/logs/[^"/?]+/)">看改了什么', content)
    assert len(links) == content.count("<tr data-row") > 0
    assert client.get(links[0]).status_code == 200


def test_an_inspector_reads_old_and_new_in_words(changed: Any, as_post: Callable[[str], Client]) -> None:
    content = opened(as_post("inspector"), "registry_households_household", changed.villager.household_id)
    lines = {name: values for name, *values in cells(content)}
    assert lines["户类型"] == ["脱贫户", "一般农户"]
    assert lines["电话"] == ["138****0101", "139****2222"]
    assert lines["住址"] == ["前屯", "前屯138****0777旁"]
    assert "13911112222" not in content and "13800000101" not in content


def test_an_audit_administrator_is_told_the_fields_of_a_household_and_no_value(
    changed: Any, as_post: Callable[[str], Client]
) -> None:
    content = opened(as_post("audit_admin"), "registry_households_household", changed.villager.household_id)
    assert sorted(cells(content)) == [[name, "已变更"] for name in ("住址", "户类型", "电话")]
    assert "不在您的查看范围" in content
    assert not any(told in content for told in ("脱贫户", "一般农户", "前屯", "0101", "2222"))


def test_an_audit_administrator_reads_what_is_about_no_household(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    with acting(SYSTEM), writing():
        Area.objects.filter(pk=county.village.pk).update(name="新东方红村")
    content = opened(as_post("audit_admin"), "foundation_areas_area", county.village.pk)
    assert cells(content) == [["名称", county.village.name, "新东方红村"]]


def test_the_new_value_is_that_of_the_next_entry_where_there_is_one(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    for name in ("甲村", "乙村"):
        with acting(SYSTEM), writing():
            Area.objects.filter(pk=county.village.pk).update(name=name)
    first, second = Entry.objects.filter(table="foundation_areas_area", row=county.village.pk).order_by("id")
    client = as_post("audit_admin")
    assert [cells(main_of(client, f"/logs/{key_of(one.pk)}/"))[0][1:] for one in (first, second)] == [
        [county.village.name, "甲村"],
        ["甲村", "乙村"],
    ]


def test_an_id_number_stays_masked_and_looking_is_noted(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    person = county.villager
    with acting(SYSTEM), writing():
        Person.objects.filter(pk=person.pk).update(id_number=id_number(999))
    content = opened(as_post("inspector"), "registry_households_person", person.pk)
    assert cells(content) == [["身份证号", f"231226********{id_number(101)[-4:]}", f"231226********{id_number(999)[-4:]}"]]  # fmt: skip
    with as_worker():
        load_reads()
    noted = ReadRecord.objects.latest("id")
    assert (noted.what, noted.subject, noted.uids, noted.actor) == (
        "留痕里的新旧值", "人", str(person.uid), f"user:{county.posts['inspector'].user_id}",
    )  # fmt: skip


def test_nothing_is_noted_where_no_value_was_shown(changed: Any, as_post: Callable[[str], Client]) -> None:
    opened(as_post("audit_admin"), "registry_households_household", changed.villager.household_id)
    with as_worker():
        load_reads()
    assert not ReadRecord.objects.filter(what="留痕里的新旧值").exists()


def test_nothing_is_shown_where_looking_cannot_be_noted(
    changed: Any, as_post: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> None:
        raise OSError

    monkeypatch.setattr("dixian.foundation.audit.spool.append", full)
    kept = Entry.objects.filter(table="registry_households_household").latest("id")
    client = as_post("inspector")
    client.raise_request_exception = False
    answer = client.get(f"/logs/{key_of(kept.pk)}/")
    assert answer.status_code >= 500 and "脱贫户" not in answer.content.decode()


def test_a_row_that_is_gone_shows_what_it_was(county: Any, as_post: Callable[[str], Client]) -> None:
    with acting(SYSTEM), writing():
        reach = Reach.objects.order_by("id").first()
        Reach.objects.filter(pk=reach.pk).delete()
    content = opened(as_post("audit_admin"), "foundation_accounts_reach", reach.pk)
    assert "删除前的内容" in content and "新值" not in content
    assert ["来源", reach.source] in cells(content)


def test_a_household_that_is_gone_shows_no_value_to_an_audit_administrator(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    with acting(SYSTEM), writing():
        home = Household.objects.exclude(pk=county.lead.household_id).select_related("village").first()
        places = {"village": home.village, "township_id": home.village.parent_id}
        row = Lead.objects.create(household=home, opened_on=clock.today(), **places).pk
    switch_role("owner")
    try:
        with acting(SYSTEM), writing():
            Lead.objects.filter(pk=row).delete()
    finally:
        switch_role("web")
    for post, told in (("audit_admin", "已删除"), ("inspector", "待推送")):
        content = opened(as_post(post), "commons_leads_lead", row)
        assert ["状态", told] in cells(content)


def test_a_reason_is_told_in_the_words_of_its_code_table(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    with acting(SYSTEM), writing():
        Lead.objects.filter(pk=county.lead.pk).update(reason="reimbursed")
    content = opened(as_post("inspector"), "commons_leads_lead", county.lead.pk)
    (told,) = cells(content)
    assert told[:2] == ["理由", "空"] and re.search(r"[\u4e00-\u9fff]", told[2])


def test_a_key_of_a_password_is_never_told(county: Any, as_post: Callable[[str], Client]) -> None:
    person = county.posts["audit_admin"].user
    with acting(SYSTEM), writing():
        User.objects.filter(pk=person.pk).update(name="新名")
    content = opened(as_post("inspector"), "foundation_accounts_user", person.pk)
    assert "新名" in content and "密码" not in content


def test_every_field_that_may_be_shown_has_a_chinese_name() -> None:
    kept = [model for model in house_models() if history_of_model(model) == "editable"]
    without = {
        f"{model.__name__}.{field.name}"
        for model in kept
        for field in model._meta.concrete_fields
        if field.name not in TECHNICAL | DERIVED and not field.name.endswith("_index")
        if not re.search(r"[\u4e00-\u9fff]", field_word(model, field.name))
    }
    assert without == set()


def test_an_inspector_finds_the_history_of_a_household_from_its_page(
    changed: Any, as_post: Callable[[str], Client]
) -> None:
    household = changed.villager.household
    at = f"/logs/?household={household.uid}"
    assert f'href="{at}"' in as_post("inspector").get(f"/households/{household.uid}/").content.decode()
    shown = main_of(as_post("inspector"), at)
    told = set(re.findall(r'visually-hidden">(\S+ \d+)<', shown))
    assert f"{TABLES[Household._meta.db_table]} {household.pk}" in told
    assert {one.split()[0] for one in told} <= {
        TABLES[one._meta.db_table] for one in (Household, *OF_HOUSEHOLD)
    }
    assert len(told) < Entry.objects.values("table", "row").distinct().count()
    assert f"{household.head_name}户的留痕" in shown


def test_who_sees_no_households_asks_for_the_history_of_none(
    changed: Any, as_post: Callable[[str], Client]
) -> None:
    at = f"/logs/?household={changed.villager.household.uid}"
    assert as_post("audit_admin").get(at).status_code == 404
