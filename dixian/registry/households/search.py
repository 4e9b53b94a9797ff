"""One box: name part, pinyin initials, ID number, its last four, phone, household number, village.

Under row security LIKE loses its index, so prefixes are ranges; "contains" scans a covering index
(33 ms for 300,000 names) in its own order, for in the order of the id the rows themselves are read (80 ms).
Households come in a query of their own: joined under row security, all of them are read for thirty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel.text import name_key, tidy
from dixian.foundation.vault.blind import TAIL, blind
from dixian.registry.households.changes.rules import HEAD
from dixian.registry.households.models import Household, Person
from dixian.registry.households.rules import numbers_meant

MOST_HITS = 30
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Hit:
    """A person found, with household; `why` says by what."""

    person: Person
    why: str


def search(*, query: str, post: Post, limit: int = MOST_HITS) -> list[Hit]:
    """Persons of households this post reaches; at most `limit`, the better kind of match first."""
    text = tidy(query).upper()
    if not text:
        return []
    persons = _shown(Person.objects.visible_to(post))
    for why, condition in _ways(text, post, limit):
        found = list(persons.filter(condition).order_by("id")[:limit])
        if found:
            return [Hit(person, why) for person in found]
    return _by_name(text, post, limit) if not text.isascii() and name_key(text) else []


def _ways(text: str, post: Post, limit: int) -> Iterator[tuple[str, Q]]:
    """What the text may be, the surest first. Households are looked up before, so that no OR spans two tables."""
    if len(text) == 18:
        yield "身份证号", Q(id_index=blind(text, "id"))
    if len(text) == TAIL and text[:-1].isdecimal():
        yield "身份证号末四位", Q(id_tail_index=blind(text, "id_tail"))
    if text.isdecimal() and 7 <= len(text) <= 12:
        yield "电话", Q(phone_index=blind(text, "phone"))
        yield "户电话", _of_households(post, limit, phone_index=blind(text, "phone"))
    if text.isascii() and len(text) >= 5:
        yield "户编号", _of_households(post, limit, number__in=numbers_meant(text))
    if text.isalpha() and text.isascii():
        key = text.lower()
        yield "拼音首字母", Q(initials__gte=key, initials__lt=key + LAST)


def _of_households(post: Post, limit: int, **known: Any) -> Q:
    ids = Household.objects.visible_to(post).filter(**known).order_by("id").values_list("id", flat=True)
    return Q(household_id__in=list(ids[:limit]))


def _by_name(text: str, post: Post, limit: int) -> list[Hit]:
    """Names that begin with the text, then the village called so, then names that hold it, then villages
    that begin with it. A village's full name spares the scan."""
    key = name_key(text)
    visible = Person.objects.visible_to(post)
    ids = list(
        visible.filter(name_key__gte=key, name_key__lt=key + LAST)
        .order_by("name_key", "id")
        .values_list("id", flat=True)[:limit]
    )
    if not ids and (there := _by_village(post, limit, Q(name=text) | Q(units__short_name=text))):
        return there
    if len(ids) < limit and len(key) >= 2:
        inside = visible.filter(_contains(key)).exclude(id__in=ids).values_list("id", flat=True)
        # An order no index has: those of a few villages are found by their village (19 ms), not among all (56 ms).
        order = "name_key" if span_of(post).everything else Concat("name_key", Value(""))
        ids += list(inside.order_by(order, "village_id", "household_id", "id")[: limit - len(ids)])
    hits = [Hit(person, "姓名") for person in _in_order(ids)]
    return hits or _by_village(post, limit, Q(name__startswith=text))


def _contains(key: str) -> Any:
    if connection.vendor == "postgresql":
        return GreaterThan(StrIndex(F("name_key"), Value(key)), 0)
    return Q(name_key__contains=key)


def _by_village(post: Post, limit: int, called: Q) -> list[Hit]:
    """One person of each household there: its head, else whoever its name is, else the first."""
    villages = list(Area.objects.filter(called, level="village").values_list("id", flat=True))
    homes = Household.objects.visible_to(post).filter(village_id__in=villages, valid_to=None)
    ids = list(homes.order_by("village_id", "id").values_list("id", flat=True)[:limit])
    one_of: dict[int, Person] = {}
    for person in _shown(Person.objects.visible_to(post).filter(household_id__in=ids)).order_by("id"):
        first = one_of.setdefault(person.household_id, person)
        if _stands_for(person) > _stands_for(first):
            one_of[person.household_id] = person
    return [Hit(one_of[id_], "村") for id_ in sorted(one_of)]


def _stands_for(person: Person) -> tuple[bool, bool]:
    """How well somebody stands for the household."""
    return person.relation == HEAD, person.name == person.household.head_name


def _in_order(ids: list[int]) -> list[Person]:
    found = _shown(Person.objects.all()).in_bulk(ids)
    return [found[id_] for id_ in ids if id_ in found]


def _shown(persons: Any) -> Any:
    """Those still in the register, with what is shown of them."""
    return persons.filter(valid_to=None).select_related("village__parent").prefetch_related("household")
