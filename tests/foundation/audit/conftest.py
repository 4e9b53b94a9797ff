"""Somebody with the keys to the database: past the application, past `web`, past the guards."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import Acting, Entry, acting, history_of, seal_now, verify, writing
from dixian.foundation.audit.models import Seal
from tests.support.database import as_worker
from tests.support.postgresql import Cluster

Execute = Callable[[str], None]
Owner = Callable[[], AbstractContextManager[Execute]]
WHO = Acting(actor="test:verify", settings=(("dixian.all", "1"),))
ENTRY, SEAL = "foundation_audit_entry", "foundation_audit_seal"


@pytest.fixture
def worker(request: pytest.FixtureRequest) -> Iterator[None]:
    """The test seals, loads and verifies, and has the worker's rights."""
    request.getfixturevalue("transactional_db")
    with as_worker():
        yield


@pytest.fixture
def sealed(home: Path, worker: None) -> list[int]:
    """Three changes of one row, sealed. Returns the ids of their entries."""
    change("甲", "乙", "丙", "丁")
    assert seal_now() == 3
    assert verify().intact
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


def change(first: str, *names: str) -> None:
    """Change a row as often as there are names; each change leaves an entry."""
    with acting(WHO):
        with writing():
            group, _ = UnitGroup.objects.get_or_create(code="test.group", defaults={"name": first})
        for name in names:
            with writing():
                UnitGroup.objects.filter(pk=group.pk).update(name=name)


@pytest.fixture
def owner(home: Path, cluster: Cluster | None) -> Owner:
    """Opens the database itself, as its owner; what is executed there is committed at once."""

    @contextmanager
    def opened() -> Iterator[Execute]:
        if cluster is None:
            with closing(sqlite3.connect(home / "dixian.sqlite3", isolation_level=None, timeout=20)) as raw:
                yield lambda statement: _done(raw.execute(statement))
        else:
            with cluster.connect("dixian_owner") as connection:
                yield lambda statement: _done(connection.execute(statement))  # type: ignore[call-overload]

    return opened


@pytest.fixture
def tamper(owner: Owner, cluster: Cluster | None) -> Callable[[str, str], None]:
    """`tamper(table, statement)`: switch the guards off, do it, and put them back as if nothing had been."""

    def do(table: str, statement: str) -> None:
        with owner() as execute:
            if cluster is not None:
                execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                execute(statement)
                execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                return
        _without_triggers(cluster, owner, table, statement)

    return do


@pytest.fixture
def group(acting: Any) -> UnitGroup:
    """An editable row."""
    return UnitGroup.objects.create(code="test.group", name="甲")


def forge_last_seal(tamper: Callable[[str, str], None]) -> None:
    """Make the newest seal fit what its rows are now, leaves and head alike."""
    from dixian.foundation.audit.positions import BEGINNING, Position, leaf, sealed_tables
    from dixian.foundation.audit.sealing import chain

    *earlier, seal = Seal.objects.order_by("id")
    ends = [Position(one.last_xid, one.last_id) for one in earlier if one.table == seal.table]
    before = ends[-1] if ends else BEGINNING
    table = next(one for one in sealed_tables() if one.name == seal.table)
    rows = table.rows(before, Position(seal.last_xid, seal.last_id), seal.columns.split())
    seal.leaves = b"".join(int(id_).to_bytes(8) + leaf(values, seal.rule) for _, id_, *values in rows)
    seal.count = len(rows)
    head = chain(seal, before)
    blob = f"X'{seal.leaves.hex()}'" if connection.vendor == "sqlite" else f"'\\x{seal.leaves.hex()}'"
    tamper(
        SEAL,
        f"UPDATE {SEAL} SET leaves = {blob}, count = {seal.count}, head = '{head}' WHERE id = {seal.pk}",
    )


def entries_of(group: UnitGroup) -> list[Entry]:
    """Its old images, oldest first."""
    return history_of(table="foundation_areas_unitgroup", rows=[group.pk])[::-1]


def _without_triggers(cluster: Cluster | None, owner: Owner, table: str, statement: str) -> None:
    from dixian.foundation.audit.triggers.install import expected

    mine = {name: made for (of, name), made in expected().items() if of == table}
    with owner() as execute:
        for name in mine:
            execute(f'DROP TRIGGER "{name}"')
        execute("PRAGMA ignore_check_constraints = ON")
        execute(statement)
        for made in mine.values():
            execute(made)


def _done(_: Any) -> None:
    return None
