"""The schema made as owner, tests as `web`, jobs as `worker`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any


def make_schema() -> None:
    """The tables of an empty installation, made as owner; then go on as `web`."""
    from django.core.management import call_command

    from dixian.cli.founding import found_tables

    switch_role("owner")
    found_tables()
    call_command("migrate", verbosity=0, interactive=False)
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


def socket_folder() -> Path | None:
    """Where this process's cluster lives; None on SQLite."""
    folder = os.environ.get("DIXIAN_TEST_SOCKET")
    return Path(folder) if folder else None
