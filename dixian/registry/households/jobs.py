"""Batches of changes prepared and applied in the background; a kill at any instant repeats nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F

from dixian.foundation.jobs.api import Lane, Progress, job, once
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import MissingColumns, SeveralSheets, kept_samples, told_mapping
from dixian.registry.households.changes.drafts import Draft, counted
from dixian.registry.households.changes.pieces import write_pieces
from dixian.registry.households.changes.rules import BACK
from dixian.registry.households.changes.running import apply_batch
from dixian.registry.households.changes.undoing import counter_pieces
from dixian.registry.households.enums import BatchState
from dixian.registry.households.importing.columns import COLUMNS
from dixian.registry.households.importing.preparing import prepare
from dixian.registry.households.models import ChangeBatch

REMEDY = "可以重试；仍不行的，取消后重新上传"
LONGEST = 600


def not_prepared(message: str, batch_id: int) -> None:
    """Reading a file, or making what takes a batch back."""
    _flip(batch_id, BatchState.PREPARING, BatchState.UNPREPARED, message=f"{message}。{REMEDY}"[:LONGEST])


def not_applied(message: str, batch_id: int) -> None:
    """Applying: what is written stays, and the rest goes on where it stopped."""
    said = f"{message}。已登记的部分保留，重试时从停下的地方接着办"
    _flip(batch_id, BatchState.APPLYING, BatchState.UNAPPLIED, message=said[:LONGEST])


@job("households.prepare_import", lane=Lane.LONG, failed=not_prepared)
def prepare_import(progress: Progress, batch_id: int) -> None:
    """Read a file and compare it with the register. What can't be read is said, not raised."""
    batch = ChangeBatch.objects.select_related("stored").get(pk=batch_id)
    try:
        prepare(progress, batch)
    except Refusal as refusal:
        seen = _seen(refusal)
        with once(f"{progress.job.attempts}:refused"):
            said = f"{refusal.message}。{refusal.remedy}"[:LONGEST]
            _flip(batch_id, BatchState.PREPARING, BatchState.REFUSED, message=said, **seen)
        return
    known = ("sheet", "sheets", "rows_read", "passed_over", "mapping", "samples", "unread", "counts")
    with once(f"{progress.job.attempts}:prepared"):
        _flip(
            batch_id,
            BatchState.PREPARING,
            BatchState.PREPARED,
            message="",
            done=0,
            **{name: getattr(batch, name) for name in known},
        )


@job("households.prepare_undo", lane=Lane.LONG, failed=not_prepared)
def prepare_undo(progress: Progress, batch_id: int) -> None:
    """Make the changes that take an applied batch back."""
    batch = ChangeBatch.objects.select_related("undoes").get(pk=batch_id)
    assert batch.undoes is not None  # noqa: S101 - its source says so
    counts = Counter[str]()
    total = sum(number for kind, number in batch.undoes.counts.items() if kind in BACK)
    write_pieces(progress, batch, _counted(counter_pieces(batch.undoes, clock.today()), counts), total)
    with once(f"{progress.job.attempts}:prepared"):
        _flip(batch_id, BatchState.PREPARING, BatchState.PREPARED, message="", counts=dict(counts), done=0)


@job("households.apply", failed=not_applied)
def apply(progress: Progress, batch_id: int) -> None:
    """Write an approved batch of a few changes."""
    apply_batch(progress, batch_id)


@job("households.apply_many", lane=Lane.LONG, failed=not_applied)
def apply_many(progress: Progress, batch_id: int) -> None:
    """Write an approved batch of many changes."""
    apply_batch(progress, batch_id)


def _seen(refusal: Refusal) -> dict[str, Any]:
    """What is kept of a file that lacks headers, so that a person can say what they mean, or which sheet is meant."""
    if isinstance(refusal, SeveralSheets):
        return {"unread": [[one, ""] for one in refusal.sheets]}
    if not isinstance(refusal, MissingColumns):
        return {}
    return {
        "mapping": told_mapping(refusal.header, refusal.mapping, COLUMNS),
        "samples": kept_samples(refusal.header, refusal.below),
        "unread": [[one, ""] for one in refusal.sheets],
    }


def _counted(pieces: Iterable[list[Draft]], counts: Counter[str]) -> Iterator[tuple[int, list[Draft]]]:
    """(done so far, drafts), and `counts` filled on the way."""
    done = 0
    for drafts in pieces:
        counts.update(counted(drafts))
        done += len(drafts)
        yield done, drafts


def _flip(batch_id: int, before: BatchState, after: BatchState, **changes: Any) -> None:
    """Into its next state; one that was given up meanwhile stays so."""
    ChangeBatch.objects.filter(pk=batch_id, state=before).update(
        state=after, version=F("version") + 1, **changes
    )
