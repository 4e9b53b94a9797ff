"""Many rows altered, each its own way."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection

from dixian.foundation.audit.inserting import copy_in, prepared
from dixian.foundation.audit.records import Record


def update_rows(rows: Sequence[Record], fields: Sequence[str]) -> None:
    """Write `fields` of rows of one model, in the open transaction.

    For thousands of rows: `bulk_update` says the same by a condition for each row and field, whose making takes ten
    times as long as the writing. Triggers and row security are met as by any update.
    """
    ready_to_update(rows, fields)()


def ready_to_update(
    rows: Sequence[Record], fields: Sequence[str], *, still: Mapping[str, str] | None = None
) -> Callable[[], int]:
    """What does so in the transaction in which it is called; the values are made ready here, before it holds a lock.

    still: field -> what it has to hold yet; other rows are left alone. What is returned returns how many it has written.
    """
    if not rows:
        return lambda: 0
    meta: Any = rows[0]._meta
    quote = connection.ops.quote_name
    columns = [meta.get_field(name) for name in fields]
    values = list(prepared(rows, [*columns, meta.pk]))
    held = {
        f"{meta.db_table}.{quote(meta.get_field(name).column)}": value
        for name, value in (still or {}).items()
    }
    return lambda: _update(meta.db_table, [quote(one.column) for one in columns], values, held)


def _update(table: str, columns: list[str], values: list[tuple[Any, ...]], held: Mapping[str, str]) -> int:
    only = "".join(f" AND {one} = %s" for one in held)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy_in(cursor, table, ", ".join([*columns, "id"]), values)
            told = ", ".join(f"{one} = incoming.{one}" for one in columns)
            update = f"UPDATE {table} SET {told} FROM incoming WHERE {table}.id = incoming.id{only}"  # noqa: S608
            cursor.execute(update, [*held.values()])
            written = int(cursor.rowcount)
            cursor.execute("DROP TABLE incoming")
            return written
        told = ", ".join(f"{one} = %s" for one in columns)
        update = f"UPDATE {table} SET {told} WHERE id = %s{only}"  # noqa: S608
        cursor.executemany(update, [(*one, *held.values()) for one in values] if held else values)
        return int(cursor.rowcount)
