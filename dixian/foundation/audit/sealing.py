"""The sealer: entries that can no longer change their order are hashed and chained.

A chain written with each row would stall all writers (measured: quadratic), and `id > last` misses
entries of slower transactions; so a batch is what lies below the snapshot horizon, in the order of
transaction number and id (SQLite: one writer, order of id).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db import connection
from django.db.models import Q, QuerySet

from dixian.foundation.audit import context
from dixian.foundation.audit.models import Entry, Seal
from dixian.foundation.audit.roots import append_root, last_noted
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock

BATCH = 10_000
GENESIS = "0" * 64
FIELDS = (
    "id",
    "xid",
    "at",
    "business_at",
    "actor",
    "post",
    "on_behalf",
    "request",
    "table",
    "row",
    "verb",
    "old",
)
SEALER = context.Acting(actor="system:sealer", settings=(("dixian.all", "1"),))
# Any number will do, as long as nobody else locks it.
_ONE_SEALER = 7_202_611_240


@dataclass(frozen=True)
class Position:
    """The place of an entry in the order of sealing."""

    xid: int
    id: int


def seal_now() -> int:
    """Seal all entries below the horizon and note the roots outside. Returns how many entries.

    Raises OSError where the roots' folder can't be written; the next call makes up for it.
    """
    sealed = 0
    with context.acting(SEALER):
        while True:
            with writing():
                count = _seal_batch()
            sealed += count
            if count < BATCH:
                break
        _note_roots()
    return sealed


def horizon() -> int | None:
    """The first transaction that may still be running; None on SQLite."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + dixian_xid_base()")
        return int(cursor.fetchone()[0])


def last_position() -> Position:
    """Where the last seal ended."""
    last = Seal.objects.order_by("-id").values_list("last_xid", "last_id").first()
    return Position(*last) if last else Position(0, 0)


def unsealed(after: Position) -> QuerySet[Entry]:
    """Entries after `after`, in the order of sealing, whether below the horizon or not."""
    if connection.vendor != "postgresql":
        return Entry.objects.filter(id__gt=after.id).order_by("id")
    later = Q(xid__gt=after.xid) | Q(xid=after.xid, id__gt=after.id)
    return Entry.objects.filter(later, xid__gte=after.xid).order_by("xid", "id")


def leaf(values: Iterable[object]) -> bytes:
    """SM3 of one entry; `values` in the order of FIELDS."""
    digest = Hash(SM3())
    digest.update(json.dumps(list(values), ensure_ascii=False, default=str).encode())
    return digest.finalize()


def chain(previous: str, leaves: bytes) -> str:
    """The head of the chain after a batch."""
    digest = Hash(SM3())
    digest.update(previous.encode())
    digest.update(leaves)
    return digest.finalize().hex()


def _seal_batch() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_SEALER])
    last = Seal.objects.order_by("-id").first()
    waiting = unsealed(Position(last.last_xid, last.last_id) if last else Position(0, 0))
    # First the horizon, then the rows: what lies below it is committed and seen by the later query.
    limit = horizon()
    if limit is not None:
        waiting = waiting.filter(xid__lt=limit)
    rows = list(waiting.values_list(*FIELDS)[:BATCH])
    if not rows:
        return 0
    leaves = b"".join(int(row[0]).to_bytes(8) + leaf(row) for row in rows)
    previous = last.head if last else GENESIS
    Seal.objects.create(
        at=clock.wall(),
        last_xid=rows[-1][1] or 0,
        last_id=rows[-1][0],
        count=len(rows),
        leaves=leaves,
        previous=previous,
        head=chain(previous, leaves),
    )
    return len(rows)


def _note_roots() -> None:
    """Note every seal that is committed and not noted yet, also those of a run that was cut off."""
    for seal_id, at, head in (
        Seal.objects.filter(id__gt=last_noted()).order_by("id").values_list("id", "at", "head")
    ):
        append_root(clock.day_of(at), seal_id, head)
