"""An empty database gets its tables from the models, one in use by migrations. They are the same, and nothing is lost on the way."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.support.database import socket_folder
from tests.support.postgresql import Cluster, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OTHER = "migrated"
ROOT = Path(__file__).resolve().parents[2]
# Columns of a table made in steps stand in another order, which nothing asks for.
PARTS = re.compile(r", (?=\"|CONSTRAINT)")
# Django's own table of groups, which nothing uses, gets a wider key by migrations than from its model.
CATALOGUE = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity, collation_name"
    " FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'auth%'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies",
    "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    "SELECT proname, pg_get_functiondef(oid) FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND prolang <> 13",
    "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants"
    " WHERE table_schema = 'public'",
)


@dataclass(frozen=True)
class Upgraded:
    """An installation that began with the first version: its home, and what is found in it now."""

    home: Path
    told: dict[str, Any]


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None) -> Iterator[Upgraded]:
    """Migrations take long, so both tests look at the same."""
    home = tmp_path_factory.mktemp("upgraded")
    shutil.copytree(Path(os.environ["DIXIAN_HOME"]) / "keys", home / "keys")
    environment = {**os.environ, "DIXIAN_HOME": str(home), "DIXIAN_ROLE": "owner"}
    if cluster is not None:
        with cluster.connect() as administrator:
            administrator.execute(f"CREATE DATABASE {OTHER} OWNER dixian_owner")
        environment |= {
            f"DIXIAN_DATABASE_URL_{role.upper()}": url(cluster.folder, f"dixian_{role}", OTHER)
            for role in ("owner", "web", "worker")
        }
    command = [sys.executable, "-m", "tests.support.first_version"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    yield Upgraded(home, json.loads(done.stdout))
    if cluster is not None:
        with cluster.connect() as administrator:
            administrator.execute(f"DROP DATABASE {OTHER}")


def test_notices_entries_and_holidays_of_the_first_version_are_still_there(upgraded: Upgraded) -> None:
    assert upgraded.told == {
        "notices": [["本单位有 3 项待办超期", "/duties/late/"]],
        "day": ["国庆节"],
        "known": True,
        "reason": "因病",
        "different": upgraded.told["different"],
    }
    assert not any("国庆" in one for one in upgraded.told["different"]), "renamed as the packaged ones are"


def test_migrations_make_the_tables_guards_and_rights_that_the_models_declare(upgraded: Upgraded) -> None:
    made, declared = (
        (of_file(upgraded.home / "dixian.sqlite3"), of_file(Path(str(connection.settings_dict["NAME"]))))
        if socket_folder() is None
        else (of_server(OTHER), of_server(str(connection.settings_dict["NAME"])))
    )
    assert len(made) > 700
    assert made - declared == set()
    assert declared - made == set()


def of_file(path: Path) -> set[Any]:
    """Every table, index and trigger of an SQLite file, the parts of a table in any order."""
    with closing(sqlite3.connect(path)) as file:
        found = file.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {
        (kind, name, frozenset(PARTS.split(re.sub(r"\s+", " ", said or "").removesuffix(")"))))
        for kind, name, said in found
    }


def of_server(database: str) -> set[Any]:
    """Everything of a PostgreSQL database that holds data or guards it."""
    folder = socket_folder()
    assert folder is not None
    with Cluster(folder).connect(database=database) as reader:
        return {row for question in CATALOGUE for row in reader.execute(question).fetchall()}  # type: ignore[call-overload]
