"""Somebody with the keys to the database changes the history: `dixian audit verify` names where."""

from typing import Any

import pytest
from django.db import connection

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import Acting, acting, reading, seal_now, verify, writing
from dixian.foundation.audit.models import Entry, Seal
from dixian.foundation.audit.roots import roots_folder

pytestmark = pytest.mark.django_db(transaction=True)
WHO = Acting(actor="test:verify", settings=(("dixian.all", "1"),))
ENTRY, SEAL = "foundation_audit_entry", "foundation_audit_seal"


@pytest.fixture
def sealed(home: Any) -> list[int]:
    """Three changes of one row, sealed. Returns the ids of their entries."""
    change("甲", "乙", "丙", "丁")
    assert seal_now() == 3
    assert verify().intact
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


def change(first: str, *names: str) -> None:
    with acting(WHO):
        with writing():
            group, _ = UnitGroup.objects.get_or_create(code="test.group", defaults={"name": first})
        for name in names:
            with writing():
                UnitGroup.objects.filter(pk=group.pk).update(name=name)


def test_an_untouched_history_is_whole_and_its_tail_is_counted(sealed: list[int]) -> None:
    change("丁", "戊")
    verdict = verify()
    assert (verdict.intact, verdict.sealed, verdict.unsealed) == (True, 3, 1)
    assert "留痕完整" in verdict.sentence()


def test_a_changed_entry_is_named(sealed: list[int], tamper: Any) -> None:
    tamper(ENTRY, f"UPDATE {ENTRY} SET actor = 'user:1' WHERE id = {sealed[1]}")
    assert verify().changed == [sealed[1]]
    assert str(sealed[1]) in verify().sentence()


def test_a_missing_entry_is_named(sealed: list[int], tamper: Any) -> None:
    tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = {sealed[0]}")
    assert verify().missing == [sealed[0]]


def test_an_entry_slipped_in_between_is_named(sealed: list[int], tamper: Any) -> None:
    columns = (
        '"xid", "at", "business_at", "actor", "post", "on_behalf", "request", "table", "row", "verb", "old"'
    )
    tamper(
        ENTRY,
        f"INSERT INTO {ENTRY} (id, {columns}) SELECT -5, {columns} FROM {ENTRY} WHERE id = {sealed[0]}",
    )
    assert verify().inserted == [-5]


def test_a_history_rewritten_together_with_its_seal_differs_from_the_roots_outside(
    sealed: list[int], tamper: Any
) -> None:
    from dixian.foundation.audit.sealing import FIELDS, chain, leaf

    tamper(ENTRY, f"UPDATE {ENTRY} SET actor = 'user:1' WHERE id = {sealed[1]}")
    rows = Entry.objects.order_by("id").values_list(*FIELDS)
    leaves = b"".join(int(row[0]).to_bytes(8) + leaf(row) for row in rows)
    seal = Seal.objects.get()
    blob = f"X'{leaves.hex()}'" if connection.vendor == "sqlite" else f"'\\x{leaves.hex()}'"
    head = chain(seal.previous, leaves)
    tamper(SEAL, f"UPDATE {SEAL} SET leaves = {blob}, head = '{head}' WHERE id = {seal.pk}")
    verdict = verify()
    assert (verdict.changed, verdict.broken_seals, verdict.broken_roots) == ([], [], [seal.pk])


def test_a_seal_taken_away_is_noticed(sealed: list[int], tamper: Any) -> None:
    change("丁", "戊")
    seal_now()
    first = Seal.objects.order_by("id").first()
    assert first is not None
    tamper(SEAL, f"DELETE FROM {SEAL} WHERE id = {first.pk}")
    assert not verify().intact


def test_roots_that_were_edited_are_noticed(sealed: list[int]) -> None:
    (path,) = roots_folder().glob("*.txt")
    path.write_text(path.read_text().replace("a", "b").replace("0", "1"))
    assert verify().broken_roots != []


def test_a_trigger_taken_away_is_named(sealed: list[int], owner: Any) -> None:
    with owner() as execute:
        if connection.vendor == "sqlite":
            from dixian.foundation.audit.triggers.install import expected

            name = next(name for table, name in expected() if table == "foundation_areas_unitgroup")
            execute(f'DROP TRIGGER "{name}"')
        else:
            execute("ALTER TABLE foundation_areas_unitgroup DISABLE TRIGGER USER")
    try:
        assert any("unitgroup" in found for found in verify().triggers)
    finally:
        with owner() as execute:
            if connection.vendor == "postgresql":
                execute("ALTER TABLE foundation_areas_unitgroup ENABLE TRIGGER USER")


def test_sealing_goes_on_where_it_stopped_and_repeats_nothing(sealed: list[int]) -> None:
    assert seal_now() == 0
    change("丁", "戊", "己")
    assert seal_now() == 2
    with acting(WHO), reading():
        assert list(Seal.objects.order_by("id").values_list("count", flat=True)) == [3, 2]
    assert verify().intact


def test_the_command_says_so_with_its_exit_code(sealed: list[int], tamper: Any, monkeypatch: Any) -> None:
    from click.testing import CliRunner

    from dixian.cli import audit

    monkeypatch.setattr(audit, "bring_up", lambda role: None)
    assert CliRunner().invoke(audit.command, ["verify"]).exit_code == 0
    tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = {sealed[0]}")
    told = CliRunner().invoke(audit.command, ["verify", "--json"])
    assert told.exit_code == 1
    assert f'"missing": [{sealed[0]}]' in told.output
