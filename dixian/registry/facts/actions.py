"""Posting facts, set-based."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from dixian.foundation.areas.api import unit
from dixian.registry.facts.kinds import kind_of
from dixian.registry.facts.models import CurrentFact, Fact

PIECE = 1000


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

    @property
    def subject(self) -> tuple[int, int | None, str]:
        """What it is about."""
        return self.household, self.person, self.kind


@transaction.atomic
def post_facts(facts: Sequence[NewFact]) -> None:
    """Insert facts and bring the present state up to date. Raises KeyError for an undeclared kind."""
    owners = _owners({fact.kind for fact in facts})
    rows = Fact.objects.bulk_create([_row(fact, owners[fact.kind]) for fact in facts], batch_size=PIECE)
    _renew([fact.subject for fact in facts], rows)


def rebuild() -> int:
    """Make the present state anew from all facts. Returns how many rows it has."""
    with transaction.atomic():
        CurrentFact.objects.all().delete()
        newest: dict[tuple[int, int | None, str], Fact] = {}
        for fact in Fact.objects.order_by("valid_from", "id").iterator(chunk_size=5000):
            newest[fact.household_id, fact.person_id, fact.kind] = fact
        CurrentFact.objects.bulk_create(map(_current, newest.values()), batch_size=PIECE)
        return len(newest)


def _owners(kinds: Iterable[str]) -> dict[str, int | None]:
    """Kind -> id of the unit that owns it, for sensitive kinds."""
    declared = [kind_of(code) for code in kinds]
    return {kind.code: unit(kind.owner).pk if kind.sensitive else None for kind in declared}


def _row(fact: NewFact, owner: int | None) -> Fact:
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
        **{kind_of(fact.kind).value: fact.value},
    )


def _renew(subjects: list[tuple[int, int | None, str]], rows: list[Fact]) -> None:
    """The newest by (valid_from, id) wins; an older one posted late leaves the present as it is."""
    households = sorted({subject[0] for subject in subjects})
    present: dict[tuple[int, int | None, str], CurrentFact] = {}
    for start in range(0, len(households), PIECE):
        found = CurrentFact.objects.filter(Q(household_id__in=households[start : start + PIECE]))
        for current in found.select_related("fact"):
            present[current.household_id, current.person_id, current.kind] = current
    newest: dict[tuple[int, int | None, str], Fact] = {}
    for subject, row in zip(subjects, rows, strict=True):
        standing = newest.get(subject) or (present[subject].fact if subject in present else None)
        if standing is None or (row.valid_from, row.pk) >= (standing.valid_from, standing.pk):
            newest[subject] = row
    replaced = [present[subject].pk for subject in newest if subject in present]
    for start in range(0, len(replaced), PIECE):
        CurrentFact.objects.filter(pk__in=replaced[start : start + PIECE]).delete()
    CurrentFact.objects.bulk_create(map(_current, newest.values()), batch_size=PIECE)


def _current(fact: Fact) -> CurrentFact:
    return CurrentFact(
        fact=fact,
        household_id=fact.household_id,
        person_id=fact.person_id,
        village_id=fact.village_id,
        owner_id=fact.owner_id,
        kind=fact.kind,
    )
