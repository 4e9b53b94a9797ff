"""The rows of a file that are to be mended, back in the shape they came in."""

from collections.abc import Iterator

from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.text import header_key
from dixian.foundation.sheets.api import RawRow, read_table, rejected_workbook
from dixian.warning.submissions.duties import TO_MEND
from dixian.warning.submissions.kinds import columns_of
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import open_row


def rejected_file(of: Batch) -> bytes:
    """The rejected rows, and those from which no change can follow, as a workbook of the same shape, the reason beside each.

    Without those that are settled.
    """
    columns = columns_of(of.submission.kind)
    codes = {column.title: column.code for column in columns}
    as_then = {header_key(header): codes.get(read, "") for header, read in of.mapping}
    reading = read_table(
        content_of(of.stored), name=of.stored.name, columns=columns, chosen=as_then, only=of.picked
    )
    return rejected_workbook(reading=reading, rejected=_rejected(of))


def _rejected(of: Batch) -> Iterator[tuple[RawRow, str]]:
    rows = Row.objects.filter(TO_MEND, batch=of).order_by("number")
    for row in rows.iterator(chunk_size=1000):
        yield (
            RawRow(row.number, tuple(open_row(bytes(row.content))["cells"])),
            row.outcome_reason or row.reason,
        )
