"""Contacts of units in and out of Excel: one row per unit and role, empty ones too, to be filled in."""

from collections.abc import Iterator

from dixian.foundation.areas.actions.contacts import correct_contact, name_contact
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.areas.formats.applying import (
    Applied,
    Row,
    Rows,
    Took,
    apply_rows,
    titles_of,
    unit_of_row,
)
from dixian.foundation.areas.formats.columns import CONTACT_COLUMNS
from dixian.foundation.areas.models import Unit, UnitContact
from dixian.foundation.areas.selectors import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import write_table

ROLES = {label: ContactRole(value) for value, label in ContactRole.choices}


def apply_contacts(*, rows: Rows, preview: bool) -> Applied:
    """rows: (row number, clean values of CONTACT_COLUMNS). With `preview`, nothing is written."""
    return apply_rows(rows, _take, preview=preview)


def export_contacts() -> bytes:
    """Every unit and role as a workbook of CONTACT_COLUMNS, phones left out."""
    return write_table(title="联系人", columns=CONTACT_COLUMNS, rows=_out())


def _out() -> Iterator[list[object]]:
    today = clock.today()
    named: dict[tuple[int, str], list[UnitContact]] = {}
    for contact in UnitContact.objects.filter(in_force(today)).order_by("id"):
        named.setdefault((contact.unit_id, contact.role), []).append(contact)
    for unit in Unit.objects.filter(in_force(today)).order_by("path"):
        for role in ContactRole:
            for one in named.get((unit.pk, role), [None]):
                who = [one.name, one.title, "", unit.code, one.valid_from, one.valid_to] if one else []
                yield [unit.name, role.label, *(who or ["", "", "", unit.code, "", ""])]


def _take(row: Row) -> Took | None:
    if not row["name"]:
        return None
    unit, role = unit_of_row(row), ROLES[row["role"]]
    rows = UnitContact.objects.filter(unit=unit, role=role, name=row["name"])
    current = rows.exclude(valid_to__lte=clock.today()).select_related("unit").order_by("-id").first()
    if current is not None:
        return _mend(current, row)
    made = name_contact(
        unit=unit,
        role=role,
        name=row["name"],
        title=row["title"] or "",
        phone=row["phone"] or "",
        since=row["valid_from"] or clock.today(),
    )
    if row["valid_to"]:
        _correct(made, {"valid_to": row["valid_to"]})
    return Took(new=True)


def _mend(current: UnitContact, row: Row) -> Took:
    """Title, phone and days of somebody already named; what the row leaves empty stays."""
    known = {
        "title": current.title,
        "phone": current.phone.open() if current.phone is not None else "",
        "valid_from": current.valid_from,
        "valid_to": current.valid_to,
    }
    changes = {name: row[name] for name, value in known.items() if row[name] and row[name] != value}
    if changes:
        _correct(current, changes)
    what = f"{current.name}（{current.unit.short_name}）"
    return Took(what, titles=titles_of(UnitContact, list(changes)))


def _correct(contact: UnitContact, changes: Row) -> None:
    kept = {
        "name": contact.name,
        "title": contact.title,
        "phone": "",
        "valid_from": contact.valid_from,
        "valid_to": contact.valid_to,
    }
    correct_contact(contact=contact, **{**kept, **changes})
