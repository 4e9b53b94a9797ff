"""Who looked at what. Written to a durable spool before the page is answered; loaded by the worker.

GET can't write to the database, and a page must not show what was not noted: if the spool can't be
written, the caller gets SpoolFailed and shows nothing (decision 8).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dixian.foundation.audit import context, spool
from dixian.foundation.audit.models import ReadRecord
from dixian.foundation.audit.records import new_uid
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock

LOADER = context.Acting(actor="system:reads", settings=(("dixian.all", "1"),))
BATCH = 500


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
        spool.append(json.dumps(note, ensure_ascii=False).encode())
    except OSError as error:
        raise SpoolFailed("查看记录写不进磁盘，暂时不能显示") from error


def load_reads() -> int:
    """Move the spool's notes into the database, each exactly once. Returns how many were new.

    A file goes only when its notes are committed; a crash between repeats them, and their uid keeps
    them single.
    """
    loaded = 0
    with context.acting(LOADER):
        for path in spool.take():
            records = [_record(note) for note in spool.notes(path)]
            for start in range(0, len(records), BATCH):
                loaded += _load(records[start : start + BATCH])
            path.unlink()
    return loaded


def unreadable_notes() -> int:
    """How many confirmed notes could not be read back."""
    return spool.unreadable()


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


def _record(note: bytes) -> ReadRecord:
    values: dict[str, Any] = json.loads(note)
    for name in ("at", "made_at"):
        values[name] = datetime.fromisoformat(values[name])
    uid = ReadRecord._meta.get_field("uid").to_python(values.pop("uid"))
    return ReadRecord(uid=uid, **values)
