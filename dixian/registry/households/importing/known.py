"""What the register knows of the people and households of some rows, as it is now. Nothing is opened."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import F, QuerySet

from dixian.foundation.vault.fields import Sealed
from dixian.registry.households.enums import BatchState, ChangeKind, Outcome, Source
from dixian.registry.households.models import Change, Household, Person

T = TypeVar("T")
PIECE = 500


class KnownPerson(NamedTuple):
    """A person, ended or not; numbers sealed, with their blind indexes."""

    id: int
    uid: UUID
    version: int
    number: str
    household: int
    village: int
    name: str
    name_key: str
    id_number: Sealed | None
    id_index: bytes | None
    certificate: str
    certificate_number: Sealed | None
    sex: str
    birth: Any
    relation: str
    residence: str
    phone: Sealed | None
    phone_index: bytes | None
    valid_to: Any
    end_cause: str


class KnownHousehold(NamedTuple):
    """A household, ended or not."""

    id: int
    uid: UUID
    version: int
    number: str
    village: int
    group_name: str
    address: str
    kind: str
    monitored: str
    risk_eliminated: bool
    monitored_month: str
    eliminated_month: str
    ahead: bool
    phone: Sealed | None
    phone_index: bytes | None
    head_name: str


RENAMED = {"household": "household_id", "village": "village_id"}
OF_PERSON = tuple(RENAMED.get(name, name) for name in KnownPerson._fields)
OF_HOUSEHOLD = tuple(RENAMED.get(name, name) for name in KnownHousehold._fields)


class Around:
    """Everybody some rows may be about: by 人编号, by number, by id, and who lives in their households."""

    def __init__(
        self,
        *,
        numbers: Collection[str] = (),
        indexes: Collection[bytes] = (),
        homes: Collection[str] = (),
        ids: Collection[int] = (),
    ) -> None:
        self.homes: dict[str, KnownHousehold] = {}
        self.homes_by_id: dict[int, KnownHousehold] = {}
        self.people: dict[int, KnownPerson] = {}
        self._take_homes(number__in=homes)
        for piece in pieces(numbers):
            self._take(number__in=piece)
        for marks in pieces(indexes):
            self._take(id_index__in=marks)
        for known in pieces(ids):
            self._take(pk__in=known)
        missing = {one.household for one in self.people.values()} - self.homes_by_id.keys()
        for part in pieces(missing):
            self._take_homes(pk__in=part)
        for part in pieces(self.homes_by_id):
            self._take(household_id__in=part, valid_to=None)
        self.by_number = {one.number: one for one in self.people.values()}
        self.by_index: dict[bytes, list[KnownPerson]] = {}
        self.living: dict[int, list[KnownPerson]] = {}
        for one in sorted(self.people.values()):
            if one.id_index:
                self.by_index.setdefault(one.id_index, []).append(one)
            if one.valid_to is None:
                self.living.setdefault(one.household, []).append(one)

    def _take(self, **wanted: Any) -> None:
        for row in Person.objects.filter(**wanted).values_list(*OF_PERSON):
            one = KnownPerson(*row)
            self.people[one.id] = one._replace(
                id_index=_bytes(one.id_index), phone_index=_bytes(one.phone_index)
            )

    def _take_homes(self, **wanted: Any) -> None:
        for row in Household.objects.filter(**wanted).values_list(*OF_HOUSEHOLD):
            one = KnownHousehold(*row)
            self.homes[one.number] = self.homes_by_id[one.id] = one._replace(
                phone_index=_bytes(one.phone_index)
            )


def by_hand() -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Household -> fields, person -> fields whose last change was somebody's correction and no file's."""
    applied = Change.objects.filter(batch__state=BatchState.APPLIED, outcome=Outcome.WAITING).order_by(
        "batch__applied_at", "id"
    )
    manual = applied.filter(batch__source=Source.MANUAL)
    corrected = (ChangeKind.CORRECT_HOUSEHOLD, ChangeKind.CORRECT_PERSON)
    homes = set(manual.filter(kind=corrected[0]).values_list("household_id", flat=True))
    people = set(manual.filter(kind=corrected[1]).values_list("person_id", flat=True))
    return _last(applied, "household_id", homes, of_person=False), _last(
        applied, "person_id", people, of_person=True
    )


def _last(applied: QuerySet[Change], key: str, ids: set[Any], *, of_person: bool) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for piece in pieces(ids):
        rows = applied.filter(**{f"{key}__in": piece}, person__isnull=not of_person)
        for id_, source, fields, held, ticked in rows.values_list(
            key, F("batch__source"), "fields", "held", "ticked"
        ):
            known = found.setdefault(id_, set())
            done = {name for name in fields if ticked or name not in held}
            known.difference_update(done)
            if source == Source.MANUAL:
                known.update(done)
    return found


def pieces(wanted: Collection[T]) -> Iterator[list[T]]:
    """As many at once as a query bears."""
    once = list(wanted)
    for start in range(0, len(once), PIECE):
        yield once[start : start + PIECE]


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
