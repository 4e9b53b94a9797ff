"""A data kind made for a test, its rule sheet, and a file of it."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.api import RuleSheet
from dixian.warning.submissions import api as submissions
from tests.support.register import XLSX

WHO = (
    {"type": "Column", "code": "name", "title": "姓名", "required": True},
    {"type": "IdNumberColumn", "code": "id_number", "title": "身份证号", "required": True},
)


def kind_of(unit: Any, *, columns: Sequence[dict[str, Any]] = (), **more: Any) -> Any:
    """A kind of this unit with name, number and further columns; of new events unless said otherwise."""
    values = {
        "code": "some_kind",
        "name": "某种情况",
        "mode": "increment",
        "valid_from": date(2023, 1, 1),
        **more,
    }
    return submissions.DataKind.objects.create(unit=unit, columns=[*WHO, *columns], **values)


def sheet_of(kind: Any, **more: Any) -> RuleSheet:
    """What raises in it for 一般农户: being on the list, or what is said."""
    values = {
        "group": "general",
        "clause": "试验规则第1条",
        "valid_from": date(2023, 1, 1),
        "source": "试验",
        **more,
    }
    return RuleSheet.objects.create(kind=kind, mark="local", **values)


def book_of(kind: Any, lines: Sequence[tuple[Any, ...]], month: Month) -> bytes:
    """Its workbook: of each line somebody, and the further cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(f"名单{month.code}")
        sheet.write_row(0, 0, [column["title"] for column in kind.columns])
        for number, (who, *cells) in enumerate(lines, start=1):
            sheet.write_row(number, 0, [who.name, who.id_number, *cells])
    return out.getvalue()


def previewed(kind: Any, lines: Sequence[tuple[Any, ...]], post: Any, month: Month) -> Any:
    """Uploaded and read."""
    content = book_of(kind, lines, month)
    stored = store([content], name=f"名单-{month.code}.xlsx", content_type=XLSX, purpose="报送")
    made = submissions.receive(kind=kind, month=month, stored=stored, post=post)
    drain()
    return submissions.Batch.objects.select_related("stored", "submission__kind", "unit").get(pk=made.pk)


def filed(kind: Any, lines: Sequence[tuple[Any, ...]], post: Any, month: Month) -> Any:
    """Uploaded, committed and judged."""
    batch = previewed(kind, lines, post, month)
    submissions.commit(batch=batch, post=post)
    drain()
    return submissions.Batch.objects.select_related("stored", "submission__kind", "unit").get(pk=batch.pk)
