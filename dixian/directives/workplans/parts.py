"""The units of an item as a person says them: chosen, struck, added, each once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q

from dixian.directives.workplans.enums import UnitRole
from dixian.directives.workplans.models import Item, ItemUnit
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

CHOOSE = "从列出的单位里选，或者写单位全称"


@dataclass(frozen=True)
class UnitSaid:
    """What the form says of one unit of an item: its name, its role, why it is struck ("" where it counts).

    uid: the row it is about; None adds one.
    """

    uid: UUID | None
    name: str
    role: str
    struck: str = ""


def correct_units(item: Item, said: Sequence[UnitSaid]) -> None:
    """Put the units of an item right; rows not spoken of stay. Raises Refusal (unknown unit, one that stands twice)."""
    named = _units_named({one.name for one in said if one.name and not one.struck})
    rows = {row.uid: row for row in ItemUnit.objects.filter(item=item).select_related("unit")}
    changed = [
        row
        for one in said
        if one.uid is not None and (row := rows.get(one.uid)) is not None and _change(row, one, named)
    ]
    ItemUnit.objects.bulk_update(changed, ["unit", "role", "struck", "version"])
    _add(item, [one for one in said if one.uid is None and one.name], named)
    _refuse_doubles(item)


def _units_named(names: Iterable[str]) -> Mapping[str, Unit]:
    """Name -> the one unit in force with this full or short name. Raises Refusal for none or several."""
    wanted = {name.strip() for name in names}
    found: dict[str, set[Unit]] = {name: set() for name in wanted}
    known = Unit.objects.filter(in_force(clock.today())).filter(Q(name__in=wanted) | Q(short_name__in=wanted))
    for unit in known:
        for name in {unit.name, unit.short_name} & wanted:
            found[name].add(unit)
    # A full name comes before somebody else's short one.
    full = {unit.name: unit for unit in known}
    for name, units in found.items():
        if name not in full and len(units) != 1:
            what = "有几个单位都叫" if units else "县里没有单位叫"
            raise Refusal(f"{what}“{name}”", CHOOSE)
    return {name: full.get(name) or next(iter(units)) for name, units in found.items()}


def _change(row: ItemUnit, said: UnitSaid, named: Mapping[str, Unit]) -> bool:
    """Put what was said into the row; whether anything changed. Raises Refusal for a name taken away."""
    before = (row.unit_id, row.role, row.struck)
    row.struck = said.struck
    if not said.struck:
        if not said.name and row.unit_id is not None:
            raise Refusal(f"“{row.written or row.unit}”的单位空着", "不该列的，写明划去的理由")
        row.unit = named[said.name.strip()] if said.name else None
        row.role = UnitRole(said.role)
    row.version += 1
    return before != (row.unit_id, row.role, row.struck)


def _add(item: Item, said: Sequence[UnitSaid], named: Mapping[str, Unit]) -> None:
    last = ItemUnit.objects.filter(item=item).aggregate(last=Max("position"))["last"] or 0
    ItemUnit.objects.bulk_create(
        ItemUnit(item=item, position=place, role=UnitRole(one.role), unit=named[one.name.strip()])
        for place, one in enumerate(said, start=last + 1)
    )


def _refuse_doubles(item: Item) -> None:
    """A unit has one part in an item, but for groups, in which a lead may stand again."""
    seen: dict[int, str] = {}
    counting = ItemUnit.objects.filter(item=item, struck="", unit__isnull=False, group="")
    for row in counting.select_related("unit").order_by("position"):
        if row.unit_id in seen and seen[row.unit_id] == row.role:
            raise Refusal(f"“{row.unit}”在这一项里列了两次", "留一处，另一处写明理由划去")
        seen[row.unit_id or 0] = row.role
