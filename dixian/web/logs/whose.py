"""Whose data a read was about: the household, with its page where the reader may open it, else its number alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.api import Post, system_scope, visible
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import ReadRecord, actor, reading
from dixian.registry.households.api import Household, Person

# An export has thousands; the workbook's owner and the reason say more than a list of them.
SHOWN = 3
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What a note calls its records -> the model, and how the household is reached from it.
OF_HOUSEHOLDS: dict[str, tuple[Any, str]] = {
    "户": (Household, ""),
    "人": (Person, "household__"),
    "线索": (Lead, "household__"),
}


@dataclass(frozen=True)
class Whose:
    """A household somebody looked at; person: who of it. Without an uid the reader is told the number alone."""

    number: str
    name: str = ""
    person: str = ""
    uid: UUID | None = None


def whose(reads: Sequence[ReadRecord], post: Post) -> dict[int, list[Whose]]:
    """Read -> the first households it was about, one query a kind of record."""
    asked = {one.pk: (one.subject, _first(one)) for one in reads if one.subject in OF_HOUSEHOLDS}
    if not asked:
        return {}
    if post.can(C.SEE_HOUSEHOLDS):
        found = _found(asked.values(), post)
    else:
        # The numbers alone leave here: whoever audits sees no household, and has to tell them apart.
        with system_scope(actor()), reading():
            found = _found(asked.values(), None)
    return {
        read: [found[subject, uid] for uid in uids if (subject, uid) in found]
        for read, (subject, uids) in asked.items()
    }


def _first(read: ReadRecord) -> list[str]:
    """The first uids; of a row that is gone the note has its number alone."""
    return [text for text in read.uids.split(maxsplit=SHOWN)[:SHOWN] if UID.fullmatch(text)]


def _found(asked: Any, post: Post | None) -> dict[tuple[str, str], Whose]:
    found = {}
    for subject, (model, way) in OF_HOUSEHOLDS.items():
        uids = {uid for of, some in asked if of == subject for uid in some}
        if not uids:
            continue
        rows = model._base_manager.filter(uid__in=uids)
        rows = visible(rows, post) if post else rows
        columns = ("uid", f"{way}number", f"{way}head_name", f"{way}uid")
        person = ("name",) if model is Person else ()
        for uid, number, *rest in rows.values_list(*columns, *person):
            found[subject, str(uid)] = _told(number, *rest) if post else Whose(number)
    return found


def _told(number: str, head: str, uid: UUID, person: str = "") -> Whose:
    return Whose(number, f"{head}户", person, uid)
