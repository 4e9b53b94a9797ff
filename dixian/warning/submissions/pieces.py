"""What the jobs on a batch have in common: its rows block by block, and that nobody took it back meanwhile."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import Q

from dixian.foundation.audit.api import ready_to_update
from dixian.foundation.jobs.api import Cancelled, Pieces, once
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import MissingColumns, SeveralSheets, kept_samples, told_mapping
from dixian.warning.submissions.contradicting import contradicting
from dixian.warning.submissions.enums import PLACED, BatchState, Bin
from dixian.warning.submissions.guessing import TRIED, guessing
from dixian.warning.submissions.kinds import columns_of
from dixian.warning.submissions.linking import Stood
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.reading import BLOCK

PIECE = 100
PLACED_BY_MATCHING = (Bin.WAITING, Bin.LINKED, Bin.REPAIRED, Bin.AMBIGUOUS, Bin.STRANGER)
WRITTEN = ["bin", "reason", "person", "household", "village", "candidates", "flawed", "area", "contradicts"]


def seen(batch: Batch, refusal: Refusal) -> dict[str, Any]:
    """What is kept of a file that lacks headers, so that a person can say what they mean, or which sheet is meant."""
    if isinstance(refusal, SeveralSheets):
        return {"left_out": _picks(refusal.sheets)}
    if not isinstance(refusal, MissingColumns):
        return {}
    return {
        "mapping": told_mapping(refusal.header, refusal.mapping, columns_of(batch.submission.kind)),
        "samples": kept_samples(refusal.header, refusal.below),
        "left_out": _picks(refusal.sheets),
    }


def _picks(sheets: Sequence[str]) -> dict[str, list[str]]:
    return {"lines": [], "sheets": [], "pick": list(sheets)}


def set_apart(batch: Batch, state: BatchState, attempt: str) -> None:
    """Rows that contradict each other or try numbers, which shows only when all of them are placed."""
    guessed = partial(guessing, anew=state == BatchState.STAGING)
    for why, found in (("contradicting", contradicting), ("guessing", guessed)):
        for rows in Pieces().of(found(batch)):
            write = ready_to_update(rows, WRITTEN)
            with once(f"{attempt}:{why}:{rows[0].number}"):
                still(batch.pk, state)
                write()


def to_match(batch: Batch) -> Iterator[Sequence[Stood]]:
    """The rows that matching places, in the order of the file, as they stand; those that try numbers are nobody's in any case."""
    last = 0
    placed = Q(bin__in=PLACED_BY_MATCHING) | Q(bin=Bin.REJECTED, flawed=True)
    rows = Row.objects.filter(placed, batch=batch).exclude(reason=TRIED).order_by("number")
    while block := rows.filter(number__gt=last).values_list(*Stood._fields)[:BLOCK]:
        stood = [Stood(*one) for one in block]
        yield stood
        last = stood[-1].number


def households_of(batch: Batch) -> Sequence[int]:
    """The households its rows are linked with, in order; asked when rows that contradict or try numbers have been set apart."""
    linked = Row.objects.filter(batch=batch, bin__in=PLACED, household__isnull=False)
    return list(linked.order_by("household_id").values_list("household_id", flat=True).distinct())


def still(batch_id: int, state: BatchState) -> None:
    """Locks the batch. Raises Cancelled where somebody took it back meanwhile."""
    if not Batch.objects.select_for_update().filter(pk=batch_id, state=state).exists():
        raise Cancelled
