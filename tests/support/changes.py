"""Files for the register, and batches of changes taken through their steps."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.db import connection

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.policy.api import approve
from dixian.registry.households import api as households
from dixian.registry.households.models import Change, ChangeBatch, Household, Person
from tests.support.database import as_worker
from tests.support.register import XLSX

HEADER = ("人编号", "户编号", "姓名", "证件号码", "与户主关系", "乡(镇)", "行政村", "户类型")


def book(header: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str = "") -> bytes:
    """A real workbook; numbers stay numbers."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content)
    sheet = made.add_worksheet("名册")
    lines = [*([[title]] if title else []), header, *rows]
    for place, line in enumerate(lines):
        sheet.write_row(place, 0, line)
    made.close()
    return content.getvalue()


def compared(content: bytes, post: Any, *, full: bool = False, name: str = "名册.xlsx") -> ChangeBatch:
    """Sent in, read and compared. Returns the batch as it then stands."""
    stored = store([content], name=name, content_type=XLSX, purpose="户档案")
    batch = households.receive_register(stored=stored, full=full, post=post)
    drain()
    return again(batch)


def applied(batch: ChangeBatch, *, by: Any, approver: Any) -> ChangeBatch:
    """Proposed by one, approved by another, applied by the worker."""
    households.propose(batch=again(batch), source="县里的名册", post=by)
    approve(proposal=again(batch).proposal, post=approver)
    drain()
    return again(batch)


def undone(batch: ChangeBatch, *, by: Any, approver: Any) -> ChangeBatch:
    """Taken back, and that applied. Returns the batch that takes it back."""
    made = households.undo(batch=again(batch), post=by)
    drain()
    return applied(made, by=by, approver=approver)


def again(batch: ChangeBatch) -> ChangeBatch:
    """As it is now."""
    return ChangeBatch.objects.select_related("stored", "proposal", "area").get(pk=batch.pk)


def kinds(batch: ChangeBatch) -> dict[str, int]:
    """Kind -> how many changes are kept."""
    found: dict[str, int] = {}
    for kind in Change.objects.filter(batch=batch).values_list("kind", flat=True):
        found[kind] = found.get(kind, 0) + 1
    return found


def living() -> dict[str, tuple[Any, ...]]:
    """Everybody of the register: 人编号 -> all that is known, numbers opened."""
    return {
        one.number: (
            one.household.number, one.village_id, one.name, one.relation, one.sex, one.birth, one.certificate,
            one.residence, *(held.open() if held else "" for held in (one.id_number, one.phone, one.certificate_number)),
        )
        for one in Person.objects.filter(valid_to=None).select_related("household")
    }  # fmt: skip


def homes() -> dict[str, tuple[Any, ...]]:
    """Every household that is one: 户编号 -> all that is known."""
    return {
        one.number: (
            one.village_id, one.group_name, one.head_name, one.size, one.kind, one.monitored, one.risk_eliminated,
            one.phone.open() if one.phone else "",
        )
        for one in Household.objects.filter(valid_to=None)
    }  # fmt: skip


def numbers_go_on(at: int = 1000) -> None:
    """Rows that were settled with ids of their own, as a bulk load does, are not met again."""
    if connection.vendor != "postgresql":
        return
    with as_worker(), connection.cursor() as cursor:
        for table in ("registry_households_household", "registry_households_person"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [at])
