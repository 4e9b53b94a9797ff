"""Posting facts, set-based."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from dixian.foundation.areas.api import unit
from dixian.registry.facts.kinds import FactKind, kinds_by_code
from dixian.registry.facts.models import CurrentFact, Fact
from dixian.registry.facts.present import PIECE, everybody, renew


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
    kinds = kinds_by_code()
    owners = _owners(kinds[fact.kind] for fact in facts)
    Fact.objects.bulk_create(
        [_row(fact, kinds[fact.kind], owners[fact.kind]) for fact in facts], batch_size=PIECE
    )
    households = sorted({fact.household for fact in facts})
    for start in range(0, len(households), PIECE):
        renew(households[start : start + PIECE], {fact.kind for fact in facts})


def rebuild() -> int:
    """Make the present state anew from all facts. Returns how many rows it has."""
    households = everybody()
    for start in range(0, len(households), PIECE):
        renew(households[start : start + PIECE])
    return CurrentFact.objects.count()


def _owners(kinds: Iterable[FactKind]) -> dict[str, int | None]:
    """Kind -> id of the unit that owns it, for sensitive kinds."""
    return {kind.code: unit(kind.owner).pk if kind.sensitive else None for kind in set(kinds)}


def _row(fact: NewFact, kind: FactKind, owner: int | None) -> Fact:
    return Fact(
        kind=fact.kind,
        owner_id=owner,
        household_id=fact.household,
        person_id=fact.person,
        village_id=fact.village,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        source_label=fact.source_label,
        source_uid=fact.source_uid,
        **{kind.value: fact.value},
    )
