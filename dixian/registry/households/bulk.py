"""Many rows altered at once: COPY and one statement on PostgreSQL, executemany on SQLite."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from dixian.foundation.audit.api import copy_in, insert_rows

__all__ = ["insert_rows", "update_rows"]
Rows = Sequence[tuple[Any, ...]]


def update_rows(table: str, columns: tuple[str, ...], rows: Rows) -> None:
    """Bulk update by id, the first of `columns`, in the open transaction."""
    if not rows:
        return
    names, changed = ", ".join(columns), columns[1:]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy_in(cursor, table, names, rows)
            put = ", ".join(f"{name} = incoming.{name}" for name in changed)
            cursor.execute(f"UPDATE {table} SET {put} FROM incoming WHERE {table}.id = incoming.id")  # noqa: S608
            cursor.execute("DROP TABLE incoming")
            return
        put = ", ".join(f"{name} = %s" for name in changed)
        by_id = [(*row[1:], row[0]) for row in rows]
        cursor.executemany(f"UPDATE {table} SET {put} WHERE id = %s", by_id)  # noqa: S608
