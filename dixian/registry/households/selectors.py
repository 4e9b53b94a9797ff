"""Reads of the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from dixian.foundation.accounts.api import Post, Reach, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.vault.fields import Sealed
from dixian.registry.households.among import Among
from dixian.registry.households.changes.rules import HEAD
from dixian.registry.households.models import Household, Membership, Person
from dixian.registry.households.rules import group_of

T = TypeVar("T")
PIECE = 500
KNOWN = ("id", "number", "household_id", "village_id", "name", "name_key", "id_number")


@dataclass(frozen=True)
class HouseholdRecord:
    """What the household page shows of the register: the household and its members, head first.

    became: where its last people are now, as far as the post reaches, of a household that has ended.
    """

    household: Household
    members: list[Person]
    became: list[Household]


class Known(NamedTuple):
    """What matching needs of a person; the number stays sealed until somebody opens it. number: 人编号."""

    person: int
    number: str
    household: int
    village: int
    name: str
    name_key: str
    id_number: Sealed | None = None

    def open_number(self) -> str:
        """The ID number, or empty."""
        return self.id_number.open() if self.id_number else ""


def household_record(*, uid: UUID, post: Post) -> HouseholdRecord:
    """Three queries, three more of one that has ended. Raises Household.DoesNotExist where it is out of the post's scope."""
    household = Household.objects.visible_to(post).select_related("village", "village__parent").get(uid=uid)
    members = Person.objects.filter(household=household, valid_to__isnull=True).order_by("id")
    return HouseholdRecord(household, list(members), _became(household, post) if household.valid_to else [])


def _became(household: Household, post: Post) -> list[Household]:
    """The households of those who were the last to leave."""
    own = Membership.objects.filter(household=household)
    last = own.filter(valid_to=own.aggregate(last=Max("valid_to"))["last"])
    people = Person.objects.filter(pk__in=last.values("person_id"), valid_to=None).exclude(
        household=household
    )
    return list(households_in_scope(people.values_list("household_id", flat=True), post=post).values())


def may_reveal(*, household: Household, post: Post, in_duty: bool) -> bool:
    """Whether full numbers of this household are the post's business.

    They are for who looks after the area or the household, and for the bureau; a unit that has merely
    come to reach the household needs an open duty about it.
    """
    if not post.can(Capability.REVEAL):
        return False
    span = span_of(post)
    if in_duty or span.everything or household.village_id in span.areas:
        return True
    return Reach.objects.filter(post_id=span.post, household_id=household.pk).exists()


def persons_by_id_index(indexes: Iterable[bytes], *, within: Post | None = None) -> dict[bytes, list[Known]]:
    """Blind index -> the persons with that number. within: only those this post reaches."""
    found: dict[bytes, list[Known]] = {}
    for piece in _pieces(indexes):
        rows = _living(within).filter(Among("id_index", piece)).values_list("id_index", *KNOWN[:-1])
        for index, *known in rows:
            found.setdefault(bytes(index), []).append(Known(*known))
    return found


def owners_by_id_index(indexes: Iterable[bytes]) -> dict[bytes, list[tuple[int, int, int, str]]]:
    """Blind index -> (person, household, village, name) of the persons with that number."""
    found: dict[bytes, list[tuple[int, int, int, str]]] = {}
    living = Person.objects.filter(valid_to__isnull=True)
    for piece in _pieces(indexes):
        rows: Any = living.filter(Among("id_index", piece))
        rows = rows.values_list("id_index", "id", "household_id", "village_id", "name")
        for index, person, household, village, name in rows:
            found.setdefault(bytes(index), []).append((person, household, village, name))
    return found


def ended_by_id_index(indexes: Iterable[bytes]) -> dict[bytes, list[Known]]:
    """Blind index -> those with that number who are in the register no more, the last that ended first."""
    found: dict[bytes, list[Known]] = {}
    gone = Person.objects.filter(valid_to__isnull=False).order_by("-valid_to", "-id")
    for piece in _pieces(indexes):
        for index, *known in gone.filter(Among("id_index", piece)).values_list("id_index", *KNOWN[:-1]):
            found.setdefault(bytes(index), []).append(Known(*known))
    return found


def persons_by_name_key(keys: Iterable[str], *, within: Post | None = None) -> list[Known]:
    """Everybody with one of these names. within: only those this post reaches."""
    return [
        Known(*known)
        for piece in _pieces(keys)
        for known in _living(within).filter(Among("name_key", piece)).values_list(*KNOWN)
    ]


def persons_by_household(households: Iterable[int], *, within: Post | None = None) -> list[Known]:
    """Everybody of these households. within: only those this post reaches."""
    return [
        Known(*known)
        for piece in _pieces(households)
        for known in _living(within).filter(Among("household_id", piece)).values_list(*KNOWN)
    ]


def household_numbers(households: Iterable[int]) -> dict[int, str]:
    """Household -> 户编号."""
    return {
        id_: number
        for piece in _pieces(households)
        for id_, number in Household.objects.filter(Among("id", piece)).values_list("id", "number")
    }


def groups_of(households: Iterable[int]) -> dict[int, str]:
    """Household -> the group rule sheets speak of."""
    return {
        id_: group_of(kind=kind, monitored=monitored, risk_eliminated=eliminated)
        for piece in _pieces(households)
        for id_, kind, monitored, eliminated in Household.objects.filter(Among("id", piece)).values_list(
            "id", "kind", "monitored", "risk_eliminated"
        )
    }


def known_names(*, holding: str = "", within: Post | None = None) -> list[str]:
    """The names of the register for comparing, each once; holding: only those with one of these characters;
    within: only of persons this post reaches.
    """
    marks = [Q(name_key__contains=mark) for mark in holding]
    rows = _living(within).filter(reduce(or_, marks, Q()))
    return list(rows.order_by("name_key").values_list("name_key", flat=True).distinct())


def households_in_scope(households: Iterable[int], *, post: Post) -> dict[int, Household]:
    """Those of these households the post reaches, with village and township."""
    reached = Household.objects.visible_to(post).select_related("village__parent")
    return {one.pk: one for piece in _pieces(households) for one in reached.filter(pk__in=piece)}


def members_of(households: Iterable[int], *, post: Post) -> dict[int, list[Person]]:
    """Who belongs to each of these households now, the head first; as far as the post reaches them. One query."""
    members: dict[int, list[Person]] = {}
    for one in _living(post).filter(household__in=set(households)):
        members.setdefault(one.household_id, []).append(one)
    return {home: sorted(some, key=lambda one: one.relation != HEAD) for home, some in members.items()}


def _living(within: Post | None) -> QuerySet[Person]:
    known = Person.objects.all() if within is None else Person.objects.visible_to(within)
    return known.filter(valid_to__isnull=True).order_by("id")


def _pieces(wanted: Iterable[T]) -> Iterator[list[T]]:
    """As many at once as a query bears."""
    once = list(dict.fromkeys(wanted))
    for start in range(0, len(once), PIECE):
        yield once[start : start + PIECE]


def counts(post: Post) -> tuple[int, int]:
    """Households and persons in the register now that this post reaches."""
    homes, people = Household.objects.visible_to(post), Person.objects.visible_to(post)
    return homes.filter(valid_to=None).count(), people.filter(valid_to=None).count()
