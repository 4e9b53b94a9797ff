"""From a workbook to rows that can be written: cleaned, sealed, matched. Nothing here writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.sheets.api import Clean, RawRow, Reading, Rejected, clean_rows, read_table
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import name_key
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.kinds import ID, NAME, ORIGINAL, chosen_headers, columns_of
from dixian.warning.submissions.linking import match, put
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import seal_row

NOT_WAITING = f"“{ORIGINAL.title}”没有填，或者不是等着改正的退回行。新的情况请在下个月的累计数据里报送"
# Rows that are matched together; what is written at once is smaller.
BLOCK = 1000


@dataclass
class File:
    """A batch's workbook, read: its rows come out ready to be written."""

    batch: Batch
    reading: Reading
    columns: Sequence[Column]
    originals: dict[int, int]

    @property
    def mapping(self) -> list[list[str]]:
        """Each header of the file with the title of the column it is read as, "" for none."""
        return told_mapping(self.reading.header, self.reading.mapping, self.columns)

    def rows(self, *, after: int) -> Iterator[list[Row]]:
        """Blocks of rows whose number is greater than `after`, each matched against the register as it is now."""
        rest = [row for row in self.reading.rows if row.number > after]
        for start in range(0, len(rest), BLOCK):
            yield self._block(rest[start : start + BLOCK])

    def _block(self, raws: Sequence[RawRow]) -> list[Row]:
        part = replace(self.reading, rows=list(raws))
        rows = [self._row(result) for result in clean_rows(part, self.columns)]
        clean = [row for row in rows if row.bin != Bin.REJECTED]
        for row, link in zip(clean, match(clean), strict=True):
            put(row, link)
        return rows

    def _row(self, result: Clean | Rejected) -> Row:
        row = Row(batch=self.batch, unit_id=self.batch.unit_id, number=result.row.number)
        row.mends_id = self.originals.get(result.row.number)
        sentences = [one.sentence() for one in result.problems] if isinstance(result, Rejected) else []
        if self.batch.mends_id and row.mends_id is None:
            sentences.append(NOT_WAITING)
        if sentences:
            row.bin, row.reason = Bin.REJECTED, "；".join(sentences)[:600]
            row.content = seal_row(result.row.cells, result.values, sentences)
            return row
        values, kind = result.values, self.batch.submission.kind
        row.content = seal_row(result.row.cells, values, [])
        row.id_index = blind(values[ID], "id")
        row.name_index = blind(name_key(values[NAME]), "name")
        row.amount = values.get(kind.amount_column)
        row.day = day_of(values.get(kind.day_column))
        return row


def read(batch: Batch) -> File:
    """The workbook of a batch. Raises Refusal where it can't be read."""
    columns = columns_of(batch.submission.kind)
    if batch.mends_id:
        columns = [*columns, ORIGINAL]
    chosen = chosen_headers(batch.submission.kind, batch.unit_id)
    reading = read_table(content_of(batch.stored), name=batch.stored.name, columns=columns, chosen=chosen)
    return File(batch, reading, columns, _originals(batch, reading))


def told_mapping(
    headers: Sequence[str], mapping: Mapping[str, int], columns: Sequence[Column]
) -> list[list[str]]:
    """Each header with the title of the column it is read as, "" for none; a number in a header is masked."""
    titles = {mapping[one.code]: one.title for one in columns if one.code in mapping}
    return [[mask_if_number(header), titles.get(index, "")] for index, header in enumerate(headers) if header]


def day_of(value: Any) -> date | None:
    """The last day a cell of the day column speaks of: a day, or a month's code."""
    if value is None or isinstance(value, date):
        return value
    return Month.parse(value).last


def _originals(batch: Batch, reading: Reading) -> dict[int, int]:
    """Number of a row here -> the rejected row it stands for; of two rows for the same one the first."""
    if not batch.mends_id:
        return {}
    waiting = Row.objects.filter(batch=batch.mends_id, bin=Bin.REJECTED, settled_on__isnull=True)
    by_number = dict(waiting.values_list("number", "id"))
    found = {}
    for row in reading.rows:
        try:
            number = ORIGINAL.clean(reading.cell(row, ORIGINAL.code))
        except CellProblem:
            continue
        if number in by_number:
            found[row.number] = by_number.pop(number)
    return found
