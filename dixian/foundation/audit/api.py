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
from dixian.foundation.audit.versions import Stale, require_unchanged, version_of

__all__ = [
    "Acting",
    "Entry",
    "ReadRecord",
    "Record",
    "Seal",
    "SpoolFailed",
    "Stale",
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
    "require_unchanged",
    "seal_now",
    "spool_folder",
    "verify",
    "version_of",
    "writing",
]


def history_of(*, table: str, rows: Sequence[int]) -> list[Entry]:
    """The old images of some rows of a table, newest first."""
    return list(Entry.objects.filter(table=table, row__in=rows).order_by("-id"))
