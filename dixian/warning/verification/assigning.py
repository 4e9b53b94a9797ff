"""Whose a lead is to look into: named for the household, else for its 屯, else for the village, else the village's own.

Somebody who can't act any more, or no longer reaches the household, is passed over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import TO_ANSWER
from dixian.foundation.accounts.api import REACHES_AREA, Post, Reach
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import STANDING, Area, answering_paths
from dixian.foundation.worklist.api import Obligation, give_duties, posts_able
from dixian.warning.verification.models import Assignee, Redirect

# What SQLite takes in one list, with room.
PIECE = 500
ANSWERING = "verification.answer"
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Home:
    """What decides whose a household is."""

    household: int
    village: int
    group: str

    @property
    def keys(self) -> tuple[Key, ...]:
        """Under what somebody may be named for it, the nearest first."""
        return (self.household,), (self.village, self.group), (self.village, "")


class Able:
    """Which of some posts may answer today, and for which households."""

    def __init__(self, posts: Collection[int], villages: Collection[int]) -> None:
        wanted = posts_able(Capability.ANSWER)
        self._posts: dict[int, Post] = {one.pk: one for one in rows_in(wanted, "pk", posts)}
        standing = rows_in(Area.objects.values_list(*STANDING), "pk", villages)
        self._paths = answering_paths(Area, standing)
        helpers = [one.pk for one in self._posts.values() if one.role not in REACHES_AREA]
        self._pairs = {
            (one.post_id, one.household_id) for one in rows_in(Reach.objects.all(), "post", helpers)
        }

    def who(self, post: int | None, home: Home) -> Post | None:
        """The post, where it may answer for this household."""
        found = self._posts.get(post or 0)
        if found is None:
            return None
        if found.role in REACHES_AREA and found.area:
            within = self._paths[home.village].startswith(found.area.path)
        else:
            within = (found.pk, home.household) in self._pairs
        return found if within else None


def assigned(leads: Sequence[Lead]) -> dict[int, int]:
    """Lead id -> the post that has to answer: whom the township gave it to last, else who is named for the household.

    leads: with `household` loaded. Leads of nobody in particular are missing. A few queries for all.
    """
    homes = {one.pk: Home(one.household_id, one.village_id, one.household.group_name) for one in leads}
    given = {one.lead_id: one.post_id for one in rows_in(Redirect.objects.order_by("id"), "lead", homes)}
    named = _named(homes.values())
    if not given and not named:
        return {}
    able = Able({*given.values(), *named.values()}, {one.village for one in homes.values()})
    found = {}
    for pk, home in homes.items():
        wanted = [given.get(pk), *(named.get(key) for key in home.keys)]
        post = next((one for one in (able.who(one, home) for one in wanted) if one), None)
        if post:
            found[pk] = post.pk
    return found


def responsible(homes: Sequence[Home]) -> dict[int, int]:
    """Household id -> the post named for it, its 屯 or its village, of all these; households of nobody are missing.

    For a whole county: what was arranged is read at once.
    """
    named: dict[Key, int] = {}
    rows = Assignee.objects.values_list("household_id", "village_id", "group_name", "post_id")
    for household, village, group, whose in rows.iterator(5000):
        named[(household,) if household else (village, group)] = whose
    if not named:
        return {}
    able, found = Able(set(named.values()), {one.village for one in homes}), {}
    for home in homes:
        wanted = (named.get(key) for key in home.keys)
        post = next((one for one in (able.who(one, home) for one in wanted) if one), None)
        if post:
            found[home.household] = post.pk
    return found


def give_again(leads: Sequence[Lead], why: str) -> int:
    """Who has to answer these is looked up anew, after a household moved or somebody ended. Returns how many changed hands."""
    named = assigned(leads)
    to: dict[int | None, list[UUID]] = defaultdict(list)
    for lead in leads:
        to[named.get(lead.pk)].append(lead.uid)
    return give_duties(kind=ANSWERING, to=to, why=why)


def stuck() -> list[Lead]:
    """Leads whose answer is the duty of a post that can't give one any more."""
    able = posts_able(Capability.ANSWER).values("pk")
    duties = Obligation.objects.filter(kind=ANSWERING, state="open", post__isnull=False).exclude(
        post__in=able
    )
    found = Lead.objects.filter(uid__in=duties.values("subject_uid"), state__in=TO_ANSWER)
    return list(found.select_related("household").order_by("id"))


def take_over(*, from_post_id: int, to_post_id: int) -> None:
    """What a post was named for is its successor's (交接)."""
    Assignee.objects.filter(post=from_post_id).update(post=to_post_id, version=F("version") + 1)


def go_along(households: Sequence[int]) -> None:
    """Who is responsible for these single households is so where they live now; whoever doesn't reach there is passed over."""
    for one in rows_in(Assignee.objects.select_related("household"), "household", households):
        there = one.household.village_id
        Assignee.objects.filter(pk=one.pk).exclude(village=there).update(
            village=there, version=F("version") + 1
        )


def _named(homes: Iterable[Home]) -> Mapping[Key, int]:
    """Key -> post, of these households and of the villages they stand in."""
    households, villages = {one.household for one in homes}, {one.village for one in homes}
    found: dict[Key, int] = {}
    for one in rows_in(Assignee.objects.all(), "household", households):
        found[(one.household_id,)] = one.post_id
    for one in rows_in(Assignee.objects.filter(household=None), "village", villages):
        found[one.village_id, one.group_name] = one.post_id
    return found


def rows_in(records: Any, field: str, wanted: Collection[Any]) -> Iterator[Any]:
    """The records whose field holds one of these, a piece at a time."""
    ids = sorted(wanted)
    for start in range(0, len(ids), PIECE):
        yield from records.filter(**{f"{field}__in": ids[start : start + PIECE]})
