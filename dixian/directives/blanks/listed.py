"""Tables whose rows are villages, households or persons: whose row it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from dixian.directives.blanks.engine.headers import OF_PERSONS
from dixian.directives.blanks.engine.layout import Layout
from dixian.directives.blanks.known import Subject
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.areas.enums import Level
from dixian.foundation.books.api import places_by_name, village_called
from dixian.foundation.figures.api import units_of_areas
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import name_key, tidy
from dixian.registry.households.api import (
    Household,
    Person,
    counted_by,
    members_of,
    tellings,
)
from dixian.registry.matching.api import AMBIGUOUS, Row, StoredRegister

NAMED = 5
MOST = 20000


def villages_of(layout: Layout) -> dict[int, tuple[str, Unit, int]]:
    """Line -> what the row calls the village, the unit of its township, the village. Raises Refusal where one is none, or several."""
    known, units = places_by_name(), units_of_areas()
    named = {int(line): name for line, name in layout.rows.items()}
    meant: dict[int, Area | None] = {}
    for line, name in named.items():
        found = [one for one in known.get(tidy(name), ()) if one.level == Level.VILLAGE and one.pk in units]
        meant[line] = found[0] if len(found) == 1 else None
    unknown = [named[line] for line, one in meant.items() if one is None]
    if unknown:
        raise Refusal(
            f"表里的“{'、'.join(unknown[:NAMED])}”不是本县的村，或者同名的有几个",
            "改成村的全称，同名的在“乡镇”一栏写明乡镇，再上传",
        )
    answer = Unit.objects.in_bulk({units[one.pk] for one in meant.values() if one})
    return {line: (named[line], answer[units[one.pk]], one.pk) for line, one in meant.items() if one}


def require_sees(meant: Iterable[str], post: Post) -> None:
    """Raises NotAllowed for a post that doesn't see or take out what a list of households says."""
    post.require(Capability.SEE_HOUSEHOLDS)
    post.require(Capability.EXPORT)
    for one in tellings():
        if one.code in meant:
            post.require(one.right)


def everyone(whose: str, layout: Layout, meant: Collection[str], post: Post) -> list[Subject]:
    """Each household, or everybody of it, that the figure `whose` counts, by village and group, within the post's reach.

    Raises Refusal where they are more than a table takes; they are counted before anybody is read.
    """
    wanted = _reached(post).filter(counted_by(whose))
    many = (
        Person.objects.visible_to(post).filter(valid_to=None, household__in=wanted.values("pk")).count()
        if layout.kind == OF_PERSONS
        else wanted.count()
    )
    if many > MOST:
        raise Refusal(f"一共 {many} 行，超过 {MOST} 行", "换一个“列哪些户”")
    found = list(wanted.order_by("village__code", "group_name", "number"))
    above = _above(meant, found, post)
    if layout.kind != OF_PERSONS:
        return [Subject(one, None, above.get(one.pk, {})) for one in found]
    members = members_of([one.pk for one in found], post=post)
    return [Subject(home, one, above.get(home.pk, {})) for home in found for one in members.get(home.pk, ())]


def subjects_of(
    rows: Sequence[Mapping[str, Any]], layout: Layout, meant: Collection[str], post: Post
) -> tuple[dict[int, Subject], set[int]]:
    """Line -> whom its number names, or its name with the village beside it; and the lines that may be several people's,
    or one's by the number and another's by the name: they are nobody's here."""
    said = {row["line"]: _said(row["values"], layout) for row in rows}
    if layout.kind == OF_PERSONS:
        people, doubtful = _persons(said, post)
        homes = {
            one.pk: one for one in _reached(post).filter(pk__in={one.household_id for one in people.values()})
        }
        found = {
            line: Subject(homes[one.household_id], one)
            for line, one in people.items()
            if one.household_id in homes
        }
    else:
        homes_of, doubtful = _households(said, post)
        found = {line: Subject(one) for line, one in homes_of.items()}
    above = _above(meant, [one.household for one in found.values()], post)
    subjects = {
        line: Subject(one.household, one.person, above.get(one.household.pk, {}))
        for line, one in found.items()
    }
    return subjects, doubtful


def _reached(post: Post) -> QuerySet[Household]:
    return Household.objects.visible_to(post).filter(valid_to=None).select_related("village__parent")


def _said(values: Mapping[int, Any], layout: Layout) -> dict[str, str]:
    return {what: tidy(values.get(column)) for what, column in layout.beside.items()}


def _above(meant: Collection[str], households: Iterable[Household], post: Post) -> dict[int, dict[str, str]]:
    """Household -> code -> what rooms above know of it."""
    homes, told = {one.pk for one in households}, dict[int, dict[str, str]]()
    for telling in tellings():
        if telling.code in meant and homes:
            for home, text in telling.of(homes, post).items():
                told.setdefault(home, {})[telling.code] = text
    return told


def _households(said: Mapping[int, Mapping[str, str]], post: Post) -> tuple[dict[int, Household], set[int]]:
    numbers = {one.get("number", "") for one in said.values()} - {""}
    by_number = {one.number: one for one in _reached(post).filter(number__in=numbers)}
    found = {line: by_number[one["number"]] for line, one in said.items() if one.get("number") in by_number}
    left = {line: one for line, one in said.items() if line not in found and one.get("head")}
    by_head: dict[str, list[Household]] = {}
    for home in _reached(post).filter(head_name__in={one["head"] for one in left.values()}):
        by_head.setdefault(name_key(home.head_name), []).append(home)
    fitting = {
        line: [home for home in by_head.get(name_key(one["head"]), ()) if _lies(home, one.get("village", ""))]
        for line, one in left.items()
    }
    return found | _only(fitting), _several(fitting)


def _persons(said: Mapping[int, Mapping[str, str]], post: Post) -> tuple[dict[int, Person], set[int]]:
    """By 人编号; by ID number and name, as every list is matched; or by name with the village and the head beside it."""
    reached = Person.objects.visible_to(post).filter(valid_to=None).select_related("household__village")
    numbers = {one.get("number", "") for one in said.values()} - {""}
    by_number = {one.number: one for one in reached.filter(number__in=numbers)}
    found = {line: by_number[one["number"]] for line, one in said.items() if one.get("number") in by_number}
    sealed = {line: one for line, one in said.items() if line not in found and one.get("id")}
    placed = dict(zip(sealed, StoredRegister(within=post).match(_asked(sealed.values())), strict=True))
    by_number = {
        one.number: one for one in reached.filter(number__in={one.person for one in placed.values()})
    }
    found |= {line: by_number[one.person] for line, one in placed.items() if one.person in by_number}
    left = {
        line: one for line, one in said.items() if line not in found and not one.get("id") and one.get("name")
    }
    by_name: dict[str, list[Person]] = {}
    for person in reached.filter(name_key__in={name_key(one["name"]) for one in left.values()}):
        by_name.setdefault(person.name_key, []).append(person)
    fitting = {
        line: [person for person in by_name.get(name_key(one["name"]), ()) if _fits(person, one)]
        for line, one in left.items()
    }
    doubtful = {line for line, one in placed.items() if one.bin == AMBIGUOUS}
    return found | _only(fitting), doubtful | _several(fitting)


def _asked(said: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows of a table as matching takes them."""
    return [
        Row(one.get("name") or None, one["id"], village=village_called(one.get("village", "")) or None)
        for one in said
    ]


def _only(fitting: Mapping[int, Sequence[Any]]) -> dict[int, Any]:
    return {line: some[0] for line, some in fitting.items() if len(some) == 1}


def _several(fitting: Mapping[int, Sequence[Any]]) -> set[int]:
    return {line for line, some in fitting.items() if len(some) > 1}


def _fits(person: Person, said: Mapping[str, str]) -> bool:
    head = said.get("head")
    same = not head or name_key(person.household.head_name) == name_key(head)
    return same and _lies(person.household, said.get("village", ""))


def _lies(household: Household, village: str) -> bool:
    """Whether a household lies in the village that stands beside it; one without fits any."""
    return not village or tidy(village_called(village)) == tidy(village_called(household.village.name))
