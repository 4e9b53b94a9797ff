"""Reads of areas and units."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dixian.foundation.areas.enums import OWN_KINDS, ContactRole, Level
from dixian.foundation.areas.models import (
    Area,
    AreaFormer,
    HandledBy,
    Unit,
    UnitContact,
    UnitFormer,
    UnitGroupMember,
)
from dixian.foundation.kernel import clock


def in_force(on: date) -> Q:
    """Dated rows in force on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def area(code: str) -> Area:
    """The area of a code. Raises Area.DoesNotExist."""
    return Area.objects.get(code=code)


def unit(code: str) -> Unit:
    """The unit of a code. Raises Unit.DoesNotExist."""
    return Unit.objects.get(code=code)


def townships(*, proper_only: bool = False) -> QuerySet[Area]:
    """Township-level areas; only the 11 各乡镇 where asked."""
    found = Area.objects.filter(in_force(clock.today()), level=Level.TOWNSHIP).order_by("code")
    return found.filter(is_township_proper=True) if proper_only else found


def own_unit(of: Area) -> Unit | None:
    """The unit an area itself is, whoever answers for it."""
    return Unit.objects.filter(area=of, kind__in=OWN_KINDS).order_by("id").first()


def unit_of_area(of: Area) -> Unit | None:
    """The unit that answers for an area: its own, the one it is handled by (代管), or its successor's."""
    while of.has_ended() and of.successor is not None:
        of = of.successor
    handled = (
        HandledBy.objects.filter(in_force(clock.today()), area=of, confirmed=True)
        .select_related("unit")
        .order_by("-id")
        .first()
    )
    return handled.unit if handled else own_unit(of)


def group_members(code: str, *, on: date | None = None) -> QuerySet[Unit]:
    """The members of a unit group on a day (today)."""
    members = UnitGroupMember.objects.filter(in_force(on or clock.today()), group__code=code)
    return Unit.objects.filter(id__in=members.values("unit_id")).order_by("code")


def unanswered_areas(on: date | None = None) -> QuerySet[Area]:
    """Township-level areas that are none of the 各乡镇 and that no unit handles on a day."""
    day = on or clock.today()
    handled = HandledBy.objects.filter(in_force(day), confirmed=True).values("area_id")
    return (
        Area.objects.filter(in_force(day), level=Level.TOWNSHIP, is_township_proper=False)
        .exclude(id__in=handled)
        .order_by("code")
    )


def contact(of: Unit, role: ContactRole, *, on: date | None = None) -> UnitContact | None:
    """The contact of a unit in a role on a day."""
    return (
        UnitContact.objects.filter(in_force(on or clock.today()), unit=of, role=role).order_by("-id").first()
    )


def former_on(place: Area | Unit, day: date) -> AreaFormer | UnitFormer | None:
    """What a place was on a day, where that differs from what it is; None where it was as now."""
    found: AreaFormer | UnitFormer | None = (
        place.formers.filter(in_force(day)).select_related("parent").order_by("-id").first()
    )
    return found


def name_on(place: Area | Unit, day: date) -> str | None:
    """What a place was called on a day; None before there was one."""
    return None if day < place.valid_from else (former_on(place, day) or place).name


def parent_on(place: Area | Unit, day: date) -> Area | Unit | None:
    """Where a place belonged on a day; None also before there was one."""
    return None if day < place.valid_from else (former_on(place, day) or place).parent


def areas_on(day: date) -> list[Area]:
    """The areas of a day, called and placed as they were; not to be saved."""
    return _as_they_were(Area.objects.all(), AreaFormer.objects.all(), day)


def units_on(day: date) -> list[Unit]:
    """The units of a day, called and placed as they were; not to be saved."""
    return _as_they_were(Unit.objects.all(), UnitFormer.objects.all(), day)


def _as_they_were(places: Any, formers: Any, day: date) -> Any:
    was = {one.place_id: one for one in formers.filter(in_force(day)).order_by("id")}
    found = list(places.filter(in_force(day)).order_by("path"))
    for place in found:
        former = was.get(place.pk)
        for name in ("name", "short_name", "kind", "parent_id") if former else ():
            if hasattr(former, name):
                setattr(place, name, getattr(former, name))
    return found
