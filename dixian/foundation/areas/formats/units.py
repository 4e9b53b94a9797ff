"""Units in and out of Excel."""

from collections.abc import Sequence
from typing import Any

from dixian.foundation.areas import sight
from dixian.foundation.areas.actions.days import close
from dixian.foundation.areas.actions.groups import add_member
from dixian.foundation.areas.actions.places import correct_beginning
from dixian.foundation.areas.actions.units import add_alias, change_unit, drop_alias, end_unit, open_unit
from dixian.foundation.areas.enums import UnitKind
from dixian.foundation.areas.formats.applying import (
    Applied,
    Row,
    Rows,
    Took,
    absent,
    apply_rows,
    area_named,
    changes_of,
    parents_first,
    unit_named,
)
from dixian.foundation.areas.formats.columns import NONE, UNIT_COLUMNS
from dixian.foundation.areas.guarded import ends_into_another, guarded_fields
from dixian.foundation.areas.models import Unit, UnitGroup, UnitGroupMember
from dixian.foundation.areas.naming import find_group
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table

KINDS = {label: value for value, label in UnitKind.choices}
IMPORTED = "单位表导入"


def apply_units(*, rows: Rows, preview: bool) -> Applied:
    """rows: (row number, clean values of UNIT_COLUMNS). With `preview`, nothing is written."""
    ordered = parents_first(rows)
    applied = apply_rows(ordered, _take, finish=_finish, preview=preview)
    applied.absent = absent(Unit, ordered)
    return applied


def export_units() -> bytes:
    """All units as a workbook of UNIT_COLUMNS."""
    groups: dict[int, list[str]] = {}
    for member in UnitGroupMember.objects.filter(valid_to__isnull=True).select_related("group"):
        groups.setdefault(member.unit_id, []).append(member.group.name)
    units = Unit.objects.select_related("parent", "area", "successor").prefetch_related("aliases")
    return write_table(
        title="单位",
        columns=UNIT_COLUMNS,
        rows=(_out(unit, groups.get(unit.pk, [])) for unit in units.order_by("path")),
    )


def _out(unit: Unit, groups: Sequence[str]) -> list[object]:
    return [
        unit.code,
        unit.name,
        unit.short_name,
        unit.get_kind_display(),
        unit.parent.code if unit.parent else "",
        unit.area.code if unit.area else "",
        "、".join(sorted(alias.name for alias in unit.aliases.all())) or NONE,
        "、".join(sorted(groups)) or NONE,
        unit.valid_from,
        unit.valid_to,
        unit.successor.code if unit.successor else "",
        "",
        unit.ended_source,
    ]


def _take(row: Row) -> Took:
    parent = unit_named(row["parent"], of=row["name"]) if row["parent"] else None
    area = area_named(row["area"], of=row["name"]) if row["area"] else None
    values: dict[str, Any] = {
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": KINDS[row["kind"]],
    }
    found = Unit.objects.select_related("parent", "area").filter(code=row["code"]).first()
    if found is None:
        since = row["valid_from"] or clock.today()
        open_unit(code=row["code"], parent=parent, area=area, since=since, **values)
        return Took(new=True)
    what, titles = f"{found.name}（{found.code}）", []
    if row["valid_from"] and row["valid_from"] != found.valid_from:
        correct_beginning(found, valid_from=row["valid_from"])
        titles.append("起始日期")
    values |= {
        "since": row["since"] or clock.today(),
        "source": row["source"] or IMPORTED,
        "parent": parent or found.parent,
        "area": area or found.area,
    }
    told = sight.of_unit(found, values) if guarded_fields(found, values) else []
    changed = change_unit(unit=found, **values)
    if row["aliases"] is not None:
        for alias in found.aliases.exclude(name__in=row["aliases"]).order_by("id"):
            drop_alias(alias=alias)
            titles.append(f"删去别名{alias.name}")
    return Took(what, titles=[*changes_of(found, changed), *titles], told=told)


def _finish(row: Row) -> Took:
    unit = Unit.objects.select_related("successor").get(code=row["code"])
    told, titles = [], []
    for name in sorted(set(row["aliases"] or ()) - {unit.name, unit.short_name}):
        if not unit.aliases.filter(name=name).exists():
            add_alias(unit=unit, name=name)
            titles.append(f"别名{name}")
    if row["groups"] is not None and _groups(unit, row):
        titles.append("单位组")
    if row["valid_to"]:
        successor = unit_named(row["successor"], of=row["name"]) if row["successor"] else None
        if (unit.valid_to, unit.successor) != (row["valid_to"], successor):
            ending = {"on": row["valid_to"], "successor": successor, "source": row["source"] or IMPORTED}
            told += sight.of_ended_unit(unit, ending) if ends_into_another(unit, successor) else []
            end_unit(unit=unit, **ending)
            titles.append("终止日期")
    return Took(titles=titles, told=told)


def _groups(unit: Unit, row: Row) -> bool:
    """Whether the groups a row names are news. Raises Refusal."""
    wanted = {group_named(name) for name in row["groups"]}
    members = UnitGroupMember.objects.filter(unit=unit, valid_to__isnull=True).select_related("group")
    held = {member.group for member in members}
    since = row["since"] or clock.today()
    for group in wanted - held:
        add_member(group=group, unit=unit, since=since)
    close(members.exclude(group__in=wanted), since)
    return wanted != held


def group_named(name: str) -> UnitGroup:
    """The group a row names. Raises Refusal."""
    found = find_group(name)
    if found is None:
        raise Refusal(f"没有单位组“{name}”", "先在“单位组”页面新设，或核对名称")
    return found
