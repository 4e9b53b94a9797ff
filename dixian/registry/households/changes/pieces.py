"""Changes kept in pieces by a job; one that is repeated writes each piece once."""

from collections.abc import Iterable

from dixian.foundation.jobs.api import Cancelled, Progress, once
from dixian.registry.households.changes.drafts import Draft, keep
from dixian.registry.households.enums import BatchState
from dixian.registry.households.models import ChangeBatch


def write_pieces(
    progress: Progress, batch: ChangeBatch, pieces: Iterable[tuple[int, list[Draft]]], total: int
) -> None:
    """pieces: (rows done so far, drafts), the same in every attempt. Raises Cancelled where it was given up."""
    for number, (done, drafts) in enumerate(pieces):
        with once(f"{progress.job.attempts}:keep:{number}"):
            if next_piece(batch.pk, number, BatchState.PREPARING):
                keep(batch.pk, drafts)
        progress.step(max(min(done, total - 1), 0), total, "与户档案对照")


def next_piece(batch_id: int, number: int, state: BatchState) -> bool:
    """Whether this piece is still to be written; holds the batch, and says that it is done.

    Raises Cancelled where the batch is in another state meanwhile.
    """
    now, done = ChangeBatch.objects.select_for_update().values_list("state", "done").get(pk=batch_id)
    if now != state:
        raise Cancelled
    if number < done:
        return False
    ChangeBatch.objects.filter(pk=batch_id).update(done=number + 1)
    return True
