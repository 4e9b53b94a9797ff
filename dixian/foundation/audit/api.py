"""The door of audit."""

from collections.abc import Sequence

from dixian.foundation.audit.context import Acting, acting, actor, current
from dixian.foundation.audit.models import Entry, ReadRecord, Seal
from dixian.foundation.audit.reads import SpoolFailed, load_reads, record_read
from dixian.foundation.audit.records import Record
from dixian.foundation.audit.sealing import seal_now
from dixian.foundation.audit.spool import spool_folder
from dixian.foundation.audit.transactions import beyond_scope, on_behalf_of, reading, writing
from dixian.foundation.audit.triggers.install import drift, install
from dixian.foundation.audit.verifying import Verdict, verify

__all__ = [
    "Acting",
    "Entry",
    "ReadRecord",
    "Record",
    "Seal",
    "SpoolFailed",
    "Verdict",
    "acting",
    "actor",
    "beyond_scope",
    "current",
    "drift",
    "history_of",
    "install",
    "load_reads",
    "on_behalf_of",
    "reading",
    "record_read",
    "seal_now",
    "spool_folder",
    "verify",
    "writing",
]


def history_of(*, table: str, rows: Sequence[int]) -> list[Entry]:
    """The old images of some rows of a table, newest first."""
    return list(Entry.objects.filter(table=table, row__in=rows).order_by("-id"))
