"""Who looked at what. Written to a durable spool before the page is answered; loaded by the worker.

GET can't write to the database, and a page must not show what was not noted: if the spool can't be
written, the caller gets SpoolFailed and shows nothing (decision 8).
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError
from django.db.models import CharField, Count, Max

from dixian.foundation.audit import context, spool
from dixian.foundation.audit.models import ReadRecord
from dixian.foundation.audit.noting import listed
from dixian.foundation.audit.records import new_uid
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import one_line

LOADER = context.Acting(actor="system:reads", settings=(("dixian.all", "1"),))
BATCH = 500
# What the database, or our own reading, makes of a note nobody can load.
UNLOADABLE = (DataError, IntegrityError, ValueError, KeyError, TypeError)


class SpoolFailed(RuntimeError):
    """The note could not be made durable; nothing may be shown."""


def record_read(
    *, what: str, subject: str, uids: Sequence[str], reason: str, duty: str | None = None
) -> None:
    """Note that the acting post sees `what` (e.g. 身份证号) of `subject` records `uids`, because of `reason`.

    duty: uid of the open duty that is the reason, where there is one.
    Raises SpoolFailed where the note is not on disk, and NobodyActs where nobody acts.
    """
    who = context.current()
    if who is None:
        raise context.NobodyActs("查看个人信息必须有操作人")
    note = {
        "uid": str(new_uid()),
        "made_at": clock.now().isoformat(),
        "at": clock.wall().isoformat(),
        "actor": who.actor,
        "post": who.post,
        "what": what,
        "subject": subject,
        "uids": " ".join(map(str, uids)),
        "count": len(uids),
        "reason": reason,
        "duty": str(duty or ""),
        "request": who.request,
    }
    try:
        spool.append(json.dumps(_fitting(note), ensure_ascii=False).encode())
    except OSError as error:
        raise SpoolFailed("查看记录写不进磁盘，暂时不能显示") from error


def load_reads() -> int:
    """Move the spool's notes into the database, each exactly once. Returns how many were new.

    A file goes only when its notes are committed; a crash between repeats them, and their uid keeps
    them single. A note the database refuses goes to quarantine, and the rest goes on.
    """
    loaded = 0
    with context.acting(LOADER):
        for path in spool.take():
            notes = list(spool.notes(path))
            for start in range(0, len(notes), BATCH):
                loaded += _load_or_set_aside(notes[start : start + BATCH])
            path.unlink()
    return loaded


def trouble_with_reads() -> list[str]:
    """Sentences on notes that can't be loaded, are lost, or came twice; empty where all is well."""
    return list(_trouble())


def _trouble() -> Iterator[str]:
    # Before the spool, and the spool before the table: a note on its way is then seen at least once.
    newest = spool.newest_number()
    waiting = spool.waiting_numbers()
    if spool.quarantined():
        yield f"隔离中有 {spool.quarantined()} 条读不出或装不进的记录（spool/quarantine）"
    seen = ReadRecord.objects.aggregate(
        rows=Count("number"), numbers=Count("number", distinct=True), highest=Max("number")
    )
    if seen["rows"] != seen["numbers"]:
        yield f"{seen['rows'] - seen['numbers']} 条记录的编号重复"
    highest = max([newest or 0, seen["highest"] or 0, *waiting])
    if newest is None and highest:
        yield "记着最新编号的文件 reads.number 不见了（刚恢复过备份的，把备份里的 reads.number 一并放回）"
    waiting -= set(ReadRecord.objects.filter(number__in=waiting).values_list("number", flat=True))
    if seen["numbers"] + len(waiting) != highest:
        present = waiting | set(ReadRecord.objects.values_list("number", flat=True))
        yield f"还没有装入就丢失的记录，编号 {listed([n for n in range(1, highest + 1) if n not in present])}"


def _load_or_set_aside(notes: Sequence[spool.Note]) -> int:
    try:
        return _load([_record(note) for note in notes])
    except UNLOADABLE:
        if len(notes) > 1:
            return sum(_load_or_set_aside([note]) for note in notes)
        spool.quarantine([notes[0].line])
        return 0


def _load(records: list[ReadRecord]) -> int:
    with writing():
        known = set(
            ReadRecord.objects.filter(uid__in=[record.uid for record in records]).values_list(
                "uid", flat=True
            )
        )
        new = [record for record in records if record.uid not in known]
        ReadRecord.objects.bulk_create(new)
    return len(new)


def _record(note: spool.Note) -> ReadRecord:
    values: dict[str, Any] = json.loads(note.content)
    for name in ("at", "made_at"):
        values[name] = datetime.fromisoformat(values[name])
    return ReadRecord(uid=UUID(values.pop("uid")), number=note.number, **values)


def _fitting(note: dict[str, Any]) -> dict[str, Any]:
    """Texts without what no database takes (control characters), and no longer than their column."""
    for field in ReadRecord._meta.concrete_fields:
        if isinstance(field, CharField) and field.name in note:
            note[field.name] = one_line(str(note[field.name]))[: field.max_length]
    return note
