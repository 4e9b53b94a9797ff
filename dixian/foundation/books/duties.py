"""The duties of a ledger's rows: open while a row is where it is due, done when it has moved on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.books.book import Book, BookDuty
from dixian.foundation.worklist.api import Duty, cancel, discharge, give_duties, open_duties

REDATED = "期限已更正，按新的期限重新计时"
DROPPED = "这一件已撤销"
HELD, UNHELD = "台账已改到本人名下", "台账上写的人没有账号，或者有几个同名的"


def keep_duties(book: Book, rows: Sequence[Any], on: date, *, anew: bool = False) -> None:
    """Open what the rows' states ask for, discharge what they no longer do. anew: the limit was corrected."""
    gone = [row.uid for row in rows if row.state in book.dropped]
    for one in book.duties:
        waiting = [row.uid for row in rows if row.state in one.states]
        past = [row.uid for row in rows if row.state not in (*one.states, *book.dropped)]
        if past:
            discharge(kind=one.kind.code, subject_uids=past, on=on)
        if gone:
            cancel(kind=one.kind.code, subject_uids=gone, reason=DROPPED)
        if anew and waiting:
            cancel(kind=one.kind.code, subject_uids=waiting, reason=REDATED)
    owe_duties(book, rows, on)


def owe_duties(book: Book, rows: Sequence[Any], on: date) -> None:
    """Open what the rows' states ask for; of new rows nothing is to be discharged."""
    for one in book.duties:
        waiting = [row for row in rows if row.state in one.states]
        if waiting:
            open_duties(_duties(book, one, waiting, on))


def settle_holders(book: Book, rows: Sequence[Any], on: date) -> None:
    """Duties of posts lie with whom the rows name by now: who got an account has them, who was named before has them no more."""
    for one in book.duties:
        waiting = [row for row in rows if row.state in one.states]
        if one.holders is None or not waiting:
            continue
        held: dict[int | None, list[UUID]] = defaultdict(list)
        for uid, post in (named := one.holders(waiting)).items():
            held[post].append(uid)
        give_duties(kind=one.kind.code, to=held, why=HELD)
        cancel(
            kind=one.kind.code,
            subject_uids=[row.uid for row in waiting if row.uid not in named],
            reason=UNHELD,
        )
        open_duties(_duties(book, one, waiting, on))


def _duties(book: Book, one: BookDuty, waiting: Sequence[Any], on: date) -> list[Duty]:
    whose = unit(one.unit).pk if one.unit else None
    leader = unit(one.leader).pk if one.leader else None
    if one.holders is None:
        return [_duty(book, one, row, on, whose, leader) for row in waiting]
    posts = one.holders(waiting)
    return [
        replace(_duty(book, one, row, on, whose, leader), unit_id=None, post_id=posts[row.uid])
        for row in waiting
        if row.uid in posts
    ]


def _duty(book: Book, one: BookDuty, row: Any, on: date, whose: int | None, leader: int | None) -> Duty:
    # What a unit would judge of itself a county leader does.
    led = leader is not None and whose == row.unit_id
    unit_id = leader if led else whose or row.unit_id
    return Duty(
        kind=one.kind.code,
        # Fifty of a period are told apart by whom they are about.
        subject_label=f"{getattr(row, book.of)}：{row}" if book.series else str(row),
        subject_uid=row.uid,
        capability=Capability.SEE_LOOP if led else one.capability,
        about=one.about,
        unit_id=None if one.area else unit_id,
        area_id=getattr(row, f"{one.area}_id") if one.area else None,
        opened_on=on,
        due_on=None if one.limit_code else one.due(row),
        limit_code=one.limit_code,
    )
