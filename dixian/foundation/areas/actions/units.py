"""Units: a new one, another name or parent from a day on, the end and its successor, other names."""

from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.areas.actions.days import close
from dixian.foundation.areas.actions.groups import hand_memberships_over
from dixian.foundation.areas.actions.handling import confirm_handler
from dixian.foundation.areas.actions.places import become, come_back, end_place, open_place
from dixian.foundation.areas.models import Area, Unit, UnitAlias, UnitContact
from dixian.foundation.areas.naming import find_unit
from dixian.foundation.kernel.problems import Refusal


def open_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    kind: str,
    parent: Unit | None,
    area: Area | None = None,
    since: date,
) -> Unit:
    """A new unit. Raises Refusal for a code that is taken."""
    made: Unit = open_place(
        Unit,
        code=code,
        parent=parent,
        name=name,
        short_name=short_name,
        kind=kind,
        area=area,
        valid_from=since,
    )
    return made


@transaction.atomic
def change_unit(*, unit: Unit, since: date, source: str, **changes: Any) -> list[str]:
    """Name, short name, kind, parent or area from a day on. Returns the fields that changed. Raises Refusal."""
    return become(unit, since=since, source=source, **changes)


@transaction.atomic
def end_unit(*, unit: Unit, on: date, successor: Unit | None, source: str) -> None:
    """The unit ends; `successor` takes its sub-units, its areas and its place in groups.

    Raises Refusal also where it answers for an area (代管) and nobody takes over.
    """
    handled = unit.handles.filter(valid_to__isnull=True).select_related("area")
    if successor is None and handled:
        raise Refusal(f"{unit}还代管着{handled[0].area}", "写明并入哪里，或先改由别的单位代管")
    end_place(unit, on=on, successor=successor, source=source)
    hand_memberships_over(unit=unit, to=successor, on=on)
    close(UnitContact.objects.filter(unit=unit), on)
    for one in handled:
        if successor is not None:
            since = max(on, one.valid_from)
            confirm_handler(area=one.area, unit=successor, since=since, source=source)


def restore_unit(*, unit: Unit) -> None:
    """The unit had not ended after all; contacts and groups are entered again. Raises Refusal."""
    come_back(unit)


def add_alias(*, unit: Unit, name: str) -> UnitAlias:
    """People also write `name` for the unit. Raises Refusal where it already means a unit."""
    known = UnitAlias.objects.filter(name=name).select_related("unit").first()
    means = known.unit if known else find_unit(name)
    if means is not None and (known is not None or means != unit):
        raise Refusal(f"“{name}”已经指{means}", "换一个别名，或先删去原来的")
    return UnitAlias.objects.create(unit=unit, name=name)


def drop_alias(*, alias: UnitAlias) -> None:
    """People no longer mean the unit by it; the old image stays in the history."""
    alias.delete()
