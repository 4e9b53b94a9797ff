"""Reading and linking a batch in the background; a kill at any instant repeats nothing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F

from dixian.foundation.accounts.api import extend_reach
from dixian.foundation.areas.api import Unit
from dixian.foundation.files.api import content_of
from dixian.foundation.jobs.api import Progress, chunks, daily, job, once, publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.foundation.sheets.api import Clean, Rejected, clean_rows, read_table
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import name_key
from dixian.registry.matching.api import Candidate, Link, link_rows
from dixian.warning.submissions.duties import open_month, open_settle_duties
from dixian.warning.submissions.enums import BatchState, Bin
from dixian.warning.submissions.kinds import ID, NAME, columns_of
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import open_row, seal_row
from dixian.warning.submissions.topics import BatchCommitted

PIECE = 1000


@job("submissions.stage")
def stage(progress: Progress, batch_id: int) -> None:
    """Read the original; every row is staged clean or rejected. What can't be read is said, not raised."""
    batch = Batch.objects.select_related("stored", "submission__kind").get(pk=batch_id)
    kind = batch.submission.kind
    columns = columns_of(kind)
    try:
        reading = read_table(content_of(batch.stored), name=batch.stored.name, columns=columns)
    except Refusal as refusal:
        with once("refused") as fresh:
            if fresh:
                _flip(batch, BatchState.REFUSED, message=f"{refusal.message}。{refusal.remedy}"[:600])
        return
    total = len(reading.rows)
    for number_, piece in chunks(clean_rows(reading, columns), PIECE):
        with once(f"rows:{number_}") as fresh:
            if fresh:
                Row.objects.bulk_create([_staged(batch, result, kind.amount_column) for result in piece])
        progress.step(min((number_ + 1) * PIECE, total), total, "读取并核对每一行")
    with once("previewed") as fresh:
        if fresh:
            _flip(
                batch,
                BatchState.PREVIEWED,
                sheet=reading.sheet[:100],
                rows_read=total,
                passed_over=len(reading.passed_over),
            )


@job("submissions.commit")
def commit(progress: Progress, batch_id: int) -> None:
    """Link the clean rows, open the duties of the others, make the batch visible, announce it."""
    batch = Batch.objects.select_related("submission__kind").get(pk=batch_id)
    unit = Unit.objects.get(pk=batch.unit_id)
    waiting = Row.objects.filter(batch=batch, bin__in=(Bin.WAITING, Bin.LINKED, Bin.AMBIGUOUS, Bin.STRANGER))
    total = waiting.count()
    ids = list(waiting.order_by("id").values_list("id", flat=True))
    for number_, piece in chunks(ids, PIECE):
        with once(f"link:{number_}") as fresh:
            if fresh:
                links = _link(piece)
                extend_reach(
                    unit=unit,
                    household_ids=[one.resident.household for one in links if one.resident],
                    source=f"报送 {batch.submission.month}",
                )
        progress.step(min((number_ + 1) * PIECE, total), total, "与户档案比对")
    with once("committed") as fresh:
        if fresh:
            _flip(batch, BatchState.COMMITTED)
            counts = Row.objects.filter(batch=batch).values_list("bin").annotate(n=Count("id")).order_by()
            open_settle_duties(batch, dict(counts))
            publish(BatchCommitted(batch_id=batch.pk))


@daily("06:00")
@job("submissions.open_month")
def open_window(progress: Progress) -> None:
    """From the window's first day on, each kind has its duty for the month."""
    today = clock.today()
    if today.day >= int(number("window.push.first", today)):
        open_month(Month.of(today))
    progress.step(1, 1)


def _staged(batch: Batch, result: Clean | Rejected, amount_column: str) -> Row:
    row = Row(batch=batch, unit_id=batch.unit_id, number=result.row.number)
    if isinstance(result, Rejected):
        sentences = [problem.sentence() for problem in result.problems]
        row.bin = Bin.REJECTED
        row.reason = "；".join(sentences)[:600]
        row.content = seal_row(result.row.cells, {}, sentences)
        return row
    values = result.values
    row.content = seal_row(result.row.cells, values, [])
    row.id_index = blind(values[ID], "id")
    row.name_index = blind(name_key(values[NAME]), "name")
    row.amount = values.get(amount_column)
    return row


def _link(ids: Sequence[int]) -> list[Link]:
    rows = Row.objects.in_bulk(ids)
    candidates = [
        Candidate(row.pk, bytes(row.id_index), name_key(open_row(bytes(row.content))["values"][NAME]))
        for row in rows.values()
    ]
    links = list(link_rows(candidates))
    for one in links:
        row = rows[one.row]
        row.bin, row.reason = one.bin, one.reason
        if one.resident and one.bin == Bin.LINKED:
            row.person_id = one.resident.person
            row.household_id = one.resident.household
            row.village_id = one.resident.village
    Row.objects.bulk_update(
        rows.values(), ["bin", "reason", "person", "household", "village"], batch_size=100
    )
    return [one for one in links if one.bin == Bin.LINKED]


def _flip(batch: Batch, state: BatchState, **changes: Any) -> None:
    Batch.objects.filter(pk=batch.pk).update(state=state, version=F("version") + 1, **changes)
