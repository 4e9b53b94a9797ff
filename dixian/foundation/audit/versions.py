"""Editing together: a form carries what it was made from, and the action compares (decision 12)."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dixian.foundation.audit.records import Record
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.states import StateTable


class Stale(Refusal):
    """What a form was made from has been changed meanwhile. Pages answer 409 and show both values.

    records: as they are now. both: (label, what the form says, what it is now); pages fill it in.
    again: what the form for going on holds, where that is not what was sent.
    """

    def __init__(self, *records: Record) -> None:
        super().__init__("您打开这张表之后，别人改过这里的内容", "对照两边的内容再决定")
        self.records = records
        self.both: Sequence[tuple[str, str, str]] = ()
        self.again: Sequence[tuple[str, str]] | None = None


def version_of(*records: Record) -> str:
    """What a form carries, so that its action can tell whether these rows are still as they were shown."""
    told = sorted(f"{one.uid}.{one.version}" for one in records)
    return told[0] if len(told) == 1 else hashlib.sha256("\n".join(told).encode()).hexdigest()


def require_unchanged(version: str, *records: Record) -> None:
    """Compare what a form carries with the rows now, and hold them until the transaction ends.

    Raises Stale where any was changed, came or went meanwhile; Refusal where the form carries nothing.
    """
    if not version:
        raise Refusal("这张表单不完整，没有办理", "刷新页面后重新填写")
    if version != version_of(*_held(records)):
        raise Stale(*records)


def take_step(record: Record, table: StateTable, verb: str, *, called: str, **changes: Any) -> None:
    """Move a record with a `state` along its table, with what changes along; each step is taken once.

    called: the record, for whoever comes late. Raises Refusal where the state forbids it or somebody was faster.
    """
    model: Any = type(record)
    now = record.state  # type: ignore[attr-defined]
    changes = {**changes, "state": table.target(verb, now), "version": record.version + 1}
    if not model.objects.filter(pk=record.pk, state=now, version=record.version).update(**changes):
        raise Refusal(f"{called}刚被别人办理过", "刷新页面看最新情况")
    for name, value in changes.items():
        setattr(record, name, value)


def _held(records: Sequence[Record]) -> list[Record]:
    of_model: dict[type[Record], list[int]] = defaultdict(list)
    for one in records:
        of_model[type(one)].append(one.pk)
    held: list[Record] = []
    for model, ids in of_model.items():
        rows = model._base_manager.select_for_update().only("uid", "version")
        held += rows.filter(pk__in=sorted(ids)).order_by("pk")
    return held
