"""States of the whole database, kept and laid again past the guards that the tests' role can't pass."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.support.postgresql import Cluster

# Filled by Django itself after migrate; the same in every test.
FRAMEWORK = ("django_migrations", "django_content_type", "auth_permission")
EMPTY = ""
Connection = psycopg.Connection[Any]


class CleanSheet:
    """Keeps the database as it is under a name, and brings it back; "" is how it was after migrate.

    folder: where what is kept of this process lies.
    """

    def __init__(self, home: Path, cluster: Cluster | None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kept-", dir=home.parent))
        # One connection for all: a new one would first learn every table there is.
        self._administrator = None if cluster is None else cluster.connect()
        self._live = home / "dixian.sqlite3"
        self._rows: dict[str, dict[str, bytes]] = {EMPTY: {}}
        self._sequences: dict[str, list[tuple[str, int]]] = {EMPTY: []}
        if self._administrator is None:
            self.keep(EMPTY)

    def keep(self, name: str) -> None:
        """Remember the database as it is now."""
        if self._administrator is None:
            _copy(self._live, self.folder / f"{name}.sqlite3")
        else:
            self._rows[name], self._sequences[name] = _read(self._administrator)

    def lay(self, name: str) -> None:
        """Make the database what it was then."""
        if self._administrator is None:
            _copy(self.folder / f"{name}.sqlite3", self._live)
        else:
            _write(self._administrator, self._rows[name], self._sequences[name])


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target, timeout=20)) as there:
        here.backup(there)


def _read(administrator: Connection) -> tuple[dict[str, bytes], list[tuple[str, int]]]:
    """Every row and the last number of every sequence."""
    rows = {}
    for name in _tables(administrator):
        with administrator.cursor() as cursor, cursor.copy(f"COPY {name} TO STDOUT") as copy:  # type: ignore[call-overload]
            if kept := b"".join(bytes(piece) for piece in copy):
                rows[name] = kept
    sequences = administrator.execute(
        "SELECT quote_ident(sequencename), last_value FROM pg_sequences"
        " WHERE schemaname = 'public' AND last_value IS NOT NULL"
    ).fetchall()
    return rows, sequences


def _write(administrator: Connection, rows: dict[str, bytes], sequences: list[tuple[str, int]]) -> None:
    """Few rows are deleted sooner than all these tables, their indexes and whatever refers to them are made anew."""
    with administrator.transaction():
        # Triggers and keys sleep in this session; a transaction somebody left open is an error, not a hang.
        administrator.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        administrator.execute(";".join(f"DELETE FROM {name}" for name in _tables(administrator)))  # type: ignore[call-overload]
        administrator.execute(
            "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND NOT relname = ANY(%s)",
            [[f"{name}_id_seq" for name in FRAMEWORK]],
        )
        for name, kept in rows.items():
            with administrator.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:  # type: ignore[call-overload]
                copy.write(kept)
        if sequences:
            with administrator.cursor() as cursor:
                cursor.executemany("SELECT setval(%s, %s)", sequences)


def _tables(administrator: Connection) -> list[str]:
    names = administrator.execute(
        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        " AND NOT tablename = ANY(%s)",
        [list(FRAMEWORK)],
    )
    return [name for (name,) in names.fetchall()]
