"""Installations of their own, each with its home and database, and commands run in them as people run them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support.postgresql import Cluster, url

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = count(1)


@dataclass(frozen=True)
class Installation:
    """A home folder and the environment its commands run in."""

    home: Path
    environment: dict[str, str]

    def run(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env={**self.environment, **changes},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments),
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def json(self, *arguments: str) -> Any:
        told = self.run(*arguments, "--json")
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "dixian", *arguments]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Commands run in an installation of their own are processes, of which each takes seconds to start."""
    for item in items:
        if item.path.parent == Path(__file__).parent and "empty" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.alike)


@pytest.fixture(scope="session")
def empty(cluster: Cluster | None, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Installation]:
    """Makes a home with nothing in it and an empty database."""

    def made() -> Installation:
        home = tmp_path_factory.mktemp("home") / "home"
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("DIXIAN_", "DJANGO_"))}
        environment |= {"DIXIAN_HOME": str(home), "PYTHONPATH": str(ROOT)}
        if cluster:
            name: Any = f"cli_{next(NUMBERS)}"
            with cluster.connect(database="postgres") as admin:
                admin.execute(f"CREATE DATABASE {name} OWNER dixian_owner")
            for role in ("owner", "web", "worker"):
                address = url(cluster.folder, f"dixian_{role}", name)
                environment[f"DIXIAN_DATABASE_URL_{role.upper()}"] = address
        return Installation(home, environment)

    return made


@pytest.fixture(scope="session")
def installation(empty: Callable[[], Installation]) -> Iterator[Installation]:
    """One that `dixian setup` has prepared."""
    made = empty()
    told = made.run("setup")
    assert told.returncode == 0, told.stderr
    yield made


@pytest.fixture(scope="session")
def demo(empty: Callable[[], Installation]) -> tuple[Installation, Any]:
    """A small demo county, not served, and what it said about itself."""
    made = empty()
    return made, made.json("demo", "--people", "1000", "--no-serve")
