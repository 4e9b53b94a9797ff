"""Reads of areas and units."""

from datetime import date

from django.db.models import Q, QuerySet

from dixian.foundation.areas.enums import ContactRole, Level
from dixian.foundation.areas.models import Area, HandledBy, Unit, UnitAlias, UnitContact, UnitGroupMember
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import tidy


def in_force(on: date) -> Q:
    """Dated rows in force on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def area(code: str) -> Area:
    """The area of a code. Raises Area.DoesNotExist."""
    return Area.objects.get(code=code)


def unit(code: str) -> Unit:
    """The unit of a code. Raises Unit.DoesNotExist."""
    return Unit.objects.get(code=code)


def area_subtree(root: Area) -> list[int]:
    """Ids of an area and everything within it."""
    return list(Area.objects.filter(path__startswith=root.path).values_list("id", flat=True))


def unit_subtree(root: Unit) -> list[int]:
    """Ids of a unit and its sub-units."""
    return list(Unit.objects.filter(path__startswith=root.path).values_list("id", flat=True))


def villages_of(root: Area) -> QuerySet[Area]:
    """The villages in an area, itself included."""
    return Area.objects.filter(path__startswith=root.path, level=Level.VILLAGE).order_by("code")


def townships(*, proper_only: bool = False) -> QuerySet[Area]:
    """Township-level areas; only the 11 各乡镇 where asked."""
    found = Area.objects.filter(in_force(clock.today()), level=Level.TOWNSHIP).order_by("code")
    return found.filter(is_township_proper=True) if proper_only else found


def unit_of_area(of: Area) -> Unit | None:
    """The unit that answers for an area: its own, or the one it is handled by (代管)."""
    handled = (
        HandledBy.objects.filter(in_force(clock.today()), area=of)
        .select_related("unit")
        .order_by("-id")
        .first()
    )
    if handled:
        return handled.unit
    return Unit.objects.filter(area=of, kind__in=("township", "village")).order_by("id").first()


def find_unit(text: str) -> Unit | None:
    """The unit people mean by `text`: full name, short name or alias; None where none or several fit."""
    name = tidy(text)
    named = list(Unit.objects.filter(Q(name=name) | Q(short_name=name) | Q(code=name)).order_by("id")[:2])
    if len(named) == 1:
        return named[0]
    alias = UnitAlias.objects.filter(name=name).select_related("unit").first() if not named else None
    return alias.unit if alias else None


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
