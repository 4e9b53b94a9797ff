"""A batch applied to its end; a kill at any instant repeats nothing.

How far it is stands on the batch, in the transaction of each piece: another job goes on from there.
"""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from dixian.foundation.audit.api import count_anew
from dixian.foundation.jobs.api import Progress, once, publish
from dixian.foundation.kernel import clock
from dixian.registry.households.changes.applying import Prepared, apply_piece
from dixian.registry.households.changes.columns import Values, written_pieces
from dixian.registry.households.changes.pieces import next_piece
from dixian.registry.households.changes.rules import OF_HOUSEHOLDS, written
from dixian.registry.households.enums import BatchState, ChangeKind
from dixian.registry.households.loading import sealers
from dixian.registry.households.models import Change, ChangeBatch
from dixian.registry.households.sealing import Tables
from dixian.registry.households.topics import ChangesEnded

PIECE = 1000
# From so many changes on processes of their own seal ahead, and PostgreSQL counts anew what the tables hold; fewer are done
# before these have begun.
MANY = 3000
AHEAD = 6
Opened = list[tuple[Values, dict[str, Any]]]


def apply_batch(progress: Progress, batch_id: int) -> None:
    """Write every change of an approved batch, in pieces. Raises Cancelled where it is not approved any more."""
    batch = ChangeBatch.objects.get(pk=batch_id)
    total = _all(batch).count()
    day = clock.today()
    if total < MANY:
        _run(progress, batch, total, day, None)
        return
    with sealers() as pool:
        _run(progress, batch, total, day, pool)


def _run(progress: Progress, batch: ChangeBatch, total: int, day: date, pool: Executor | None) -> None:
    done = 0
    for number, prepared in enumerate(_prepared(batch, pool)):
        with once(f"{progress.job.attempts}:piece:{number}"):
            if next_piece(batch.pk, number, BatchState.APPLYING):
                apply_piece(prepared, day)
        done += len(prepared)
        progress.step(max(min(done, total - 1), 0), total, "登记到户档案")
    with once("applied"):
        ChangeBatch.objects.filter(pk=batch.pk, state=BatchState.APPLYING).update(
            state=BatchState.APPLIED, applied_at=clock.now(), version=F("version") + 1
        )
        if total >= MANY:
            count_anew(Tables.HOUSEHOLD, Tables.PERSON, Tables.MEMBERSHIP)
        publish(ChangesEnded(batch_id=batch.pk, state=BatchState.APPLIED.value))


def _prepared(batch: ChangeBatch, pool: Executor | None) -> Iterator[list[Prepared]]:
    """The changes in pieces, in their order, each with what it writes; some pieces are sealed ahead."""
    ahead: list[tuple[list[Change], Future[Opened] | None]] = []
    pieces = _pieces(batch)
    while True:
        while len(ahead) < (AHEAD if pool else 1) and (piece := next(pieces, None)):
            ahead.append((piece, pool.submit(written_pieces, _plain(piece)) if pool else None))
        if not ahead:
            return
        piece, future = ahead.pop(0)
        opened = future.result() if future else written_pieces(_plain(piece))
        yield [(one, *pair) for one, pair in zip(piece, opened, strict=True)]


def _plain(piece: list[Change]) -> list[tuple[bytes, list[str], str]]:
    return [
        (
            bytes(one.content),
            written(one.fields, one.held, ticked=one.ticked),
            Tables.HOUSEHOLD if one.kind in OF_HOUSEHOLDS else Tables.PERSON,
        )
        for one in piece
    ]


def _pieces(batch: ChangeBatch) -> Iterator[list[Change]]:
    """Pieces of one kind each. One that is skipped counts too, so that pieces are the same in every attempt."""
    position, last = 0, 0
    changes = _all(batch).order_by("position", "id")
    while True:
        rows = list(changes.filter(position=position, id__gt=last)[:PIECE])
        if rows:
            last = rows[-1].pk
            yield rows
            continue
        later = changes.filter(position__gt=position).values_list("position", flat=True).first()
        if later is None:
            return
        position, last = later, 0


def _all(batch: ChangeBatch) -> QuerySet[Change]:
    return Change.objects.filter(batch=batch).exclude(kind=ChangeKind.REJECTED)
