"""What the address of the database becomes."""

from pathlib import Path

import pytest
from django.db import connection

from dixian.config.databases import databases


@pytest.mark.parametrize(
    ("query", "options"),
    [("", "-c jit=off"), ("?options=-c%20work_mem=8MB", "-c jit=off -c work_mem=8MB")],
)
def test_no_statement_is_compiled_and_options_of_the_address_stay(
    monkeypatch: pytest.MonkeyPatch, query: str, options: str
) -> None:
    monkeypatch.setenv("DIXIAN_DATABASE_URL_WEB", f"postgresql://dixian_web@db/dixian{query}")
    made = databases(Path(), "web")["default"]
    assert made["OPTIONS"]["options"] == options
    assert made["HOST"] == "db"


@pytest.mark.django_db
def test_the_connection_of_a_page_compiles_nothing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL compiles statements")
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
