"""Members of unit groups in and out of Excel; a group without any stands there empty, to be filled in."""

from collections.abc import Iterator

from dixian.foundation.areas.actions.groups import add_member, correct_member
from dixian.foundation.areas.formats.applying import (
    Applied,
    Row,
    Rows,
    Took,
    apply_rows,
    titles_of,
    unit_of_row,
)
from dixian.foundation.areas.formats.columns import MEMBER_COLUMNS
from dixian.foundation.areas.formats.units import group_named
from dixian.foundation.areas.models import UnitGroup, UnitGroupMember
from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import write_table


def apply_members(*, rows: Rows, preview: bool) -> Applied:
    """rows: (row number, clean values of MEMBER_COLUMNS). With `preview`, nothing is written."""
    return apply_rows(rows, _take, preview=preview)


def export_members() -> bytes:
    """Every membership as a workbook of MEMBER_COLUMNS."""
    return write_table(title="单位组", columns=MEMBER_COLUMNS, rows=_out())


def _out() -> Iterator[list[object]]:
    members: dict[int, list[UnitGroupMember]] = {}
    for member in UnitGroupMember.objects.select_related("unit").order_by("unit__path", "valid_from"):
        members.setdefault(member.group_id, []).append(member)
    for group in UnitGroup.objects.order_by("id"):
        for one in members.get(group.pk, []):
            yield [group.name, one.unit.name, one.unit.code, one.valid_from, one.valid_to]
        if group.pk not in members:
            yield [group.name, "", "", "", ""]


def _take(row: Row) -> Took | None:
    if not row["unit"] and not row["code"]:
        return None
    group, unit = group_named(row["group"]), unit_of_row(row)
    rows = UnitGroupMember.objects.filter(group=group, unit=unit).select_related("group", "unit")
    same = rows.filter(valid_from=row["valid_from"]).first() if row["valid_from"] else None
    current = same or rows.exclude(valid_to__lte=clock.today()).order_by("-id").first()
    if current is None:
        made = add_member(group=group, unit=unit, since=row["valid_from"] or clock.today())
        if row["valid_to"]:
            correct_member(member=made, valid_from=made.valid_from, valid_to=row["valid_to"])
        return Took(new=True)
    known = {"valid_from": current.valid_from, "valid_to": current.valid_to}
    changes = {name: row[name] for name, value in known.items() if row[name] and row[name] != value}
    if changes:
        correct_member(member=current, **{**known, **changes})
    return Took(str(current), titles=titles_of(UnitGroupMember, list(changes)))
