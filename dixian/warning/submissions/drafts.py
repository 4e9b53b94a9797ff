"""Rows of a file on their way into the database. Nothing here writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dixian.foundation.audit.api import STAMP, insert_rows, prepared, stamps
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.models import Row

TABLE = Row._meta.db_table
WRITTEN = (
    *(
        "batch_id",
        "unit_id",
        "number",
        "content",
        "id_index",
        "name_index",
        "born_index",
        "amount",
        "day",
        "mends_id",
    ),
    *("bin", "reason", "person_id", "household_id", "village_id", "area_id"),
    *("flawed", "contradicts", "candidates"),
)
# What becomes of a row is said later.
LATER: dict[str, Any] = {"outcome": "", "outcome_reason": "", "settled_on": None, "settled_how": ""}


@dataclass(slots=True)
class Draft:
    """A row as `Row` holds it, as far as it is known while the file is read: of a hundred thousand a record for each costs
    more than to seal them.
    """

    batch_id: int
    unit_id: int
    number: int
    content: bytes = b""
    id_index: bytes | None = None
    name_index: bytes | None = None
    born_index: bytes | None = None
    amount: Decimal | None = None
    day: date | None = None
    mends_id: int | None = None
    bin: str = Bin.WAITING.value
    reason: str = ""
    person_id: int | None = None
    household_id: int | None = None
    village_id: int | None = None
    area_id: int | None = None
    flawed: bool = False
    contradicts: bool = False
    candidates: list[int] = field(default_factory=list)


def ready_to_write(drafts: Sequence[Draft]) -> Callable[[], None]:
    """What inserts them in the transaction in which it is called."""
    fields: dict[str, Any] = {one.attname: one for one in Row._meta.concrete_fields}
    written = prepared(drafts, [fields[name] for name in WRITTEN])
    later = tuple(LATER.values())
    rows = [(*stamp, *said, *later) for stamp, said in zip(stamps(), written, strict=False)]
    return lambda: insert_rows(TABLE, (*STAMP, *WRITTEN, *LATER), rows)
