"""Areas, units and contacts in and out of Excel: new, changed and same are shown before anything is applied."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from dixian.foundation.areas.actions import name_contact
from dixian.foundation.areas.enums import ContactRole, Level, UnitKind
from dixian.foundation.areas.models import Area, Unit, UnitContact
from dixian.foundation.areas.selectors import find_unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Choice, Phone, Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table

AREA_COLUMNS = (
    Text("code", "区划代码", ("代码",), required=True, longest=20),
    Text("name", "名称", ("区划名称",), required=True, longest=60),
    Choice("level", "级别", required=True, options=tuple(Level.labels)),
    Text("kind", "类别", required=True, longest=20),
    Text("parent", "上级代码", ("上级",)),
)
UNIT_COLUMNS = (
    Text("code", "单位代码", ("代码",), required=True, longest=40),
    Text("name", "全称", ("单位名称", "单位全称"), required=True, longest=80),
    Text("short_name", "简称", required=True, longest=40),
    Choice("kind", "类别", required=True, options=tuple(UnitKind.labels)),
    Text("parent", "上级单位代码", ("上级代码",)),
    Text("area", "所在区划代码", ("区划代码",)),
)
CONTACT_COLUMNS = (
    Text("unit", "单位", ("单位名称",), required=True),
    Choice("role", "身份", required=True, options=tuple(ContactRole.labels)),
    Text("name", "姓名", required=True, longest=40),
    Text("title", "职务", longest=60),
    Phone("phone", "电话", ("联系电话",)),
)


@dataclass
class Applied:
    """What an import does: counts, sentences for what changes, problems by row number."""

    new: int = 0
    changed: list[str] = field(default_factory=list)
    same: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def apply_areas(*, rows: Iterable[tuple[int, dict[str, Any]]], preview: bool) -> Applied:
    """rows: (row number, clean values of AREA_COLUMNS). With `preview`, nothing is written."""
    levels = {label: value for value, label in Level.choices}

    def fields(row: dict[str, Any]) -> dict[str, Any]:
        parent = Area.objects.get(code=row["parent"]) if row["parent"] else None
        return {
            "name": row["name"],
            "level": levels[row["level"]],
            "kind": row["kind"],
            "parent": parent,
            "path": f"{parent.path if parent else ''}{row['code']}/",
        }

    return _apply(Area, rows, fields, preview)


def apply_units(*, rows: Iterable[tuple[int, dict[str, Any]]], preview: bool) -> Applied:
    """rows: (row number, clean values of UNIT_COLUMNS). With `preview`, nothing is written."""
    kinds = {label: value for value, label in UnitKind.choices}

    def fields(row: dict[str, Any]) -> dict[str, Any]:
        parent = Unit.objects.get(code=row["parent"]) if row["parent"] else None
        return {
            "name": row["name"],
            "short_name": row["short_name"],
            "kind": kinds[row["kind"]],
            "parent": parent,
            "area": Area.objects.get(code=row["area"]) if row["area"] else None,
            "path": f"{parent.path if parent else ''}{row['code']}/",
        }

    return _apply(Unit, rows, fields, preview)


def apply_contacts(*, rows: Iterable[tuple[int, dict[str, Any]]], preview: bool) -> Applied:
    """rows: (row number, clean values of CONTACT_COLUMNS). With `preview`, nothing is written."""
    roles = {label: ContactRole(value) for value, label in ContactRole.choices}
    applied = Applied()
    today = clock.today()
    with transaction.atomic():
        for number, row in rows:
            unit = find_unit(row["unit"])
            if unit is None:
                applied.problems.append((number, f"没有单位“{row['unit']}”，请用全称"))
                continue
            role = roles[row["role"]]
            current = UnitContact.objects.filter(
                in_force(today), unit=unit, role=role, name=row["name"]
            ).first()
            if current is not None:
                _mend_contact(current, row, applied)
                continue
            try:
                name_contact(
                    unit=unit,
                    role=role,
                    name=row["name"],
                    title=row["title"] or "",
                    phone=row["phone"] or "",
                    since=today,
                )
            except Refusal as refusal:
                applied.problems.append((number, refusal.message))
                continue
            applied.new += 1
        transaction.set_rollback(preview)
    return applied


def export_areas() -> bytes:
    """All areas as a workbook of AREA_COLUMNS."""
    rows = (
        [area.code, area.name, area.get_level_display(), area.kind, area.parent.code if area.parent else ""]
        for area in Area.objects.select_related("parent").order_by("path")
    )
    return write_table(title="区划", columns=AREA_COLUMNS, rows=rows)


def export_units() -> bytes:
    """All units as a workbook of UNIT_COLUMNS."""
    rows = (
        [
            unit.code,
            unit.name,
            unit.short_name,
            unit.get_kind_display(),
            unit.parent.code if unit.parent else "",
            unit.area.code if unit.area else "",
        ]
        for unit in Unit.objects.select_related("parent", "area").order_by("path")
    )
    return write_table(title="单位", columns=UNIT_COLUMNS, rows=rows)


def export_contacts() -> bytes:
    """Contacts in force as a workbook of CONTACT_COLUMNS, phones left out."""
    rows = (
        [contact.unit.name, contact.get_role_display(), contact.name, contact.title, ""]
        for contact in UnitContact.objects.filter(in_force(clock.today()))
        .select_related("unit")
        .order_by("id")
    )
    return write_table(title="联系人", columns=CONTACT_COLUMNS, rows=rows)


def _apply(
    model: Any,
    rows: Iterable[tuple[int, dict[str, Any]]],
    fields: Callable[[dict[str, Any]], dict[str, Any]],
    preview: bool,
) -> Applied:
    applied = Applied()
    with transaction.atomic():
        for number, row in rows:
            try:
                values = fields(row)
            except (Area.DoesNotExist, Unit.DoesNotExist):
                applied.problems.append((number, f"“{row['name']}”的上级或区划代码不存在"))
                continue
            found = model.objects.filter(code=row["code"]).first()
            if found is None:
                model.objects.create(code=row["code"], valid_from=clock.today(), **values)
                applied.new += 1
                continue
            if values["parent"] is not None and values["parent"].path.startswith(found.path):
                applied.problems.append((number, f"“{row['name']}”不能归到它自己或它的下级"))
                continue
            changed = [name for name, value in values.items() if getattr(found, name) != value]
            if not changed:
                applied.same += 1
                continue
            model.objects.filter(pk=found.pk).update(version=found.version + 1, **values)
            if values["path"] != found.path:
                model.objects.filter(path__startswith=found.path).update(
                    path=Concat(Value(values["path"]), Substr("path", len(found.path) + 1)),
                    version=F("version") + 1,
                )
            applied.changed.append(f"{found.name}（{row['code']}）：{_titles(model, changed)}")
        transaction.set_rollback(preview)
    return applied


def _mend_contact(current: UnitContact, row: dict[str, Any], applied: Applied) -> None:
    """Title and phone of somebody already named; what the row leaves empty stays."""
    changes = {}
    if row["title"] and row["title"] != current.title:
        changes["title"] = row["title"]
    if row["phone"] and (current.phone is None or row["phone"] != current.phone.open()):
        changes["phone"] = row["phone"]
    if not changes:
        applied.same += 1
        return
    UnitContact.objects.filter(pk=current.pk).update(version=current.version + 1, **changes)
    applied.changed.append(f"{current.name}（{current.unit.short_name}）：{_titles(UnitContact, changes)}")


def _titles(model: Any, names: Iterable[str]) -> str:
    return "、".join(str(model._meta.get_field(name).verbose_name) for name in names)
