"""Strangers of a committed batch with an address in the county: each becomes part of one register check."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import due
from dixian.foundation.vault.blind import blind
from dixian.warning.submissions.checks.duties import LIMIT, open_checks
from dixian.warning.submissions.enums import BatchState, Bin, CheckResult, CheckState
from dixian.warning.submissions.kinds import ID, NAME
from dixian.warning.submissions.models import CheckSource, RegisterCheck, Row
from dixian.warning.submissions.rowcontent import asked_of, open_row, written_address
from dixian.warning.submissions.teaching import identity

BLOCK = 500


def to_hand_on() -> QuerySet[Row]:
    """Rows that wait for their check: strangers of committed files who say they live in the county."""
    return Row.objects.filter(
        batch__state=BatchState.COMMITTED,
        bin=Bin.STRANGER,
        area__isnull=False,
        settled_on__isnull=True,
        check_source__isnull=True,
    )


def blocks(batch_id: int) -> Iterator[Sequence[Row]]:
    """Those of a batch, in the order of the file."""
    rows = to_hand_on().filter(batch=batch_id).select_related("batch__submission__kind", "area__parent")
    last = 0
    while block := list(rows.filter(pk__gt=last).order_by("pk")[:BLOCK]):
        yield block
        last = block[-1].pk


def hand_on(rows: Sequence[Row]) -> None:
    """Give each of these rows to the open check of the same number and name, or to a new one.

    Somebody whom the township has found not to live there is not asked for again, unless the address is another:
    the row ends as that check did. Two batches at once meet at the constraint; the later joins the earlier's check.
    """
    opened = {row.pk: open_row(bytes(row.content)) for row in rows}
    marks = {row.pk: _mark(row, opened[row.pk]) for row in rows}
    before = _not_local(rows)
    standing = _standing(marks.values())
    new: dict[bytes, RegisterCheck] = {}
    limit = due(LIMIT, clock.today())
    for row in rows:
        mark = marks[row.pk]
        if mark not in standing and mark not in new and _key(row) not in before:
            new[mark] = _check(row, opened[row.pk]["values"], mark, limit)
    RegisterCheck.objects.bulk_create(new.values(), ignore_conflicts=True)
    joined = _standing(marks.values())
    sources, ended = [], []
    for row in rows:
        of = joined.get(marks[row.pk]) or before[_key(row)]
        sources.append(_source(row, of, opened[row.pk]["values"]))
        if of.state == CheckState.CLOSED:
            row.settled_on, row.settled_how = clock.today(), f"{of.closed_on} 乡镇已核对：不在本地"
            row.version += 1
            ended.append(row)
    CheckSource.objects.bulk_create(sources)
    Row.objects.bulk_update(ended, ["settled_on", "settled_how", "version"])
    open_checks([one for mark, one in joined.items() if mark in new and one.uid == new[mark].uid])


def _mark(row: Row, opened: dict[str, Any]) -> bytes:
    return blind("/".join(part.hex() for part in identity(row, asked_of(opened))), "register_check")


def _key(row: Row) -> tuple[bytes, int] | None:
    return (bytes(row.id_index), row.area_id) if row.id_index and row.area_id else None


def _not_local(rows: Sequence[Row]) -> dict[Any, RegisterCheck]:
    """(number, area) -> the latest check that has found nobody there."""
    indexes = {bytes(row.id_index) for row in rows if row.id_index}
    found = RegisterCheck.objects.filter(id_index__in=indexes, result=CheckResult.NOT_LOCAL).order_by("id")
    return {(bytes(one.id_index or b""), one.area_id): one for one in found}


def _standing(marks: Any) -> dict[bytes, RegisterCheck]:
    """Mark -> its open check, held; in one order everywhere, so that nobody waits in a circle."""
    open_ones = RegisterCheck.objects.select_for_update(of=("self",)).exclude(state=CheckState.CLOSED)
    found = open_ones.filter(mark__in=sorted(set(marks))).select_related("area").order_by("mark")
    return {bytes(one.mark or b""): one for one in found}


def _check(row: Row, values: dict[str, Any], mark: bytes, limit: date) -> RegisterCheck:
    area: Area = row.area  # type: ignore[assignment]
    return RegisterCheck(
        area=area,
        township=area.parent if area.level == Level.VILLAGE and area.parent else area,
        name=tidy(values.get(NAME))[:60] or None,
        number=tidy(values.get(ID))[:60] or None,
        mark=mark,
        id_index=row.id_index,
        opened_on=clock.today(),
        due_on=limit,
    )


def _source(row: Row, of: RegisterCheck, values: dict[str, Any]) -> CheckSource:
    submission = row.batch.submission
    return CheckSource(
        check_of=of,
        row=row,
        area_id=of.area_id,
        unit_id=row.unit_id,
        label=submission.kind.name,
        month=submission.month,
        address=written_address(values)[:200] or None,
    )
