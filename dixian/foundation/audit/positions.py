"""The tables under seal, and the order in which their rows are sealed.

PostgreSQL: transaction number, then id. The number stands in a column that is no field of any model
and that nobody but the database fills (`triggers.numbers`). SQLite: one writer, order of id.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db import connection

from dixian.foundation.audit.declared import Model, columns_of, history_of_model, house_models
from dixian.foundation.audit.models import Entry, Root, Seal

NUMBER = "dixian_xid"
# How a row is hashed: seals of the first rule took bytes for their hex, those of the second tell types apart.
BYTES_AS_HEX, TYPED = 1, 2
HIGHEST = 2**63 - 1
Row = tuple[Any, ...]


@dataclass(frozen=True, order=True)
class Position:
    """The place of a row in the order of sealing."""

    xid: int
    id: int


BEGINNING = Position(0, 0)
END = Position(HIGHEST, HIGHEST)


@dataclass(frozen=True)
class Table:
    """A table under seal: its columns, the column of its number, the column that says since when a row waits.

    binary: those of its columns that hold bytes, and nothing else.
    """

    name: str
    columns: tuple[str, ...]
    number: str
    since: str
    binary: frozenset[str] = frozenset()

    def rows(
        self, after: Position, until: Position, columns: Sequence[str], most: int = HIGHEST
    ) -> list[Row]:
        """(number, id, columns ...) of up to `most` rows behind `after`, up to `until`, in order."""
        if connection.vendor == "postgresql":
            asked = ", ".join(f'"{one}"' for one in (self.number, "id", *columns))
            source, values = self._source(after, until, most)
            tail = f"ORDER BY {self.number}, id LIMIT %s"
        else:
            # The sign takes the declared type away: raw values, and nothing that a converter chokes on.
            asked = ", ".join(["0", "id", *(f'+"{one}"' for one in columns)])
            source, values = f"{self.name} WHERE id > %s AND id <= %s", [after.id, until.id]
            tail = "ORDER BY id LIMIT %s"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {asked} FROM {source} {tail}", [*values, most])  # noqa: S608
            return list(cursor.fetchall())

    def waiting(self, after: Position) -> tuple[int, datetime | None]:
        """How many rows lie behind `after`, and since when the oldest waits."""
        place, values = self._behind(after)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*), min({self.since}) FROM {self.name} WHERE {place}",  # noqa: S608
                values,
            )
            count, oldest = cursor.fetchone()
        return count, _moment(oldest)

    def without_place(self) -> list[int]:
        """Ids of rows no sealer ever comes to: the database numbers neither so."""
        number = self.number
        place = "id < 1"
        if connection.vendor == "postgresql":
            place = f"{number} IS NULL OR ({number}, id) <= (0, 0)"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {self.name} WHERE {place} ORDER BY id")  # noqa: S608
            return [id_ for (id_,) in cursor.fetchall()]

    def _source(self, after: Position, until: Position, most: int) -> tuple[str, list[int]]:
        place = [after.xid, after.id, until.xid, until.id]
        if self.name == Entry._meta.db_table:
            # The owner's function: nobody else may read old images.
            return "dixian_entries(%s, %s, %s, %s, %s)", [*place, most]
        number = self.number
        return f"{self.name} WHERE ({number}, id) > (%s, %s) AND ({number}, id) <= (%s, %s)", place

    def _behind(self, after: Position) -> tuple[str, list[int]]:
        if connection.vendor == "postgresql":
            return f"({self.number}, id) > (%s, %s)", [after.xid, after.id]
        return "id > %s", [after.id]


def sealed_tables() -> Iterator[Table]:
    """Entries and every insert-only table; the proof itself lies in the chain already."""
    for model in house_models():
        if history_of_model(model) == "insert_only" and model not in (Seal, Root):
            yield table_of(model)


def table_of(model: Model) -> Table:
    """How the rows of an insert-only model are sealed."""
    columns = columns_of(model)
    since = next((name for name in ("made_at", "at") if name in columns), "NULL")
    number = "xid" if model is Entry else NUMBER
    fields = model._meta.concrete_fields
    binary = frozenset(str(one.column) for one in fields if one.db_type(connection) in ("BLOB", "bytea"))
    return Table(model._meta.db_table, columns, number, since, binary)


def horizon() -> Position:
    """Everything up to here is committed and stays as it is; what other transactions still write lies behind."""
    if connection.vendor != "postgresql":
        return END
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + dixian_xid_base()")
        return Position(int(cursor.fetchone()[0]) - 1, HIGHEST)


def leaf(values: Sequence[Any], rule: int) -> bytes:
    """SM3 of one row by the rule of its seal; `values` in the order of the columns."""
    digest = Hash(SM3())
    told = _typed if rule >= TYPED else _text
    digest.update(json.dumps(list(values), ensure_ascii=False, default=told).encode())
    return digest.finalize()


def of_its_type(columns: Sequence[str], values: Sequence[Any], binary: frozenset[str]) -> bool:
    """Whether bytes stand where the table has bytes, and nowhere else. SQLite takes either anywhere."""
    return all(
        value is None or isinstance(value, bytes | memoryview) == (column in binary)
        for column, value in zip(columns, values, strict=True)
    )


def _typed(value: Any) -> dict[str, str]:
    """What JSON doesn't know, with its type: hex as text is not the bytes it spells."""
    plain = bytes(value) if isinstance(value, memoryview) else value
    return {type(plain).__name__: _text(plain)}


def _text(value: Any) -> str:
    return value.hex() if isinstance(value, bytes | memoryview) else str(value)


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        moment: datetime | None = value
        return moment
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        # What is no time was written by nobody of ours: older than anything.
        moment = datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
