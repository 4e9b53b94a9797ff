"""The batch that takes another back: one change against each that was applied.

What was altered since is held: it is skipped unless somebody ticks it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dixian.registry.households.changes.content import open_content
from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.changes.rules import BACK, OF_HOUSEHOLDS, taken_back, written
from dixian.registry.households.enums import ChangeKind, EndCause, Outcome
from dixian.registry.households.models import Change, ChangeBatch, Household, Person

ALTERED_SINCE = "登记之后又改过，勾选后才撤销"
PIECE = 1000


def counter_pieces(of: ChangeBatch, day: date) -> Iterator[list[Draft]]:
    """What takes a batch back, in pieces: the last that was applied comes first."""
    applied = Change.objects.filter(batch=of, outcome=Outcome.WAITING, kind__in=BACK).order_by("id")
    last = 0
    while rows := list(applied.filter(id__gt=last)[:PIECE]):
        last = rows[-1].pk
        yield _drafts(rows, day)


def _drafts(changes: Sequence[Change], day: date) -> list[Draft]:
    homes = Household.objects.in_bulk({one.household_id for one in changes if one.kind in OF_HOUSEHOLDS})
    people = Person.objects.in_bulk({one.person_id for one in changes if one.person_id})
    made = Person.objects.filter(uid__in=[one.made_uid for one in changes if one.made_uid])
    by_uid: dict[Any, Person] = {one.uid: one for one in made}
    drafts = []
    for change in changes:
        record: Any = (
            homes.get(change.household_id)
            if change.kind in OF_HOUSEHOLDS
            else by_uid.get(change.made_uid) or people.get(change.person_id)
        )
        if record is not None:
            drafts.append(_against(change, record, day))
    return drafts


def _against(change: Change, record: Any, day: date) -> Draft:
    opened = open_content(change.content)
    fields = written(change.fields, change.held, ticked=change.ticked)
    kind = BACK[change.kind]
    after = taken_back(change.kind, opened["before"], fields) or {}
    before = {name: opened["after"].get(name) for name in after}
    if change.kind == ChangeKind.ADD_PERSON:
        after = {"valid_to": day.isoformat(), "end_cause": EndCause.UNDONE.value}
        before = {"valid_to": None, "end_cause": ""}
    altered = record.version != change.touched + 1
    person = record if isinstance(record, Person) else None
    return Draft(
        kind=kind,
        name=opened.get("name", ""),
        before=before,
        after=after,
        household=person.household_id if person else record.pk,
        person=person.pk if person else None,
        village=record.village_id,
        touched=record.version,
        held=list(after) if altered else [],
        reason=ALTERED_SINCE if altered else "",
    )
