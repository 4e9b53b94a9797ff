"""What a push can't do without, each part once for all rows, and the push as a script does it."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from benchmarks.stored_matching import everybody_listed

TABLE = "warning_submissions_row"
# Numbers of rows that the parts and the peer write beside the pushed ones.
FURTHER = 10_000_000


Measure = Callable[[str, Callable[[], object]], None]


def bare_parts(content: bytes, batch: Any, measure: Measure) -> list[str]:
    """What a push can't do without, all rows at once, each handed to `measure`; the last one leaves rows behind.

    Returns the names of the parts.
    """
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import insert_rows, reading, writing
    from dixian.foundation.sheets.api import clean_rows, read_table
    from dixian.registry.matching.api import Register, match_rows
    from dixian.registry.matching.api import Row as Asked
    from dixian.warning.submissions.kinds import columns_of
    from dixian.warning.submissions.rowcontent import seal_row

    columns = columns_of(batch.submission.kind)
    names: list[str] = []

    def part(name: str, work: Callable[[], Any]) -> Any:
        made: list[Any] = []
        names.append(name)
        measure(name, lambda: made.append(work()))
        return made[0]

    with system_scope("command:benchmark"):
        with reading():
            read = part("typed read", lambda: read_table(content, name="自付.xlsx", columns=columns))
            clean = part("cleaning", lambda: list(clean_rows(read, columns)))
            register = part("snapshot", lambda: Register(everybody_listed()))
            asked = [
                Asked(*(read.cell(row, code) for code in ("name", "id_number", "township", "village")))
                for row in read.rows
            ]
            part("matching", lambda: match_rows(asked, register))
            part(
                "sealing",
                lambda: [
                    seal_row(one.row.cells, getattr(one, "values", {}), [], one.row.cells) for one in clean
                ],
            )
            fields, rows = rows_again()
        with writing():
            part("guarded rows", lambda: insert_rows(TABLE, fields, rows))
    return names


def rows_again() -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and values of the rows just pushed, as further rows of the same batch."""
    from django.db import connection

    from dixian.foundation.kernel.uids import new_uid
    from dixian.warning.submissions.models import Row

    fields = [one for one in Row._meta.concrete_fields if not one.primary_key]
    rows = []
    for row in Row.objects.all():
        row.uid, row.number = new_uid(), row.number + FURTHER
        rows.append(tuple(one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields))
    return tuple(one.column for one in fields), rows


def usual_way(content: bytes, batch: Any) -> None:
    """A script as one writes it: whole workbook in memory, a join, objects created in bulk. It leaves rows behind too."""
    from openpyxl import load_workbook

    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading, writing
    from dixian.foundation.kernel.uids import new_uid
    from dixian.registry.households.models import Person
    from dixian.warning.submissions.enums import Bin
    from dixian.warning.submissions.models import Row

    sheet = load_workbook(io.BytesIO(content), data_only=True).active
    assert sheet is not None
    cells = list(sheet.iter_rows(min_row=2, values_only=True))
    with system_scope("command:benchmark"), reading():
        people = Person.objects.filter(valid_to=None).select_related("household")
        register = {
            (one.id_number.open() if one.id_number else "", one.name): one for one in people.iterator(5000)
        }
    rows = []
    for at, (name, number, *_, amount) in enumerate(cells, start=1):
        found = register.get((str(number), str(name)))
        row = Row(uid=new_uid(), batch=batch, unit_id=batch.unit_id, number=2 * FURTHER + at)
        row.content, row.bin = repr(cells[at - 1]).encode(), Bin.LINKED if found else Bin.STRANGER
        row.amount = Decimal(str(amount))
        if found:
            row.person, row.household, row.village_id = found, found.household, found.village_id
        rows.append(row)
    with system_scope("command:benchmark"), writing():
        Row.objects.bulk_create(rows, batch_size=1000)
