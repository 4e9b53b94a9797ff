"""An installation of its own on either database, and fresh copies of its database to run on.

A peer runs on a bare copy: the same tables and indexes, without triggers and row security.
PostgreSQL runs with its own durable settings, unlike in the tests.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.postgresql import DATABASE, Cluster, url

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
SQLITE_SIDE_FILES = ("-wal", "-shm")


@contextmanager
def environment(vendor: str) -> Iterator[Cluster | None]:
    """DIXIAN_HOME in a folder of its own, and a cluster with its addresses on PostgreSQL; both go at the end."""
    folder = Path(tempfile.mkdtemp(prefix="dixian-benchmark-", dir="/tmp"))
    cluster = None
    for name in [name for name in os.environ if name.startswith("DIXIAN_")]:
        del os.environ[name]
    os.environ["DIXIAN_HOME"] = str(folder / "home")
    (folder / "home").mkdir()
    try:
        if vendor == "postgresql":
            folder.chmod(0o755)
            (folder / "pg").mkdir()
            cluster = Cluster(folder / "pg", DURABLE)
            cluster.start()
            for role in ("owner", "web", "worker"):
                address = url(cluster.folder, f"dixian_{role}", DATABASE)
                os.environ[f"DIXIAN_DATABASE_URL_{role.upper()}"] = address
        yield cluster
    finally:
        if cluster:
            cluster.stop()
        shutil.rmtree(folder)


class Ground:
    """A fresh installation whose database is copied for each run, in Django's connection as `worker`."""

    def __init__(self, cluster: Cluster | None) -> None:
        from dixian.cli.setup import prepare
        from dixian.foundation.kernel.home import home

        prepare()
        from django.db import connection

        connection.close()
        self._connection: Any = connection
        self._cluster = cluster
        self._live = home() / "dixian.sqlite3"
        self._pristine = self._live.with_suffix(".pristine")
        if cluster is None:
            shutil.copy(self._live, self._pristine)

    def copy(self, *, bare: bool = False, foreign_keys: bool = True) -> None:
        """Go on with a new copy; `bare` without triggers and row security, perhaps without foreign keys too."""
        self._connection.close()
        if self._cluster is None:
            self._copy_file(bare)
            if not foreign_keys:
                self._connection.disable_constraint_checking()
        else:
            self._copy_database(self._cluster, bare, foreign_keys)
        self._connection.ensure_connection()

    def keep(self) -> None:
        """From now on copies are of the database as it stands here."""
        self._connection.close()
        if self._cluster is None:
            shutil.copy(self._live, self._pristine)
            return
        name: Any = self._connection.settings_dict["NAME"]
        with self._cluster.connect(database="postgres") as admin:
            admin.execute(f"DROP DATABASE {DATABASE}")
            admin.execute(f"ALTER DATABASE {name} RENAME TO {DATABASE}")

    def _copy_file(self, bare: bool) -> None:
        for ending in SQLITE_SIDE_FILES:
            self._live.with_name(self._live.name + ending).unlink(missing_ok=True)
        shutil.copy(self._pristine, self._live)
        if bare:
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')

    def _copy_database(self, cluster: Cluster, bare: bool, foreign_keys: bool) -> None:
        name: Any = "run"
        with cluster.connect(database="postgres") as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {name}")
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE} OWNER dixian_owner STRATEGY file_copy")
        with cluster.connect(database=name) as admin:
            for (statement,) in admin.execute(STRIP, [bare, bare, not foreign_keys]).fetchall():
                admin.execute(statement)
            admin.execute("CHECKPOINT")
        self._connection.settings_dict["NAME"] = name


STRIP = """
SELECT format('DROP TRIGGER %%I ON %%s', tgname, tgrelid::regclass) FROM pg_trigger
WHERE %s AND NOT tgisinternal
UNION ALL
SELECT format('ALTER TABLE %%s DISABLE ROW LEVEL SECURITY', oid::regclass) FROM pg_class
WHERE %s AND relrowsecurity
UNION ALL
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname) FROM pg_constraint
WHERE %s AND contype = 'f'
"""
