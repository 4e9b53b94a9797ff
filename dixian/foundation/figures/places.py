"""Which unit stands for an area in a figure: its township's own, or the one that handles it."""

from dixian.foundation.areas.api import Area, HandledBy, Unit, in_force, townships
from dixian.foundation.areas.enums import OWN_KINDS
from dixian.foundation.kernel import clock


def units_of_townships() -> dict[int, int]:
    """Township -> the unit that answers for it, in a fixed number of queries."""
    own = Unit.objects.filter(area__in=townships(), kind__in=OWN_KINDS).order_by("-id")
    found = dict(own.values_list("area_id", "id"))
    handled = HandledBy.objects.filter(in_force(clock.today()), confirmed=True).order_by("id")
    return found | dict(handled.values_list("area_id", "unit_id"))


def units_of_areas() -> dict[int, int]:
    """The same for townships and all that lies below them."""
    units = units_of_townships()
    parents = dict(Area.objects.exclude(parent=None).values_list("id", "parent_id"))
    found = {}
    for area in parents:
        at: int | None = area
        while at is not None and at not in units:
            at = parents.get(at)
        if at is not None:
            found[area] = units[at]
    return found
