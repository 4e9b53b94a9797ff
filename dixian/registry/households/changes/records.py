"""Households and persons as plain columns, held while a piece is applied; and written back."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import F

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.vault.fields import Sealed
from dixian.registry.households.bulk import insert_rows, update_rows
from dixian.registry.households.models import Household, Membership, Person
from dixian.registry.households.sealing import (
    HOUSEHOLD_COLUMNS,
    MEMBERSHIP_COLUMNS,
    PERSON_COLUMNS,
    Tables,
)

Values = dict[str, Any]
# Person, household, village, since when.
Belonging = tuple[int, int, int, date]
ENTERED = {"uid", "made_at", "made_by", "made_by_post"}
TABLES: dict[str, tuple[Any, tuple[str, ...]]] = {
    Tables.HOUSEHOLD: (Household, HOUSEHOLD_COLUMNS),
    Tables.PERSON: (Person, PERSON_COLUMNS),
}
EMPTY_PERSON: Values = {
    **dict.fromkeys(("id_number", "id_index", "id_tail_index", "birth", "certificate_number")),
    **dict.fromkeys(("phone", "phone_index", "valid_to")),
    **dict.fromkeys(("sex", "relation", "certificate", "residence", "end_cause"), ""),
}
EMPTY_HOUSEHOLD: Values = {
    **dict.fromkeys(("group_name", "address", "monitored", "monitored_month", "eliminated_month"), ""),
    **dict.fromkeys(("phone", "phone_index", "valid_to")),
    "risk_eliminated": False,
    "ahead": False,
}


def held(table: str, ids: Collection[int]) -> dict[int, Values]:
    """The rows of these ids as columns, held until the transaction ends."""
    model, columns = TABLES[table]
    rows = model._base_manager.select_for_update().filter(pk__in=sorted(ids)).order_by("pk")
    return {row["id"]: _raw(row) for row in rows.values(*columns)}


def write_changed(table: str, rows: Collection[Values]) -> None:
    """Write rows that are held; their versions have been raised by whoever changed them."""
    columns = tuple(name for name in TABLES[table][1] if name not in ENTERED)
    update_rows(table, columns, [tuple(row[name] for name in columns) for row in rows])


def write_new(table: str, rows: Collection[Values]) -> None:
    """Insert rows that have a uid; the database numbers them."""
    columns = tuple(name for name in TABLES[table][1] if name != "id")
    insert_rows(table, columns, [tuple(row[name] for name in columns) for row in rows])


def as_new(uid: Any, empty: Values, columns: Values) -> Values:
    """A row to be inserted: what is empty in it, what is known of it, and who enters it."""
    return {**empty, **columns, "uid": uid.hex, **_stamp()}


def belong(where: Collection[Belonging]) -> None:
    """From its day on each person belongs to the household, and nowhere else."""
    leave({person: since for person, _, _, since in where})
    stamp = _stamp()
    known = (stamp["version"], stamp["made_at"], stamp["made_by"], stamp["made_by_post"])
    rows = [(new_uid().hex, *known, *belonging, None) for belonging in where]
    insert_rows(Tables.MEMBERSHIP, MEMBERSHIP_COLUMNS, rows)


def leave(until: Mapping[int, date]) -> None:
    """From its day on each of these persons belongs to no household."""
    for day in sorted(set(until.values())):
        persons = [person for person, ended in until.items() if ended == day]
        Membership.objects.filter(person_id__in=persons, valid_to=None).update(
            valid_to=day, version=F("version") + 1
        )


def _stamp() -> Values:
    now = clock.now().isoformat()
    return {"version": 1, "made_at": now, "made_by": context.actor(), "made_by_post": context.author_post()}


def _raw(row: Values) -> Values:
    return {name: _bytes(value) for name, value in row.items()}


def _bytes(value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.raw
    return bytes(value) if isinstance(value, memoryview) else value
