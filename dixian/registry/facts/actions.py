"""Posting facts, set-based."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import STAMP, insert_rows, prepare, stamps
from dixian.foundation.jobs.api import publish
from dixian.registry.facts.kinds import FactKind, kinds_by_code
from dixian.registry.facts.models import VALUES, CurrentFact, Fact
from dixian.registry.facts.present import PIECE, everybody, renew
from dixian.registry.facts.topics import FactsPosted
from dixian.registry.households.api import Household

# What a fact says beside its value and its village.
SAID = (
    *("household_id", "person_id", "owner_id", "kind"),
    *("valid_from", "valid_to", "source_label", "source_uid"),
)


@dataclass(frozen=True, kw_only=True)
class NewFact:
    """A fact to post; `value` must fit the kind."""

    kind: str
    household: int
    village: int
    value: Decimal | date | str
    valid_from: date
    person: int | None = None
    valid_to: date | None = None
    source_label: str
    source_uid: UUID | None = None


@transaction.atomic
def post_facts(facts: Sequence[NewFact]) -> None:
    """Insert facts and bring the present state up to date. Raises KeyError for an undeclared kind."""
    if not facts:
        return
    kinds = kinds_by_code()
    _insert(facts, kinds)
    told = [kinds[code] for code in {fact.kind for fact in facts}]
    households = sorted({fact.household for fact in facts})
    for start in range(0, len(households), PIECE):
        renew(households[start : start + PIECE], told)
    publish(FactsPosted(households=households))


def follow(households: Sequence[int]) -> None:
    """What is true today of these households is said again for the village they live in now.

    A fact is never changed: who knew it before still does, and the new village knows what holds.
    """
    villages = dict(Household.objects.filter(pk__in=households).values_list("id", "village_id"))
    present = Fact.objects.filter(current__household__in=households).order_by("id")
    moved = [fact for fact in present if villages[fact.household_id] != fact.village_id]
    Fact.objects.bulk_create([_copy(fact, villages[fact.household_id]) for fact in moved], batch_size=PIECE)
    renew(households)


def rebuild() -> int:
    """Make the present state anew from all facts. Returns how many rows it has."""
    households = everybody()
    for start in range(0, len(households), PIECE):
        renew(households[start : start + PIECE])
    return CurrentFact.objects.count()


def _owner(kind: FactKind) -> int | None:
    """The unit that owns a sensitive kind."""
    return unit(kind.owner).pk if kind.sensitive else None


def _copy(fact: Fact, village: int) -> Fact:
    said = {name: getattr(fact, name) for name in (*SAID, *VALUES)}
    return Fact(**said, village_id=village)


def _insert(facts: Sequence[NewFact], kinds: Mapping[str, FactKind]) -> None:
    owners = {code: _owner(kinds[code]) for code in {fact.kind for fact in facts}}
    ways = {name: prepare(Fact._meta.get_field(name)) or same for name in (*VALUES, "valid_from")}
    day, rows = ways["valid_from"], []
    for fact, stamp in zip(facts, stamps(), strict=False):
        kind = kinds[fact.kind]
        value = ways[kind.value](fact.value)
        rows.append(
            (
                *(*stamp, fact.household, fact.person, owners[fact.kind], fact.kind),
                *(day(fact.valid_from), day(fact.valid_to), fact.source_label),
                *(fact.source_uid.hex if fact.source_uid else None, fact.village),
                *[value if name == kind.value else None for name in VALUES],
            )
        )
    insert_rows(Fact._meta.db_table, (*STAMP, *SAID, "village_id", *VALUES), rows)


def same(value: object) -> object:
    """What the driver takes as it stands."""
    return value
