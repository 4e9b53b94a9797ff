"""Areas: a new one, another name, kind or parent from a day on, the end and its successor.

An area of township or village level is a unit too: what happens to it happens to its own unit.
"""

from datetime import date

from django.db import transaction

from dixian.foundation.areas.actions.days import close
from dixian.foundation.areas.actions.groups import keep_townships
from dixian.foundation.areas.actions.places import become, began_on, come_back, end_place, open_place
from dixian.foundation.areas.actions.units import end_unit
from dixian.foundation.areas.enums import Level, UnitKind
from dixian.foundation.areas.models import Area, HandledBy, Unit
from dixian.foundation.areas.rules import is_proper, kind_of_name, short_of
from dixian.foundation.areas.selectors import own_unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

ABOVE = {
    Level.COUNTY: None,
    Level.TOWNSHIP: Level.COUNTY,
    Level.VILLAGE: Level.TOWNSHIP,
    Level.GROUP: Level.VILLAGE,
}
BELOW = {above: level for level, above in ABOVE.items() if above}
OWN_CODE = {Level.TOWNSHIP: ("xz-", UnitKind.TOWNSHIP), Level.VILLAGE: ("c-", UnitKind.VILLAGE)}


@transaction.atomic
def open_area(
    *,
    code: str,
    name: str,
    level: str,
    parent: Area | None,
    kind: str = "",
    proper: bool | None = None,
    since: date | None = None,
) -> Area:
    """A new area, with the unit it is itself. Kind and 各乡镇 follow from the name where they aren't said.

    Raises Refusal for a code that is taken, a parent of the wrong level, and where one of this name lies beside it.
    """
    check_level(name, level, parent)
    kind = kind or kind_of_name(name, level)
    area: Area = open_place(
        Area,
        code=code,
        parent=parent,
        name=name,
        level=level,
        kind=kind,
        is_township_proper=is_proper(level, kind) if proper is None else proper,
        valid_from=since or clock.today(),
    )
    _refuse_namesake(area)
    open_own_unit(area)
    return area


def _refuse_namesake(area: Area) -> None:
    """Two of one name side by side could not be told apart in any list, nor in a file that names them."""
    beside = Area.objects.exclude(pk=area.pk).exclude(valid_to__lte=clock.today())
    other = beside.filter(parent=area.parent, name=area.name).first()
    if other is not None:
        raise Refusal(
            f"{area.parent or '上级'}下面已经有“{area.name}”（{other.code}）",
            "换一个名称，或者先给那一个改名",
        )


def open_own_unit(area: Area) -> Unit | None:
    """The unit an area of township or village level is itself, made where it is missing."""
    known = own_unit(area)
    if known is not None or area.level not in OWN_CODE:
        return known
    prefix, kind = OWN_CODE[Level(area.level)]
    made: Unit = open_place(
        Unit,
        code=prefix + area.code,
        parent=_above_own_unit(area),
        name=area.name,
        short_name=short_of(area.name)[:40],
        kind=kind,
        area=area,
        valid_from=area.valid_from,
    )
    if area.is_township_proper:
        keep_townships(unit=made, area=area, since=area.valid_from)
    return made


def add_area(*, parent: Area, code: str, name: str, kind: str = "", since: date) -> Area:
    """A new area directly below `parent`. Raises Refusal."""
    if Level(parent.level) not in BELOW:
        raise Refusal(f"{parent}下面不再分区划")
    return open_area(
        code=code, name=name, level=BELOW[Level(parent.level)], parent=parent, kind=kind, since=since
    )


@transaction.atomic
def change_area(
    *,
    area: Area,
    since: date,
    source: str,
    name: str,
    kind: str,
    parent: Area | None = None,
    is_township_proper: bool | None = None,
) -> list[str]:
    """Name, kind, parent and 各乡镇 from a day on. Returns the fields that changed. Raises Refusal, also where one of this name lies beside it."""
    if area.parent != parent and not (parent and parent.path.startswith(area.path)):
        check_level(area.name, area.level, parent)
    unit, before = own_unit(area), area.name
    changes: dict[str, object] = {"name": name, "kind": kind, "parent": parent}
    if is_township_proper is not None:
        changes["is_township_proper"] = is_township_proper
    changed = become(area, since=since, source=source, **changes)
    if {"name", "parent"} & set(changed):
        _refuse_namesake(area)
    if unit is not None and "name" in changed and unit.name == before:
        named = {"name": name, "short_name": short_of(name)[:40]}
        become(unit, since=max(since, began_on(unit)), source=source, **named)
    if unit is not None and "parent" in changed:
        become(unit, since=max(since, began_on(unit)), source=source, parent=_above_own_unit(area))
    if unit is not None and "is_township_proper" in changed:
        keep_townships(unit=unit, area=area, since=since)
    return changed


@transaction.atomic
def end_area(*, area: Area, on: date, successor: Area | None, source: str) -> None:
    """The area and its own unit end; `successor` takes over what they had. Raises Refusal."""
    if successor is not None and successor.level != area.level:
        raise Refusal(f"{area}和{successor}级别不同，不能并入", "并入同一级的区划")
    end_place(area, on=on, successor=successor, source=source)
    close(HandledBy.objects.filter(area=area), on)
    unit, heir = own_unit(area), own_unit(successor) if successor else None
    if unit is not None:
        end_unit(unit=unit, on=on, successor=heir, source=source)


@transaction.atomic
def restore_area(*, area: Area) -> None:
    """The area had not ended after all, nor had its own unit. Raises Refusal, also where another bears its name by now."""
    come_back(area)
    _refuse_namesake(area)
    unit = own_unit(area)
    if unit is not None and unit.valid_to is not None:
        come_back(unit)


def check_level(name: str, level: str, parent: Area | None) -> None:
    """Raises Refusal where an area of this level can't lie in `parent`."""
    wanted = ABOVE[Level(level)]
    if wanted is None and parent is None:
        return
    if parent is None or parent.level != wanted:
        above = wanted.label if wanted else "无"
        raise Refusal(f"“{name}”是{Level(level).label}，上级应为{above}", "核对级别和上级")


def _above_own_unit(area: Area) -> Unit | None:
    """The parent's own unit; for a township, whatever its neighbours of the same sort stand under."""
    if area.level == Level.VILLAGE and area.parent is not None:
        return own_unit(area.parent)
    neighbours = Unit.objects.filter(
        kind=UnitKind.TOWNSHIP, area__parent=area.parent, area__is_township_proper=area.is_township_proper
    )
    neighbour = neighbours.exclude(area=area).select_related("parent").order_by("id").first()
    return neighbour.parent if neighbour else None
