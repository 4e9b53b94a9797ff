"""The schema made as owner, tests as `web`, and a clean sheet after tests that commit."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any

from tests.support.postgresql import Cluster

# Filled by Django itself after migrate; the same in every test.
FRAMEWORK = ("django_migrations", "django_content_type", "auth_permission")


def make_schema() -> None:
    """Migrate as the owner, then go on as `web`."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    switch_role("owner")
    # `--no-migrations` leaves this table out, and rights are taken away on it.
    MigrationRecorder(connection).ensure_schema()
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    switch_role("web")


def switch_role(role: str) -> None:
    """Make Django's connection come in as `owner`, `web` or `worker` from now on."""
    from django.conf import settings
    from django.db import connection

    from dixian.config.databases import databases

    connection.close()
    connection.settings_dict.update(databases(settings.HOME, role)["default"])


@contextmanager
def as_worker() -> Iterator[None]:
    """What is enclosed comes to the database as `worker`, on the same connection: jobs, sealing, verifying."""
    from django.db import DatabaseError, connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute("SET ROLE dixian_worker")
    try:
        yield
    finally:
        # In a transaction that failed, the rollback brings the role back.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {before}")


def run_jobs_as_worker(patch: Any) -> None:
    """Jobs that a test runs have the rights of `worker`, as in the worker's own process."""
    from dixian.foundation.jobs.worker import _Worker

    def with_its_rights(step: Any) -> Any:
        @wraps(step)
        def stepped(*arguments: Any) -> Any:
            with as_worker():
                return step(*arguments)

        return stepped

    for name in ("next", "recover"):
        patch.setattr(_Worker, name, with_its_rights(getattr(_Worker, name)))


def why_row_security_is_void() -> list[str]:
    """What would let the tests' role walk past row security; must be empty."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, has_schema_privilege('public', 'CREATE'),"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid), pg_has_role('dixian_worker', 'USAGE')"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        name, superuser, bypasses, creates, owned, inherits = cursor.fetchone()
    found = {
        f"tests connect as {name}, not as dixian_web": name != "dixian_web",
        f"{name} is a superuser": superuser,
        f"{name} bypasses row security": bypasses,
        f"{name} may create tables": creates,
        f"{name} owns {owned} tables": owned,
        f"{name} inherits the rights of dixian_worker": inherits,
    }
    return [sentence for sentence, is_so in found.items() if is_so]


class CleanSheet:
    """Brings the database back to where it was after migrate, past the guards that `web` can't pass."""

    def __init__(self, home: Path, cluster: Cluster | None) -> None:
        self._cluster = cluster
        self._live = home / "dixian.sqlite3"
        self._pristine = home / "dixian.sqlite3-pristine"
        if cluster is None:
            _copy(self._live, self._pristine)

    def restore(self, *_: Any) -> None:
        """Takes the place of `TransactionTestCase._fixture_teardown`, whose flush the triggers refuse."""
        if self._cluster is None:
            _copy(self._pristine, self._live)
        else:
            _empty(self._cluster)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target, timeout=20)) as there:
        here.backup(there)


def _empty(cluster: Cluster) -> None:
    with cluster.connect() as connection:
        # Triggers sleep in this session; a transaction somebody left open is an error, not a hang.
        connection.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")
        names = connection.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
            " AND NOT tablename = ANY(%s)",
            [list(FRAMEWORK)],
        ).fetchall()
        asked = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for (name,) in names)
        filled = [name for (name,) in connection.execute(asked).fetchall()]  # type: ignore[call-overload]
        if filled:
            connection.execute(f"TRUNCATE {', '.join(filled)} RESTART IDENTITY CASCADE")  # type: ignore[call-overload]


def socket_folder() -> Path | None:
    """Where this process's cluster lives; None on SQLite."""
    folder = os.environ.get("DIXIAN_TEST_SOCKET")
    return Path(folder) if folder else None
