"""The sealer: rows that can no longer change their order are hashed and chained.

A chain written with each row would stall all writers (measured: quadratic), and `id > last` misses
rows of slower transactions; so a batch is what lies below the snapshot horizon, in the order of
transaction number and id. All tables share one chain. Hashing happens outside the writing
transaction, so that on SQLite nobody waits for it.
"""

import json

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db import connection

from dixian.foundation.audit import context
from dixian.foundation.audit.models import Root, Seal
from dixian.foundation.audit.noting import note_newest
from dixian.foundation.audit.positions import (
    BEGINNING,
    BYTES_AS_HEX,
    TYPED,
    Position,
    Table,
    horizon,
    leaf,
    sealed_tables,
)
from dixian.foundation.audit.transactions import reading, writing
from dixian.foundation.kernel import clock

BATCH = 10_000
# By which new seals are made.
RULE = TYPED
GENESIS = "0" * 64
SEALER = context.Acting(actor="system:sealer", settings=(("dixian.all", "1"),))
# Any number will do, as long as nobody else locks it.
_ONE_SEALER = 7_202_611_240


def seal_now() -> int:
    """Seal all rows below the horizon and note the newest root outside. Returns how many rows.

    Raises OSError where the roots' folder can't be written; the next call makes up for it.
    """
    sealed = 0
    with context.acting(SEALER):
        for table in sealed_tables():
            count = BATCH
            while count == BATCH:
                count = _seal_batch(table)
                sealed += count
        note_newest()
    return sealed


def last_position(table: str) -> Position:
    """Where the last seal of a table ended."""
    last = Seal.objects.filter(table=table).order_by("-id").values_list("last_xid", "last_id").first()
    return Position(*last) if last else BEGINNING


def chain(seal: Seal, before: Position) -> str:
    """The head of the chain after `seal`, whose rows lie behind `before`; all it says of itself is in it."""
    digest = Hash(SM3())
    digest.update(seal.previous.encode())
    if seal.columns:
        said = (
            seal.at.isoformat(),
            seal.table,
            seal.columns,
            before.xid,
            before.id,
            seal.last_xid,
            seal.last_id,
            seal.count,
            seal.noted,
            # Seals of the first rule said nothing of it.
            *([seal.rule] if seal.rule > BYTES_AS_HEX else []),
        )
        digest.update(json.dumps(said, ensure_ascii=False).encode())
    digest.update(bytes(seal.leaves))
    return digest.finalize().hex()


def _seal_batch(table: Table) -> int:
    with reading():
        newest = Seal.objects.order_by("-id").values_list("id", "head").first()
        before = last_position(table.name)
        # First the horizon, then the rows: what lies below it is committed and seen by the later query.
        rows = table.rows(before, horizon(), table.columns, BATCH)
        noted = Root.objects.order_by("-number").values_list("number", flat=True).first() or 0
    if not rows:
        return 0
    seal = Seal(
        at=clock.wall(),
        table=table.name,
        columns=" ".join(table.columns),
        rule=RULE,
        last_xid=rows[-1][0],
        last_id=rows[-1][1],
        count=len(rows),
        noted=noted,
        leaves=b"".join(int(id_).to_bytes(8) + leaf(values, RULE) for _, id_, *values in rows),
        previous=newest[1] if newest else GENESIS,
    )
    seal.head = chain(seal, before)
    with writing():
        _wait_for_other_sealers()
        if Seal.objects.order_by("-id").values_list("id", "head").first() != newest:
            # Another sealer was faster; what it left is for the next round.
            return BATCH
        seal.save(force_insert=True)
    return len(rows)


def _wait_for_other_sealers() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_SEALER])
