"""Many new rows at once: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any

from django.db import connection, models

from dixian.foundation.audit import context
from dixian.foundation.audit.records import Record
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid

Rows = Sequence[tuple[Any, ...]]
# The columns every record has, without its id.
STAMP = ("uid", "version", "made_at", "made_by", "made_by_post")
# So many rows are written sooner than a table beside is made.
FEW = 50
# What the driver takes as it stands.
AS_IT_IS = (models.AutoField, models.IntegerField, models.BooleanField, models.ForeignKey)


def insert_rows(table: str, columns: tuple[str, ...], rows: Rows, *, known: bool = False) -> None:
    """Bulk insert of prepared rows in the open transaction. known: those that a constraint knows already are left out."""
    if not rows:
        return
    names, end = ", ".join(columns), " ON CONFLICT DO NOTHING" if known else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) > FEW:
            copy_in(cursor, table, names, rows)
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming{end}")  # noqa: S608
            cursor.execute("DROP TABLE incoming")
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks}){end}", rows)  # noqa: S608


def count_anew(*tables: str) -> None:
    """Let PostgreSQL count what a bulk load has brought into these tables, in the open transaction.

    By itself it does so a minute later, and plans till then as if they held what they held before: a join may then look
    through all of a table for each row of another. SQLite plans by its indexes alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for one in tables:
                cursor.execute("SELECT dixian_count_anew(%s)", [one])


def copy_in(cursor: Any, table: str, names: str, rows: Rows) -> None:
    """Bring rows into `incoming`, to be dropped by the caller: PostgreSQL refuses COPY into a table under row security."""
    cursor.execute(f"CREATE TEMP TABLE incoming AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
    with cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def stamps() -> Iterator[tuple[Any, ...]]:
    """The values of `STAMP` for as many new rows as are asked for: made now, by whoever acts."""
    at = connection.ops.adapt_datetimefield_value(clock.now())
    by, post = context.author(), context.author_post()
    while True:
        yield new_uid().hex, 1, at, by, post


def ready_to_insert(rows: Sequence[Record], *, known: bool = False) -> Callable[[], None]:
    """What inserts new rows of one model in the transaction in which it is called; all else is done here, before it.

    A lock is then held only as long as the database writes. The rows do not learn their ids; `bulk_create` is for
    those whose ids are needed. Defaults of the model hold, as its instances have them. known: as `insert_rows` has it.
    """
    if not rows:
        return lambda: None
    meta: Any = rows[0]._meta
    fields = [one for one in meta.concrete_fields if not one.primary_key]
    columns = tuple(connection.ops.quote_name(one.column) for one in fields)
    values = list(prepared(rows, fields))
    return lambda: insert_rows(meta.db_table, columns, values, known=known)


def prepared(rows: Sequence[Any], fields: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """What rows hold of these fields, at least two of them, ready for the driver; column by column, as most columns are
    taken as they stand.
    """
    columns = zip(*map(attrgetter(*(one.attname for one in fields)), rows), strict=True)
    ways = map(prepare, fields)
    return zip(
        *(map(way, held) if way else held for way, held in zip(ways, columns, strict=True)), strict=True
    )


def prepare(field: Any) -> Callable[[Any], Any] | None:
    """What makes a field's value ready for the driver; None where nothing is to be done."""
    if isinstance(field, AS_IT_IS):
        return None
    if isinstance(field, models.BinaryField) and type(field).get_prep_value is models.Field.get_prep_value:
        return None
    if isinstance(field, models.CharField):
        return _text
    if isinstance(field, models.JSONField):
        # Most lists are empty, and need not be written out one by one.
        nothing = field.get_db_prep_save([], connection)
        return lambda value: nothing if value == [] else field.get_db_prep_save(value, connection)
    ready: Callable[[Any], Any] = partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, models.DateField):
        # Many rows are of one day.
        ready = cache(ready)
    return lambda value: None if value is None else ready(value)


def _text(value: Any) -> Any:
    """A choice is more than the text it stands for."""
    return value if value is None or type(value) is str else str(value)
