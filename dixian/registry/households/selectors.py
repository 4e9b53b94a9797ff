"""Reads of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dixian.foundation.accounts.api import Post, Reach, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.registry.households.models import Household, Person


@dataclass(frozen=True)
class HouseholdRecord:
    """What the household page shows of the register: the household and its members, head first."""

    household: Household
    members: list[Person]


@dataclass(frozen=True)
class Known:
    """What matching needs of a person; no number, only its blind index."""

    person: int
    household: int
    village: int
    name_key: str


def household_record(*, uid: UUID, post: Post) -> HouseholdRecord:
    """Three queries. Raises Household.DoesNotExist where it is out of the post's scope."""
    household = Household.objects.visible_to(post).select_related("village", "village__parent").get(uid=uid)
    members = Person.objects.filter(household=household, valid_to__isnull=True).order_by("id")
    return HouseholdRecord(household, list(members))


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


def persons_by_id_index(indexes: Iterable[bytes]) -> dict[bytes, list[Known]]:
    """Blind index -> the persons with that number, in pieces of 500."""
    found: dict[bytes, list[Known]] = {}
    wanted = list(set(indexes))
    for start in range(0, len(wanted), 500):
        rows = Person.objects.filter(id_index__in=wanted[start : start + 500], valid_to__isnull=True)
        for index, *known in rows.values_list("id_index", "id", "household_id", "village_id", "name_key"):
            found.setdefault(bytes(index), []).append(Known(*known))  # type: ignore[arg-type]
    return found


def counts(post: Post) -> tuple[int, int]:
    """Households and persons this post reaches."""
    return Household.objects.visible_to(post).count(), Person.objects.visible_to(post).count()
