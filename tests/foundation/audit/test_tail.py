"""What waits for its seal: how long, whether something is gone from it, and rows nobody will ever seal."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from dixian.foundation.accounts.models import SubmittedForm
from dixian.foundation.audit.api import acting, seal_now, verify, writing
from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.foundation.audit.models import Entry
from dixian.foundation.kernel import clock
from tests.foundation.audit.conftest import ENTRY, WHO, change

pytestmark = pytest.mark.django_db(transaction=True)
COLUMNS = '"at", "business_at", "actor", "post", "on_behalf", "request", "table", "row", "verb", "old"'
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's sequences have honest gaps")
postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="only PostgreSQL numbers transactions"
)


def test_a_tail_that_waits_too_long_is_named(sealed: list[int], monkeypatch: Any) -> None:
    change("丁", "戊")
    assert verify().intact
    later = clock.wall() + timedelta(hours=1)
    monkeypatch.setattr(clock, "wall", lambda: later)
    assert any(ENTRY in said for said in verify().late)


def test_an_entry_that_waits_since_years_is_named(sealed: list[int], tamper: Any) -> None:
    change("丁", "戊")
    tamper(
        ENTRY, f"UPDATE {ENTRY} SET at = '2020-01-01T00:00:00+00:00' WHERE id = (SELECT max(id) FROM {ENTRY})"
    )
    assert any("2020-01-01" in said for said in verify().late)


def test_an_entry_with_a_time_that_is_none_is_named(sealed: list[int], tamper: Any) -> None:
    change("丁", "戊")
    tamper(ENTRY, f"UPDATE {ENTRY} SET at = '' WHERE id = (SELECT max(id) FROM {ENTRY})")
    assert verify().late != []


@sqlite
@pytest.mark.parametrize("which", ["max", "min"])
def test_an_entry_taken_out_of_the_tail_is_named_by_the_gap_it_leaves(
    sealed: list[int], tamper: Any, which: str
) -> None:
    change("丁", "戊", "己")
    tail = [id_ for id_ in Entry.objects.values_list("id", flat=True) if id_ > sealed[-1]]
    gone = max(tail) if which == "max" else min(tail)
    tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = {gone}")
    assert verify().missing == {ENTRY: [gone]}


@sqlite
def test_a_row_taken_out_of_the_tail_of_any_table_is_named(home: Path, worker: None, tamper: Any) -> None:
    gone = {}
    for model in sealed_models():
        table = model._meta.db_table
        for id_ in (1, 2, 3):
            tamper(table, some_row(model, id_))
        gone[table] = [2, 3]
    assert verify().missing == {}
    for table in gone:
        tamper(table, f"DELETE FROM {table} WHERE id > 1")
    assert verify().missing == gone


def test_what_was_undone_is_not_missed(sealed: list[int]) -> None:
    with pytest.raises(InterruptedError), acting(WHO), writing():
        SubmittedForm.objects.create(key=uuid4())
        raise InterruptedError
    with acting(WHO), writing():
        SubmittedForm.objects.create(key=uuid4())
        with pytest.raises(IntegrityError), transaction.atomic():
            SubmittedForm.objects.create(key=SubmittedForm.objects.get().key)
    verdict = verify()
    assert (verdict.intact, verdict.unsealed) == (True, 1)


@postgresql
@pytest.mark.parametrize("number", ["-4", "NULL", "0"])
def test_an_entry_no_transaction_has_written_is_named(sealed: list[int], tamper: Any, number: str) -> None:
    tamper(
        ENTRY,
        f"INSERT INTO {ENTRY} (id, xid, {COLUMNS}) SELECT -9, {number}, {COLUMNS} FROM {ENTRY}"
        f" WHERE id = {sealed[0]}",
    )
    assert verify().inserted == {ENTRY: [-9]}
    seal_now()
    assert verify().inserted == {ENTRY: [-9]}


@postgresql
def test_after_a_restore_into_a_new_cluster_numbers_go_on_above_the_sealed_ones(
    sealed: list[int], tamper: Any, owner: Any
) -> None:
    from dixian.foundation.audit.triggers.install import install
    from tests.support.database import switch_role

    with connection.cursor() as cursor:
        cursor.execute("SELECT dixian_xid_base(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        base, running = cursor.fetchone()
    high = base + running + 1_000_000
    with owner() as execute:
        execute("ALTER TABLE foundation_audit_seal DISABLE TRIGGER USER")
        execute(f"UPDATE foundation_audit_seal SET last_xid = {high}")
        execute("ALTER TABLE foundation_audit_seal ENABLE TRIGGER USER")
    assert any("恢复数据库之后" in said for said in verify().drifted)
    try:
        switch_role("owner")
        install()
    finally:
        switch_role("web")
    with connection.cursor() as cursor:
        cursor.execute("SELECT dixian_xid_base() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        assert cursor.fetchone()[0] > high


def sealed_models() -> Iterator[type[models.Model]]:
    """Every model whose rows are only added, but the proof itself."""
    for model in house_models():
        if history_of_model(model) == "insert_only" and model._meta.model_name not in ("seal", "root"):
            yield model


def some_row(model: type[models.Model], id_: int) -> str:
    """What adds a row that the table takes, whatever it means."""
    said = {field.column: _some(field, id_) for field in model._meta.concrete_fields if not field.primary_key}
    names = ", ".join(f'"{name}"' for name in said)
    return f"INSERT INTO {model._meta.db_table} (id, {names}) VALUES ({id_}, {', '.join(said.values())})"


def _some(field: Any, id_: int) -> str:
    kind = str(field.db_type(connection)).partition("(")[0]
    if isinstance(field, models.JSONField):
        return "'[]'"
    if kind == "datetime":
        return f"'{clock.wall().isoformat()}'"
    return {"date": f"'2026-05-0{id_}'", "bool": "1", "BLOB": f"X'0{id_}'", "char": f"'{uuid4().hex}'"}.get(
        kind, f"'{id_}'" if kind in ("varchar", "text") else str(id_)
    )
