"""What is seen of a list, as a workbook: the columns, the order and the narrowing of the page, every row of it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.foundation.sheets.api import write_table
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import workbook
from dixian.web.shell.reasons import why_sent

# With what is looked up beside them, as many as SQLite takes in one condition.
BLOCK = 500


def export(request: Any, look: Look, records: Any) -> HttpResponse:
    """The workbook, noted with the reason the form sent.

    Raises NotAllowed without the right; Refusal without a reason, and for more rows than policy allows at once.
    """
    request.post.require(Capability.EXPORT)
    told = why_sent(request, None)
    most = int(number("export.rows"))
    count = records.order_by()[: most + 1].count()
    if count > most:
        raise Refusal(f"这个名单超过 {most} 行，一次导不出", "先用上面的条件缩小范围，例如按乡镇分开导出")
    rows = [row for block in _blocks(look, records) for row in block]
    title = look.listing.title
    told.note(
        what=f"导出{title}", subject=look.listing.subject, uids=[look.listing.uids_of(row) for row in rows]
    )
    columns = [column for column in look.columns if not column.act]
    content = write_table(
        title=title,
        columns=[Text(column.code, column.title) for column in columns],
        rows=[[column.value(row) for column in columns] for row in rows],
    )
    return workbook(content, f"{title}-{clock.today()}.xlsx")


def _blocks(look: Look, records: Any) -> Iterator[Any]:
    """All pages, one after the other, so that what a page looks up beside its rows stays set-based."""
    key = ""
    while True:
        part = look.page(records, key, size=BLOCK)
        yield part.rows
        key = part.next_key
        if not key:
            return
