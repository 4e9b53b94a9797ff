"""Who answers for a late duty: the named head of the unit, or of the unit above it that has one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Unit, UnitContact, answering, in_force
from dixian.foundation.areas.enums import ContactRole, UnitKind
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.models import Obligation

ROLE_OF_STEP = {Step.DEPUTY: ContactRole.DEPUTY, Step.FIRST: ContactRole.FIRST_RESPONSIBLE}
# Units that answer by themselves; villages, schools, clinics and works answer through the one above.
ANSWERING = (UnitKind.GOVERNMENT, UnitKind.PARTY, UnitKind.MASS, UnitKind.COMPANY, UnitKind.TOWNSHIP)


@dataclass(frozen=True)
class Head:
    """A named person who answers for a unit."""

    unit_id: int
    name: str
    title: str


class Heads:
    """The heads of all units on a day, read once (a few hundred units)."""

    def __init__(self, on: date) -> None:
        units = Unit.objects.filter(in_force(on)).values_list("id", "parent_id", "area_id", "kind")
        self._parents: dict[int, int | None] = {}
        self._unit_of_area: dict[int, int] = {}
        self._answering: set[int] = set()
        for unit_id, parent_id, area_id, kind in units.order_by("-id"):
            self._parents[unit_id] = parent_id
            if kind in ANSWERING:
                self._answering.add(unit_id)
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

    def unit_of(self, duty: Obligation) -> int | None:
        """The unit a duty belongs to: its own, the one that answers for its area, or its post's."""
        if duty.unit_id is not None:
            return duty.unit_id
        return self._unit_of_area.get(duty.area_id or 0) or (duty.post.unit_id if duty.post else None)

    def head(self, unit_id: int | None, step: Step) -> Head | None:
        """The named head for this step, of the unit or the nearest above; None where nobody is named."""
        role = ROLE_OF_STEP[step]
        found = (self._contacts.get((one, role)) for one in self._upward(unit_id))
        return next((head for head in found if head is not None), None)

    def answering(self, unit_id: int | None) -> int | None:
        """The unit that should have a head: this one, or the one a village, school or clinic answers through."""
        return next((one for one in self._upward(unit_id) if one in self._answering), unit_id)

    def _upward(self, unit_id: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            seen.add(unit_id)
            yield unit_id
            unit_id = self._parents.get(unit_id)


def posts_of_heads(heads: Iterable[Head], on: date) -> dict[Head, list[int]]:
    """Posts to tell for each head: those of the person of that name in the unit, else the unit's head posts.

    [] where there is neither: nobody can be told.
    """
    wanted = list(heads)
    units = {head.unit_id for head in wanted}
    posts = Post.objects.filter(in_force(on), unit_id__in=units, user__is_active=True).order_by("id")
    by_unit: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for post_id, unit_id, role, name in posts.values_list("id", "unit_id", "role", "user__name"):
        by_unit[unit_id].append((post_id, role, name))
    told: dict[Head, list[int]] = {}
    for head in wanted:
        own = by_unit[head.unit_id]
        by_name = [post_id for post_id, _, name in own if name == head.name]
        told[head] = by_name or [post_id for post_id, role, _ in own if role.endswith("_head")]
    return told


@dataclass(frozen=True)
class Unreached:
    """A named head nobody can be told for, or (name "") a unit for which none is named."""

    unit: str
    role: str
    name: str = ""
    title: str = ""

    @property
    def sentence(self) -> str:
        """`县医保局分管领导张三没有账号`; `县医保局没有登记第一责任人`."""
        return (
            f"{self.unit}{self.role}{self.name}没有账号" if self.name else f"{self.unit}没有登记{self.role}"
        )


def unreached(on: date) -> list[Unreached]:
    """Named heads without an account, then units without a first responsible person, by unit."""
    contacts = UnitContact.objects.filter(in_force(on), role__in=ROLE_OF_STEP.values()).exclude(name="")
    rows = list(contacts.select_related("unit").order_by("unit__path", "role", "id"))
    told = posts_of_heads({Head(one.unit_id, one.name, one.title) for one in rows}, on)
    without = [
        Unreached(one.unit.short_name, one.get_role_display(), one.name, one.title)
        for one in rows
        if not told[Head(one.unit_id, one.name, one.title)]
    ]
    first = [one.unit_id for one in rows if one.role == ContactRole.FIRST_RESPONSIBLE]
    answering = Unit.objects.filter(in_force(on), kind__in=ANSWERING).exclude(id__in=first)
    label = ContactRole.FIRST_RESPONSIBLE.label
    return without + [Unreached(one.short_name, label) for one in answering.order_by("path")]
