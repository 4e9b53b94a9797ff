"""Many rows written at once: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

Rows = Sequence[tuple[Any, ...]]


def insert_rows(table: str, columns: tuple[str, ...], rows: Rows) -> None:
    """Bulk insert of prepared rows in the open transaction."""
    if not rows:
        return
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, names, rows)
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")  # noqa: S608
            cursor.execute("DROP TABLE incoming")
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def update_rows(table: str, columns: tuple[str, ...], rows: Rows) -> None:
    """Bulk update by id, the first of `columns`, in the open transaction."""
    if not rows:
        return
    names, changed = ", ".join(columns), columns[1:]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, names, rows)
            put = ", ".join(f"{name} = incoming.{name}" for name in changed)
            cursor.execute(f"UPDATE {table} SET {put} FROM incoming WHERE {table}.id = incoming.id")  # noqa: S608
            cursor.execute("DROP TABLE incoming")
            return
        put = ", ".join(f"{name} = %s" for name in changed)
        by_id = [(*row[1:], row[0]) for row in rows]
        cursor.executemany(f"UPDATE {table} SET {put} WHERE id = %s", by_id)  # noqa: S608


def _copy(cursor: Any, table: str, names: str, rows: Rows) -> None:
    # PostgreSQL refuses COPY into a table under row security, so the rows come in by a table of the session.
    cursor.execute(f"CREATE TEMP TABLE incoming AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
    with cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
