"""The duties of a ledger's rows: open while a row is where it is due, done when it has moved on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.books.book import Book, BookDuty
from dixian.foundation.worklist.api import Duty, cancel, discharge, open_duties

REDATED = "期限已更正，按新的期限重新计时"
DROPPED = "这一件已撤销"


def keep_duties(book: Book, rows: Any, on: date, *, anew: bool = False) -> None:
    """Open what the rows' states ask for, discharge what they no longer do. anew: the limit was corrected."""
    many: Sequence[Any] = rows if isinstance(rows, list) else [rows]
    for one in book.duties:
        waiting = [row for row in many if row.state in one.states]
        gone = [row.uid for row in many if row.state in book.dropped]
        past = [row.uid for row in many if row.state not in (*one.states, *book.dropped)]
        if past:
            discharge(kind=one.kind.code, subject_uids=past, on=on)
        if gone:
            cancel(kind=one.kind.code, subject_uids=gone, reason=DROPPED)
        if anew and waiting:
            cancel(kind=one.kind.code, subject_uids=[row.uid for row in waiting], reason=REDATED)
        if waiting:
            whose = unit(one.unit).pk if one.unit else None
            leader = unit(one.leader).pk if one.leader else None
            open_duties([_duty(book, one, row, on, _whose(row, whose, leader)) for row in waiting])


def _whose(row: Any, whose: int | None, leader: int | None) -> int:
    """What a unit would judge of itself a county leader does."""
    if leader is not None and whose == row.unit_id:
        return leader
    return whose or row.unit_id


def _duty(book: Book, one: BookDuty, row: Any, on: date, unit_id: int) -> Duty:
    return Duty(
        kind=one.kind.code,
        # Fifty of a period are told apart by whom they are about.
        subject_label=f"{getattr(row, book.of)}：{row}" if book.series else str(row),
        subject_uid=row.uid,
        capability=Capability.SEE_LOOP if one.leader and unit_id == unit(one.leader).pk else one.capability,
        about=one.about,
        unit_id=None if one.area else unit_id,
        area_id=getattr(row, f"{one.area}_id") if one.area else None,
        opened_on=on,
        due_on=None if one.limit_code else one.due(row),
        limit_code=one.limit_code,
    )
