"""Somebody with the keys to the database: past the application, past `web`, past the guards."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import Entry
from tests.support.postgresql import Cluster

Execute = Callable[[str], None]
Owner = Callable[[], AbstractContextManager[Execute]]


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


def entries_of(group: UnitGroup) -> list[Entry]:
    """Its old images, oldest first."""
    return list(Entry.objects.filter(table="foundation_areas_unitgroup", row=group.pk).order_by("id"))


def _without_triggers(cluster: Cluster | None, owner: Owner, table: str, statement: str) -> None:
    from dixian.foundation.audit.triggers.install import expected

    mine = {name: made for (of, name), made in expected().items() if of == table}
    with owner() as execute:
        for name in mine:
            execute(f'DROP TRIGGER "{name}"')
        execute(statement)
        for made in mine.values():
            execute(made)


def _done(_: Any) -> None:
    return None
