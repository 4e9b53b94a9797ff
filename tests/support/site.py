"""A demo county prepared and started the way `make demo` does it, for walks and for screenshots."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# Seconds a county may take to be made; on a busy machine it takes several times what it does on a quiet one.
PREPARING = 480
PUT_BACK = (
    "from datetime import timedelta",
    "from dixian.foundation.accounts.api import system_scope",
    "from dixian.foundation.audit.api import writing",
    "from dixian.foundation.kernel import clock",
    "from dixian.warning.cases.models import Case, CaseBatch",
    "from dixian.warning.elimination.models import Elimination",
    "with system_scope('command:test'), writing():",
)
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A running Dixian and what its demo county printed."""

    address: str
    facts: dict[str, Any]
    environment: dict[str, str]

    def password(self, username: str) -> str:
        return next(one["password"] for one in self.facts["accounts"] if one["username"] == username)

    def file(self, months_ago: int = 0) -> Path:
        """The department's file of this month, or of an earlier one."""
        return Path(self.facts["files"][months_ago])

    def put_back(self, told: str) -> None:
        """Run statements on its models, as if what is entered today had been entered on an earlier day."""
        lines = "import django; django.setup()", *PUT_BACK, *(f"    {one}" for one in told.splitlines())
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "dixian.config.settings"}
        subprocess.run([sys.executable, "-c", "\n".join(lines)], env=environment, check=True)

    def dixian(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a `dixian` command on the same home and database."""
        return subprocess.run(
            [sys.executable, "-m", "dixian", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )


@contextmanager
def running_site(people: int, *, alone: bool = False) -> Iterator[Site]:
    """A demo county of its own, served until the block ends.

    alone: in a database of its own too, on SQLite, so that no other walk has gone through it.

    Raises:
        RuntimeError: the site didn't answer within a minute; its log is in the message.
    """
    folder = Path(tempfile.mkdtemp(prefix="dixian-site-"))
    environment = {**_environment(alone), "DIXIAN_HOME": str(folder / "home")}
    command = _demo(people)
    if alone:
        shutil.copytree(_prepared(people), folder / "home")
    else:
        subprocess.run([*command, "--no-serve"], env=environment, check=True, timeout=PREPARING)
    port = _free_port()
    with (folder / "site.log").open("wb") as log:
        running = subprocess.Popen([*command, "--port", str(port)], env=environment, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, running, folder / "site.log")
        facts = json.loads((folder / "home" / "demo.json").read_text(encoding="utf8"))
        yield Site(address, facts, environment)
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder)


@cache
def _prepared(people: int) -> Path:
    """A home with an SQLite county nobody has worked in yet, made once in this process."""
    folder = Path(tempfile.mkdtemp(prefix="dixian-county-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = folder / "home"
    environment = {**_environment(alone=True), "DIXIAN_HOME": str(home)}
    subprocess.run([*_demo(people), "--no-serve"], env=environment, check=True, timeout=PREPARING)
    return home


def _environment(alone: bool) -> dict[str, str]:
    return {name: said for name, said in os.environ.items() if not (alone and "DATABASE_URL" in name)}


def _demo(people: int) -> list[str]:
    return [sys.executable, "-m", "dixian", "demo", "--people", str(people)]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/health/ready", timeout=2).close()
            return
        except OSError:
            if running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site did not start:\n{log.read_text(errors='replace')}") from None
        time.sleep(0.2)
