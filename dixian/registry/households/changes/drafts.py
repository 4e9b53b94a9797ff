"""Changes as plain values before they are kept, and their rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.households.bulk import insert_rows
from dixian.registry.households.changes.content import seal_content
from dixian.registry.households.changes.numbering import give_numbers
from dixian.registry.households.changes.rules import ORDER
from dixian.registry.households.enums import Outcome

TABLE = "registry_households_change"
COLUMNS = (
    *("uid", "version", "made_at", "made_by", "made_by_post"),
    *("batch_id", "kind", "position", "household_id", "person_id", "village_id", "made_uid", "row"),
    *("content", "fields", "touched", "held", "ticked", "outcome", "reason"),
)


@dataclass
class Draft:
    """One change. name: whom it is about, to show. on: ISO day it happened, else the day it is applied.

    problems: sentences about a row that can't be read, which changes nothing.
    """

    kind: str
    name: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    household: int | None = None
    person: int | None = None
    village: int | None = None
    made_uid: UUID | None = None
    touched: int = 0
    row: int | None = None
    held: list[str] = field(default_factory=list)
    reason: str = ""
    on: str = ""
    problems: list[str] = field(default_factory=list)


def keep(batch_id: int, drafts: Sequence[Draft]) -> None:
    """Write changes of a batch in the open transaction; what is added without a number gets one."""
    give_numbers(drafts)
    stamp = (1, clock.now().isoformat(), context.actor(), context.author_post())
    insert_rows(TABLE, COLUMNS, [(new_uid().hex, *stamp, batch_id, *_row(one)) for one in drafts])


def _row(one: Draft) -> tuple[Any, ...]:
    more: dict[str, Any] = {"name": one.name}
    more |= {"on": one.on} if one.on else {}
    more |= {"problems": one.problems} if one.problems else {}
    skipped = bool(one.problems) or bool(one.held and set(one.held) >= set(one.after))
    return (
        one.kind,
        ORDER.index(one.kind),
        one.household,
        one.person,
        one.village,
        one.made_uid.hex if one.made_uid else None,
        one.row,
        seal_content(before=one.before, after=one.after, **more),
        json.dumps(list(one.after)),
        one.touched,
        json.dumps(one.held),
        False,
        Outcome.SKIPPED.value if skipped else Outcome.WAITING.value,
        one.reason[:600],
    )


def counted(drafts: Sequence[Draft]) -> dict[str, int]:
    """Kind -> how many; `held`: how many hold something back until it is ticked."""
    counts: dict[str, int] = {}
    for one in drafts:
        counts[one.kind] = counts.get(one.kind, 0) + 1
        if one.held:
            counts["held"] = counts.get("held", 0) + 1
    return counts
