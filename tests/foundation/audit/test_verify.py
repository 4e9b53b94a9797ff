"""Somebody with the keys to the database changes the history: `dixian audit verify` names where."""

from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading, seal_now, verify
from dixian.foundation.audit.models import Seal
from tests.foundation.audit.conftest import ENTRY, SEAL, WHO, change, forge_last_seal

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_untouched_history_is_whole_and_its_tail_is_counted(sealed: list[int]) -> None:
    change("丁", "戊")
    verdict = verify()
    assert (verdict.intact, verdict.sealed, verdict.unsealed) == (True, 3, 1)
    assert "留痕完整" in verdict.sentence()
    assert "核验的是" in verdict.sentence() and "不在封存之内：可以修改的记录现在的值" in verdict.sentence()


def test_a_changed_entry_is_named(sealed: list[int], tamper: Any) -> None:
    tamper(ENTRY, f"UPDATE {ENTRY} SET actor = 'user:1' WHERE id = {sealed[1]}")
    assert verify().changed == {ENTRY: [sealed[1]]}
    assert str(sealed[1]) in verify().sentence()


def test_a_missing_entry_is_named(sealed: list[int], tamper: Any) -> None:
    tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = {sealed[0]}")
    assert verify().missing == {ENTRY: [sealed[0]]}


def test_an_entry_slipped_in_between_is_named(sealed: list[int], tamper: Any) -> None:
    columns = (
        '"xid", "at", "business_at", "actor", "post", "on_behalf", "request", "table", "row", "verb", "old"'
    )
    tamper(
        ENTRY,
        f"INSERT INTO {ENTRY} (id, {columns}) SELECT -5, {columns} FROM {ENTRY} WHERE id = {sealed[0]}",
    )
    assert verify().inserted == {ENTRY: [-5]}


def test_a_history_rewritten_together_with_its_seal_differs_from_the_roots_outside(
    sealed: list[int], tamper: Any
) -> None:
    tamper(ENTRY, f"UPDATE {ENTRY} SET actor = 'user:1' WHERE id = {sealed[1]}")
    forge_last_seal(tamper)
    verdict = verify()
    assert (verdict.changed, verdict.broken_seals) == ({}, [])
    assert any("不符" in said for said in verdict.roots)


@pytest.mark.parametrize(
    "change_of",
    [
        "count = 2",
        "last_id = last_id + 1",
        "noted = 9",
        "at = '2020-01-01 00:00:00+00:00'",
        "columns = 'id'",
        "rule = 1",
    ],
)
def test_what_a_seal_says_of_itself_is_under_its_head(sealed: list[int], tamper: Any, change_of: str) -> None:
    tamper(SEAL, f"UPDATE {SEAL} SET {change_of}")
    assert verify().broken_seals == [Seal.objects.get().pk]


def test_a_seal_taken_away_is_noticed(sealed: list[int], tamper: Any) -> None:
    change("丁", "戊")
    seal_now()
    first = Seal.objects.order_by("id").first()
    assert first is not None
    tamper(SEAL, f"DELETE FROM {SEAL} WHERE id = {first.pk}")
    assert not verify().intact


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
    assert f'"missing": {{"{ENTRY}": [{sealed[0]}]}}' in told.output
