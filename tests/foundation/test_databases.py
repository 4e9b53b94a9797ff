"""What the address of the database becomes."""

from pathlib import Path

import pytest
from django.db import connection

from dixian.config.databases import PLANNED_FOR_TODAY, databases


@pytest.mark.parametrize(
    ("query", "options"),
    [("", PLANNED_FOR_TODAY), ("?options=-c%20work_mem=8MB", f"{PLANNED_FOR_TODAY} -c work_mem=8MB")],
)
def test_no_statement_is_compiled_and_options_of_the_address_stay(
    monkeypatch: pytest.MonkeyPatch, query: str, options: str
) -> None:
    monkeypatch.setenv("DIXIAN_DATABASE_URL_WEB", f"postgresql://dixian_web@db/dixian{query}")
    made = databases(Path(), "web")["default"]
    assert made["OPTIONS"]["options"] == options
    assert made["HOST"] == "db"


@pytest.mark.django_db
@pytest.mark.parametrize(("setting", "value"), [("jit", "off"), ("random_page_cost", "1.1")])
def test_the_connection_of_a_page_compiles_nothing_and_takes_rows_by_their_index(
    setting: str, value: str
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL plans by settings")
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")
        assert cursor.fetchone() == (value,)
