"""The database keeps its own history, whoever writes and however."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dixian.foundation.accounts.models import Reach, SubmittedForm, User
from dixian.foundation.areas.models import Unit, UnitGroup
from dixian.foundation.audit.api import Acting, Entry, acting, history_of, writing
from dixian.foundation.audit.context import NobodyActs, actor
from dixian.foundation.audit.declared import grants_of, history_of_model, house_models
from dixian.foundation.kernel import clock
from tests.foundation.audit.conftest import entries_of

pytestmark = pytest.mark.django_db

TABLE = "foundation_areas_unitgroup"
KEPT = [model for model in house_models() if not history_of_model(model).startswith("none: ")]
INSERT_ONLY = [model for model in KEPT if history_of_model(model) == "insert_only"]


def refused(statement: str, *values: Any) -> str:
    """The message with which the database refuses a statement."""
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(error.value)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.db_table)
def test_every_table_refuses_a_row_without_an_actor(model: Any) -> None:
    table = model._meta.db_table
    said = refused(f"INSERT INTO {table} DEFAULT VALUES")
    may_add = "INSERT" in grants_of(model).web
    assert "没有操作人" in said or (not may_add and "permission denied" in said)


def reached() -> Reach:
    """A row that may be taken away."""
    unit = Unit.objects.create(
        code="u", name="某局", short_name="某局", kind="government", path="u/", valid_from=date(2024, 1, 1)
    )
    return Reach.objects.create(unit=unit, household_id=7, source="试验")


def test_nobody_acts_unless_somebody_says_so() -> None:
    with pytest.raises(NobodyActs):
        actor()


def test_an_actor_without_a_name_is_nobody() -> None:
    with acting(Acting(actor="")), pytest.raises(DatabaseError, match="没有操作人"), writing():
        UnitGroup.objects.create(code="x", name="乙")


@pytest.mark.parametrize(
    "write",
    [
        lambda: UnitGroup(code="new", name="乙").save(),
        lambda: UnitGroup.objects.bulk_create([UnitGroup(code="new", name="乙")]),
        lambda: UnitGroup.objects.update(name="乙"),
        lambda: Reach.objects.all().delete(),
        lambda: connection.cursor().execute(f"UPDATE {TABLE} SET name = '乙'"),
    ],
    ids=["save", "bulk_create", "update", "delete", "raw"],
)
def test_no_way_of_writing_gets_past_without_an_actor(write: Any) -> None:
    with acting(Acting(actor="test:before", settings=(("dixian.all", "1"),))), writing():
        UnitGroup.objects.create(code="test.group", name="甲")
        reached()
    with pytest.raises(DatabaseError, match="没有操作人"), writing():
        write()
    assert list(UnitGroup.objects.values_list("name", flat=True)) == ["甲"]


@pytest.mark.parametrize("model", INSERT_ONLY, ids=lambda model: model._meta.db_table)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_working_role_cannot_change_an_insert_only_table(model: Any, verb: str, acting: Any) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no roles; its triggers see rows, tried below")
    said = refused(verb.format(model._meta.db_table))
    assert "permission denied" in said


@pytest.mark.parametrize("verb", ["UPDATE {} SET key = key", "DELETE FROM {}"])
def test_an_insert_only_row_stays_as_it_is(acting: Any, verb: str) -> None:
    made = SubmittedForm.objects.create(key=uuid4())
    said = refused(verb.format("foundation_accounts_submittedform"))
    assert "留痕不允许" in said or "permission denied" in said
    assert SubmittedForm.objects.get() == made


def test_a_row_cannot_be_replaced_behind_the_back_of_the_triggers(group: UnitGroup) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows REPLACE")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO {TABLE} (id, uid, version, made_at, made_by, code, name)"
            f" SELECT id, uid, version, made_at, made_by, code, '乙' FROM {TABLE}"
        )
    (entry,) = entries_of(group)
    assert entry.verb == "delete"
    assert json.loads(entry.old)["name"] == "甲"


@pytest.mark.parametrize(
    "write",
    [
        lambda group: _save(group, "乙"),
        lambda group: UnitGroup.objects.filter(pk=group.pk).update(name="乙"),
        lambda group: UnitGroup.objects.bulk_update([_named(group, "乙")], ["name"]),
        lambda group: connection.cursor().execute(f"UPDATE {TABLE} SET name = '乙' WHERE id = {group.pk}"),
        lambda group: UnitGroup.objects.bulk_create(
            [UnitGroup(code=group.code, name="乙")],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name"],
        ),
    ],
    ids=["save", "update", "bulk_update", "raw", "upsert"],
)
def test_every_way_of_changing_a_row_keeps_its_old_image(group: UnitGroup, write: Any) -> None:
    write(group)
    assert UnitGroup.objects.get(pk=group.pk).name == "乙"
    (entry,) = entries_of(group)
    assert (entry.verb, entry.row, json.loads(entry.old)["name"]) == ("update", group.pk, "甲")


def test_a_deleted_row_leaves_its_image(acting: Any) -> None:
    reach = reached()
    pk = reach.pk
    reach.delete()
    (entry,) = history_of(table="foundation_accounts_reach", rows=[pk])
    assert entry.verb == "delete"
    assert json.loads(entry.old)["household_id"] == 7


def test_the_image_holds_every_column(group: UnitGroup) -> None:
    _save(group, "乙")
    (entry,) = entries_of(group)
    assert set(json.loads(entry.old)) == {field.column for field in UnitGroup._meta.concrete_fields}


def test_a_sealed_value_stays_sealed_in_its_image(acting: Any) -> None:
    user = User.objects.create(username="test", name="张三", phone="13812345678")
    sealed = bytes(user.phone.raw)
    User.objects.filter(pk=user.pk).update(phone="13900000000")
    (entry,) = history_of(table="foundation_accounts_user", rows=[user.pk])
    assert "13812345678" not in entry.old
    kept = json.loads(entry.old)["phone"].removeprefix("\\x")
    assert bytes.fromhex(kept) == sealed


def test_the_hash_of_a_password_is_in_no_image(acting: Any) -> None:
    user = User.objects.create(username="test", name="张三", password="md5$abc$0123456789")
    User.objects.filter(pk=user.pk).update(password="md5$abc$9876543210")
    (entry,) = history_of(table="foundation_accounts_user", rows=[user.pk])
    kept = json.loads(entry.old)
    assert kept["name"] == "张三"
    assert "password" not in kept
    assert "0123456789" not in entry.old


def test_an_entry_says_who_for_whom_and_when(group: UnitGroup) -> None:
    day = clock.noon(datetime(2024, 4, 3, tzinfo=UTC).date())
    who = Acting(actor="user:12", post=34, on_behalf=56, request="R-7", settings=(("dixian.all", "1"),))
    with clock.at(day), acting(who), writing():
        UnitGroup.objects.filter(pk=group.pk).update(name="乙")
    (entry,) = entries_of(group)
    assert (entry.actor, entry.post, entry.on_behalf, entry.request) == ("user:12", "34", "56", "R-7")
    assert datetime.fromisoformat(entry.business_at) == day
    wall = datetime.fromisoformat(entry.at)
    assert abs((clock.wall() - wall).total_seconds()) < 60


def test_an_entry_can_be_neither_made_nor_changed_nor_taken_away_by_hand(group: UnitGroup) -> None:
    _save(group, "乙")
    (entry,) = entries_of(group)
    for write in (
        lambda: Entry.objects.filter(pk=entry.pk).update(actor="user:99"),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert entries_of(group) == [entry]


def test_a_write_that_is_undone_leaves_no_entry(group: UnitGroup) -> None:
    with pytest.raises(ZeroDivisionError), writing():
        UnitGroup.objects.filter(pk=group.pk).update(name=F("code"))
        raise ZeroDivisionError
    assert entries_of(group) == []


@hypothesis_settings(max_examples=25)
@given(
    names=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), max_size=8)
)
def test_the_images_of_a_row_are_all_it_ever_was(acting: Any, names: list[str]) -> None:
    with writing():
        group = UnitGroup.objects.create(code=str(uuid4()), name="始")
        for name in names:
            UnitGroup.objects.filter(pk=group.pk).update(name=name)
    was = [json.loads(entry.old)["name"] for entry in entries_of(group)]
    now = UnitGroup.objects.get(pk=group.pk).name
    assert [*was, now] == ["始", *names]


def _named(group: UnitGroup, name: str) -> UnitGroup:
    group.name = name
    return group


def _save(group: UnitGroup, name: str) -> None:
    _named(group, name).save()
