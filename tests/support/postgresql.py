"""A PostgreSQL cluster of one's own: made, started and thrown away with the test run.

Reached by a Unix socket only; runs as an unprivileged user, because PostgreSQL refuses root.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

DATABASE = "dixian"
SUPERUSER = "cluster_admin"
ROLES = {
    "dixian_owner": "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    "dixian_web": "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT",
    "dixian_worker": "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
}
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "logging_collector": "off",
}
PR_SET_PDEATHSIG = 1


class PostgresqlMissing(RuntimeError):
    """The server's programs are not installed."""


def url(socket: Path, role: str, database: str) -> str:
    """The address of `database` for `role` through the socket folder."""
    return f"postgresql://{role}@/{database}?host={socket}"


def programs() -> Path:
    """The folder of initdb and postgres. Raises PostgresqlMissing, naming the package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresqlMissing("PostgreSQL is not installed: apt-get install postgresql")
    return Path(on_path).resolve().parent


class Cluster:
    """One server process with the database and its three roles."""

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self._settings = SETTINGS | (settings or {})
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """initdb, start, make roles and database. Raises PostgresqlMissing, or RuntimeError with the log."""
        self._give_away(self.folder)
        self._run(
            "initdb", "-D", str(self.data), "-U", SUPERUSER, "-A", "trust", "-N",
            "--encoding=UTF8", "--locale=C.UTF-8",
        )  # fmt: skip
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("wb") as log:
            self._server = subprocess.Popen(
                [str(programs() / "postgres"), "-D", str(self.data), "-k", str(self.folder), *options],
                stdout=log, stderr=log, cwd=self.folder, preexec_fn=_end_with_parent, **_unprivileged(),
            )  # fmt: skip
        self._wait()
        self._make_database()

    def stop(self) -> None:
        """End the server at once; nothing in it is worth keeping."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait(10)

    def connect(self, role: str = SUPERUSER, database: str = DATABASE) -> psycopg.Connection[Any]:
        """A connection that commits each statement."""
        return psycopg.connect(f"host={self.folder} user={role} dbname={database}", autocommit=True)

    def _make_database(self) -> None:
        with self.connect(database="postgres") as connection:
            for role, rights in ROLES.items():
                connection.execute(f"CREATE ROLE {role} LOGIN {rights}")  # type: ignore[call-overload]
            # Tests run jobs on the connection of `web`: it may become `worker`, and inherits nothing of it.
            connection.execute("GRANT dixian_worker TO dixian_web")
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER dixian_owner")  # type: ignore[call-overload]

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                self.connect(database="postgres").close()
                return
            except psycopg.OperationalError:
                ended = self._server is None or self._server.poll() is not None
                if ended or time.monotonic() > deadline:
                    raise RuntimeError(self.log.read_text(errors="replace")) from None
            time.sleep(0.02)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(programs() / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, **_unprivileged())
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))

    def _give_away(self, folder: Path) -> None:
        options = _unprivileged()
        if options:
            os.chown(folder, options["user"], options["group"])


def _unprivileged() -> dict[str, Any]:
    """What makes subprocess leave root behind; nothing where we are not root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    """A killed test run must leave no server behind."""
    prctl: Callable[..., int] = ctypes.CDLL(None).prctl
    prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)
