"""The door of audit."""

from collections.abc import Sequence

from django.db import connection

from dixian.foundation.audit.beside import Tell, verify_along
from dixian.foundation.audit.context import Acting, acting, actor, current
from dixian.foundation.audit.days import id_range, of_days
from dixian.foundation.audit.images import Step, changed_columns, model_of, step_of
from dixian.foundation.audit.inserting import (
    STAMP,
    copy_in,
    count_anew,
    insert_rows,
    prepare,
    prepared,
    ready_to_insert,
    stamps,
)
from dixian.foundation.audit.keychecks import holds_data, note_keys, trouble_with_keys
from dixian.foundation.audit.models import Entry, ReadRecord, Seal
from dixian.foundation.audit.outside import OUTSIDE_HISTORY
from dixian.foundation.audit.reads import SpoolFailed, load_reads, record_read
from dixian.foundation.audit.records import Record
from dixian.foundation.audit.sealing import seal_now
from dixian.foundation.audit.spool import spool_folder
from dixian.foundation.audit.transactions import beyond_scope, holding, on_behalf_of, reading, writing
from dixian.foundation.audit.triggers.functions import Function, changed_functions, working_roles
from dixian.foundation.audit.triggers.install import drift, install, watch
from dixian.foundation.audit.updating import ready_to_update, update_rows
from dixian.foundation.audit.verdict import COVERED, NOT_COVERED, Verdict
from dixian.foundation.audit.verifying import verify
from dixian.foundation.audit.versions import Stale, require_unchanged, take_step, version_of

__all__ = [
    "COVERED",
    "NOT_COVERED",
    "OUTSIDE_HISTORY",
    "STAMP",
    "Acting",
    "Entry",
    "Function",
    "ReadRecord",
    "Record",
    "Seal",
    "SpoolFailed",
    "Stale",
    "Step",
    "Tell",
    "Verdict",
    "acting",
    "actor",
    "beyond_scope",
    "changed_columns",
    "changed_functions",
    "copy_in",
    "count_anew",
    "current",
    "drift",
    "history_of",
    "holding",
    "holds_data",
    "id_range",
    "insert_rows",
    "install",
    "load_reads",
    "model_of",
    "note_keys",
    "of_days",
    "on_behalf_of",
    "prepare",
    "prepared",
    "reading",
    "ready_to_insert",
    "ready_to_update",
    "record_read",
    "require_unchanged",
    "seal_now",
    "spool_folder",
    "stamps",
    "step_of",
    "take_step",
    "trouble_with_keys",
    "update_rows",
    "verify",
    "verify_along",
    "version_of",
    "watch",
    "working_roles",
    "writing",
]


def history_of(*, table: str, rows: Sequence[int]) -> list[Entry]:
    """The old images of some rows of a table, newest first.

    PostgreSQL gives those of rows the acting post reaches, or reached when they were deleted; on SQLite
    the caller has looked the rows up within the post's scope.
    """
    if connection.vendor == "postgresql":
        asked = "SELECT * FROM dixian_history(%s, %s::bigint[]) ORDER BY id DESC"
        return list(Entry.objects.raw(asked, [table, list(rows)]))
    return list(Entry.objects.defer(None).filter(table=table, row__in=rows).order_by("-id"))
