"""What a change of places means, in sentences for whoever agrees to it: whose households are seen by whom."""

from collections.abc import Iterable
from typing import Any

from dixian.foundation.areas.enums import Level
from dixian.foundation.areas.guarded import guarded_fields
from dixian.foundation.areas.models import Area, HandledBy, Unit
from dixian.foundation.areas.selectors import in_force
from dixian.foundation.areas.succession import unit_subtree, villages_of
from dixian.foundation.kernel import clock

CHANGED = {
    Area: ("name", "kind", "parent", "is_township_proper"),
    Unit: ("name", "short_name", "kind", "parent", "area"),
    HandledBy: ("unit", "valid_from", "valid_to", "source"),
}


def of_handling(area: Area, values: dict[str, Any]) -> list[str]:
    """A unit answers for an area from a day on."""
    unit = values["unit"]
    said = [f"{area}由{unit}代管，自 {values['since']} 起"]
    return [*said, *_handed(area, unit, _handler(area))]


def of_correction(handled: HandledBy, values: dict[str, Any]) -> list[str]:
    """What is noted of a handler is put right."""
    said = [f"更正{handled}：{'；'.join(_differences(handled, values)) or '确认'}"]
    return [*said, *_handed(handled.area, values["unit"], handled.unit)]


def of_area(area: Area, values: dict[str, Any]) -> list[str]:
    """An area is called or placed otherwise."""
    lines, moved = _changed(area, values), guarded_fields(area, values)
    if "parent" in moved:
        lines.append(f"{_whole(area)}的农户，将由{_posts_of(values['parent'])}看到")
        lines += _lost(area.parent, values["parent"], f"{area}的农户")
    if "is_township_proper" in moved:
        later = "不再另设代管" if values["is_township_proper"] else "可以提请由别的单位代管，到时另行审批"
        lines.append(f"以后{area}{later}")
    return lines


def of_unit(unit: Unit, values: dict[str, Any]) -> list[str]:
    """A unit is called or placed otherwise."""
    lines, moved = _changed(unit, values), guarded_fields(unit, values)
    if "parent" in moved:
        if values["parent"] is not None:
            lines.append(f"{_above(values['parent'])}的岗位，将看到{_work_of(unit)}")
        lines += _lost(unit.parent, values["parent"], f"{unit}的事项和农户")
    if "area" in moved or "kind" in moved:
        lines.append(f"哪个区划由{unit}负责，随类别和所在区划改变")
    return lines


def of_ended_area(area: Area, values: dict[str, Any]) -> list[str]:
    """An area ends into another."""
    lines = [_ending(area, values), f"{_whole(area)}的农户，将由{_posts_of(values['successor'])}看到"]
    handler = _handler(area)
    return [*lines, f"{handler}不再代管{area}"] if handler else lines


def of_ended_unit(unit: Unit, values: dict[str, Any]) -> list[str]:
    """A unit ends into another."""
    return [_ending(unit, values), f"{_above(values['successor'])}的岗位，将看到{_work_of(unit)}，并接着办理"]


def _handed(area: Area, unit: Unit, before: Unit | None) -> list[str]:
    lines = [f"{_whole(area)}的农户，将由{_above(unit)}的岗位看到"]
    if before is not None and before != unit:
        lines.append(f"{before}的岗位不再因代管看到{area}的农户")
    return lines


def _ending(place: Area | Unit, values: dict[str, Any]) -> str:
    return f"{place}并入{values['successor']}，自 {values['on']} 起撤销"


def _changed(place: Area | Unit, values: dict[str, Any]) -> list[str]:
    return [f"{place}：{'；'.join(_differences(place, values))}，自 {values['since']} 起"]


def _differences(record: Any, values: dict[str, Any]) -> list[str]:
    said = []
    for name in CHANGED[type(record)]:
        old, new = getattr(record, name), values.get(name, getattr(record, name))
        if old != new:
            field = record._meta.get_field(name)
            labels = dict(field.flatchoices)
            said.append(f"{field.verbose_name}由“{_word(old, labels)}”改为“{_word(new, labels)}”")
    return said


def _word(value: Any, labels: dict[Any, Any]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(labels.get(value, value)) if value not in (None, "") else "无"


def _whole(area: Area) -> str:
    """An area, and how many villages lie in it."""
    if area.level in (Level.VILLAGE, Level.GROUP):
        return str(area)
    count = villages_of(area).count()
    return f"{area}（含 {count} 个村、社区）" if count else str(area)


def _posts_of(area: Area) -> str:
    """Who reaches an area: its own posts, those of what it lies in, those of whoever handles it."""
    within = Area.objects.filter(code__in=area.path.split("/")).exclude(level=Level.COUNTY)
    around = sorted(within, key=lambda one: -len(one.path)) or [area]
    handlers = [unit for one in around if (unit := _handler(one)) is not None]
    return (
        "、".join(f"{one}" for one in around)
        + "的岗位"
        + "".join(f"和代管的{_above(one)}" for one in handlers)
    )


def _above(unit: Unit) -> str:
    """A unit with those above it, which see what it sees."""
    above = [code for code in unit.path.split("/") if code and code != unit.code]
    names = _names(Unit.objects.filter(code__in=above).order_by("-path"))
    return f"{unit}（及上级单位{names}）" if names else str(unit)


def _lost(old: Any, new: Any, what: str) -> list[str]:
    """Who stood above the place and does so no more."""
    kept = new.path.split("/") if new else []
    gone = [code for code in old.path.split("/") if code and code not in kept] if old else []
    names = _names(type(old).objects.filter(code__in=gone).order_by("-path")) if gone else ""
    return [f"{names}的岗位不再看到{what}"] if names else []


def _work_of(unit: Unit) -> str:
    """What comes along with a unit."""
    handled = HandledBy.objects.filter(in_force(clock.today()), unit__in=unit_subtree(unit), confirmed=True)
    areas = [_whole(one.area) for one in handled.select_related("area").order_by("area__code")]
    along = f"{unit}和下属单位经办的事项和其中的农户"
    return f"{along}，以及代管的{'、'.join(areas)}的全部农户" if areas else along


def _handler(area: Area) -> Unit | None:
    current = HandledBy.objects.filter(in_force(clock.today()), area=area, confirmed=True)
    found = current.select_related("unit").order_by("-id").first()
    return found.unit if found else None


def _names(places: Iterable[Area | Unit]) -> str:
    return "、".join(str(one) for one in places)
