"""An uploaded file read and compared, in pieces; what is written stays written when the job is repeated."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dixian.foundation.files.api import content_of
from dixian.foundation.jobs.api import Progress
from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import kept_samples, read_table, told_mapping
from dixian.registry.households.changes.drafts import Draft, counted
from dixian.registry.households.changes.pieces import write_pieces
from dixian.registry.households.importing.columns import COLUMNS
from dixian.registry.households.importing.compared import Compared, Whole
from dixian.registry.households.importing.comparing import compare
from dixian.registry.households.importing.gone import gone
from dixian.registry.households.importing.headers import chosen_headers, unit_of
from dixian.registry.households.importing.known import by_hand
from dixian.registry.households.importing.rows import (
    Home,
    Line,
    Reader,
    gather,
    refuse_contradictions,
    refuse_twice,
)
from dixian.registry.households.importing.words import words_of
from dixian.registry.households.models import ChangeBatch

HOMES = 400


def prepare(progress: Progress, batch: ChangeBatch) -> None:
    """Read the file of a batch; its changes are kept and counted. Raises Refusal where it can't be read."""
    stored, chosen = batch.stored, chosen_headers(unit_of(batch))
    assert stored is not None  # noqa: S101 - its source says so
    reading = read_table(
        content_of(stored), name=stored.name, columns=COLUMNS, chosen=chosen, only=batch.picked
    )
    told = told_mapping(reading.header, reading.mapping, COLUMNS)
    sheet, rows, passed_over = reading.sheet, len(reading.rows), len(reading.passed_over)
    sheets = reading.sheets
    batch.samples = kept_samples(reading.header, reading.first_lines)
    batch.unread = [[one.called, one.sentence()] for one in reading.unread]
    reader = Reader(reading, words_of("certificate_kind"), words_of("residence_status", "residence_word"))
    lines = _lines(reader, progress, rows)
    names = reader.places.names
    # The grid of a county is large, and everything in it has been read.
    del reading, reader
    refuse_twice(lines)
    homes = gather(lines)
    refuse_contradictions(homes, names)
    whole = Whole(
        *by_hand(), at=f"文件“{stored.name}”" + ("" if sheets else f"工作表“{sheet}”"), places=sheets
    )
    whole.read(lines)
    totals = Counter[str]()
    write_pieces(progress, batch, _pieces(homes, whole, totals, full=batch.full), rows)
    batch.sheet, batch.rows_read, batch.passed_over = sheet[:100], rows, passed_over
    batch.sheets = sheets
    batch.mapping, batch.counts = told, dict(totals)


def _lines(reader: Reader, progress: Progress, total: int) -> list[Line]:
    lines = []
    for line in reader.lines():
        lines.append(line)
        if len(lines) % 1000 == 0:
            progress.step(max(min(len(lines), total - 1), 0), total, "读取文件")
    return lines


def _pieces(
    homes: Sequence[Home], whole: Whole, totals: Counter[str], *, full: bool
) -> Iterator[tuple[int, list[Draft]]]:
    """(rows done, drafts), and `totals` filled on the way."""
    everybody = Compared()
    done = 0
    for start in range(0, len(homes), HOMES):
        part = homes[start : start + HOMES]
        made = compare(part, whole)
        done += sum(len(home.lines) for home in part)
        everybody.add(made)
        totals.update(counted(made.drafts))
        totals["unchanged"] += made.unchanged
        yield done, made.drafts
    if full:
        for drafts in gone(everybody, clock.today()):
            totals.update(counted(drafts))
            yield done, drafts
