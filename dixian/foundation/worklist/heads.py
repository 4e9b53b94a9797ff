"""Who answers for a late duty: the named head of the unit, or of the unit above it that has one."""

from dataclasses import dataclass
from datetime import date

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Unit, UnitContact, answering, in_force
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.worklist.enums import Step

ROLE_OF_STEP = {Step.DEPUTY: ContactRole.DEPUTY, Step.FIRST: ContactRole.FIRST_RESPONSIBLE}


@dataclass(frozen=True)
class Head:
    """A named person who answers for a unit."""

    unit_id: int
    name: str
    title: str


class Heads:
    """The heads of all units on a day, read once (a few hundred units)."""

    def __init__(self, on: date) -> None:
        units = Unit.objects.filter(in_force(on)).values_list("id", "parent_id", "area_id")
        self._parents: dict[int, int | None] = {}
        self._unit_of_area: dict[int, int] = {}
        for unit_id, parent_id, area_id in units.order_by("-id"):
            self._parents[unit_id] = parent_id
            if area_id is not None:
                self._unit_of_area[area_id] = unit_id
        who = answering(on)
        self._unit_of_area.update(who.unit_of_area)
        self._parents.update(who.above)
        named = UnitContact.objects.filter(in_force(on)).exclude(name="").order_by("id")
        self._contacts = {
            (unit_id, role): Head(unit_id, name, title)
            for unit_id, role, name, title in named.values_list("unit_id", "role", "name", "title")
        }

    def unit_of(self, *, unit_id: int | None, area_id: int | None) -> int | None:
        """The unit a duty belongs to: its own, or the one that answers for its area."""
        return unit_id if unit_id is not None else self._unit_of_area.get(area_id or 0)

    def head(self, unit_id: int | None, step: Step) -> Head | None:
        """The named head for this step, of the unit or the nearest above; None where nobody is named."""
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            found = self._contacts.get((unit_id, ROLE_OF_STEP[step]))
            if found is not None:
                return found
            seen.add(unit_id)
            unit_id = self._parents.get(unit_id)
        return None


def posts_of_heads(heads: list[Head], on: date) -> dict[Head, list[int]]:
    """Posts to tell for each head: the person of that name in the unit, else the unit's head posts."""
    units = {head.unit_id for head in heads}
    posts = Post.objects.filter(in_force(on), unit_id__in=units, user__is_active=True).order_by("id")
    rows = list(posts.values_list("id", "unit_id", "role", "user__name"))
    told: dict[Head, list[int]] = {}
    for head in heads:
        own = [row for row in rows if row[1] == head.unit_id]
        by_name = [row[0] for row in own if row[3] == head.name]
        told[head] = by_name or [row[0] for row in own if row[2].endswith("_head")]
    return told
