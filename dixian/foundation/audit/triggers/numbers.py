"""Numbers of transactions: in entries and in every insert-only table, and always rising.

The column is no field of a model: the database alone fills it, and nobody is granted to. Numbers
start anew in a cluster a dump was restored into, so a base is added. The base carries a mark of our
keys, since who lowers it could slip rows in under old seals.
"""

import re
from collections.abc import Iterator
from typing import Any

from dixian.foundation.audit.positions import NUMBER, Table
from dixian.foundation.vault.marks import mark

PURPOSE = "xid_base"
DEFAULT = "dixian_xid()"


def add_columns(cursor: Any, tables: list[Table]) -> None:
    """Give each table its column and index. Rows that are there already stand before all others."""
    for name in without_column(cursor, tables):
        cursor.execute(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS {NUMBER} bigint NOT NULL DEFAULT 0")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {name}_{NUMBER} ON {name} ({NUMBER}, id)")


def fill_columns(cursor: Any, tables: list[Table]) -> None:
    """From now on the database numbers the rows."""
    for name in without_column(cursor, tables):
        cursor.execute(f"ALTER TABLE {name} ALTER COLUMN {NUMBER} SET DEFAULT {DEFAULT}")
        cursor.execute(f"ALTER TABLE {name} ALTER COLUMN {NUMBER} SET NOT NULL")


def without_column(cursor: Any, tables: list[Table]) -> list[str]:
    """Tables whose column is missing, or no longer filled by the database."""
    cursor.execute(
        "SELECT c.relname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d"
        " JOIN pg_class c ON c.oid = d.adrelid"
        " JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
        " WHERE c.relnamespace = 'public'::regnamespace AND a.attname = %s AND a.attnotnull",
        [NUMBER],
    )
    filled = {name for name, default in cursor.fetchall() if default == DEFAULT}
    return [table.name for table in tables if table.number == NUMBER and table.name not in filled]


def keep_rising(cursor: Any, tables: list[Table]) -> None:
    """Set the base so that the next number is above every number used so far."""
    base = trusted_base(cursor) or 0
    highest = max(_highest(cursor, tables))
    cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    base = max(base, highest - int(cursor.fetchone()[0]) + 1)
    cursor.execute(
        "CREATE OR REPLACE FUNCTION dixian_xid_base() RETURNS bigint LANGUAGE sql STABLE"
        f" AS 'SELECT {base}::bigint /* {mark(str(base), PURPOSE)} */'"
    )


def trusted_base(cursor: Any) -> int | None:
    """The base, where it is there and carries our mark."""
    cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'dixian_xid_base'")
    bodies = [body for (body,) in cursor.fetchall()]
    found = re.fullmatch(r"SELECT (-?\d+)::bigint /\* (\w+) \*/", bodies[0]) if len(bodies) == 1 else None
    return int(found[1]) if found and mark(found[1], PURPOSE) == found[2] else None


def _highest(cursor: Any, tables: list[Table]) -> Iterator[int]:
    for name, column in [("foundation_audit_seal", "last_xid"), *((one.name, one.number) for one in tables)]:
        cursor.execute(f"SELECT coalesce(max({column}), 0) FROM {name}")
        yield int(cursor.fetchone()[0])
