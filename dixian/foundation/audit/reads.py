"""Who looked at what. Written to a durable spool before the page is answered; loaded by the worker.

GET can't write to the database, and a page must not show what was not noted: if the spool can't be
written, the caller gets SpoolFailed and shows nothing (decision 8).
"""

import base64
import fcntl
import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dixian.foundation.audit import context
from dixian.foundation.audit.models import ReadRecord
from dixian.foundation.audit.records import new_uid
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.home import home
from dixian.foundation.vault.ciphers import open_, seal

CONTEXT = "audit.spool"


class SpoolFailed(RuntimeError):
    """The note could not be made durable; nothing may be shown."""


def record_read(*, what: str, subject: str, uids: Sequence[str], reason: str) -> None:
    """Note that the acting post sees `what` (e.g. 身份证号) of `subject` records `uids`, because of `reason`.

    Raises SpoolFailed where the note is not on disk, and NobodyActs where nobody acts.
    """
    who = context.current()
    if who is None:
        raise context.NobodyActs("查看个人信息必须有操作人")
    note = {
        "uid": str(new_uid()),
        "at": clock.now().isoformat(),
        "actor": who.actor,
        "post": who.post,
        "what": what,
        "subject": subject,
        "uids": " ".join(uids),
        "count": len(uids),
        "reason": reason,
        "request": who.request,
    }
    line = base64.b64encode(seal(json.dumps(note, ensure_ascii=False).encode(), CONTEXT)) + b"\n"
    try:
        _append(line)
    except OSError as error:
        raise SpoolFailed("查看记录写不进磁盘，暂时不能显示") from error


def load_reads() -> int:
    """Move the spool's notes into the database, each exactly once. Returns how many were new."""
    loaded = 0
    for path in sorted(spool_folder().glob("reads-*.log")):
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            records = [_record(line) for line in file.read().splitlines()]
            with writing():
                before = ReadRecord.objects.count()
                ReadRecord.objects.bulk_create(records, batch_size=500, ignore_conflicts=True)
                loaded += ReadRecord.objects.count() - before
            # A crash before this line repeats the notes; their uid keeps them single.
            file.truncate(0)
    return loaded


def spool_folder() -> Path:
    """Where notes wait for the worker."""
    return home() / "spool"


def _append(line: bytes) -> None:
    folder = spool_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"reads-{clock.day_of(clock.wall())}.log").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def _record(line: bytes) -> ReadRecord:
    note = json.loads(open_(base64.b64decode(line), CONTEXT))
    note["at"] = datetime.fromisoformat(note["at"])
    return ReadRecord(**note)
