"""What has ended is reached and answered for by its successor, through any number of steps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dixian.foundation.areas.enums import OWN_KINDS, Level
from dixian.foundation.areas.models import Area, HandledBy, Unit
from dixian.foundation.areas.rules import end_of_chain
from dixian.foundation.areas.selectors import in_force
from dixian.foundation.kernel import clock


def area_subtree(*roots: Area) -> list[int]:
    """Ids of areas, of everything within them, and of whatever ended into any of it."""
    return _subtree(Area, [root.path for root in roots])


def unit_subtree(*roots: Unit) -> list[int]:
    """Ids of units, of their sub-units, and of whatever ended into any of them."""
    return _subtree(Unit, [root.path for root in roots])


# Of an area or a unit: id, path, the day it ended, what it ended into.
Standing = tuple[int, str, date | None, int | None]
STANDING = ("id", "path", "valid_to", "successor_id")


def answering_paths(model: type[Area] | type[Unit], places: Iterable[Standing]) -> dict[int, str]:
    """Id -> the path of what answers for a place today: itself, or what it ended into in the end.

    One query for each step of succession; none where nothing has ended.
    """
    paths: dict[int, str] = {}
    heirs: dict[int, int] = {}
    rows = list(places)
    while rows:
        paths |= {pk: path for pk, path, _, _ in rows}
        ended = {pk: heir for pk, _, end, heir in rows if heir and end and end <= clock.today()}
        heirs |= ended
        missing = set(ended.values()) - paths.keys()
        rows = list(model.objects.filter(id__in=missing).values_list(*STANDING)) if missing else []
    return {pk: paths[end_of_chain(pk, heirs)] for pk in paths}


def villages_of(root: Area) -> QuerySet[Area]:
    """The villages in an area, itself included, also those that ended into it."""
    return Area.objects.filter(id__in=area_subtree(root), level=Level.VILLAGE).order_by("code")


def _subtree(model: Any, paths: list[str]) -> list[int]:
    """One query where nothing has ended into the roots; one more for each further step."""
    known: set[str] = set()
    found: dict[int, str] = {}
    while paths:
        known.update(paths)
        found |= dict(model.objects.filter(_within(paths)).values_list("id", "path"))
        paths = _outermost([path for path in found.values() if not path.startswith(tuple(known))])
    return sorted(found)


def _within(paths: list[str]) -> Q:
    """Places below these paths, and those that have ended into one of them."""
    today = clock.today()
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
        below |= Q(successor__path__startswith=path, valid_to__lte=today)
    return below


def _outermost(paths: list[str]) -> list[str]:
    return [path for path in paths if not any(path != top and path.startswith(top) for top in paths)]


@dataclass
class Answering:
    """Who answers on a day. unit_of_area: area -> its unit, the one it is handled by, or its successor's;
    above: unit -> whoever answers when it does not: its successor, its area's handler, or its parent.
    """

    unit_of_area: dict[int, int] = field(default_factory=dict)
    above: dict[int, int | None] = field(default_factory=dict)


def answering(on: date) -> Answering:
    """All areas and units in five queries, for work on the whole county."""
    heirs = _heirs(Unit, on)
    handlers = {
        area: end_of_chain(unit, heirs)
        for area, unit in HandledBy.objects.filter(in_force(on), confirmed=True)
        .order_by("id")
        .values_list("area_id", "unit_id")
    }
    found = Answering()
    rows = Unit.objects.filter(in_force(on)).order_by("-id").values_list("id", "parent_id", "area_id", "kind")
    for unit, parent, area, kind in rows:
        own = kind in OWN_KINDS and area is not None
        handler = handlers.get(area) if own else None
        found.above[unit] = handler if handler and handler != unit else parent
        if own:
            found.unit_of_area[area] = unit
    found.above |= heirs
    found.unit_of_area |= handlers
    merged = _heirs(Area, on)
    for area in merged:
        last = found.unit_of_area.get(end_of_chain(area, merged))
        if last is not None:
            found.unit_of_area[area] = last
    return found


def _heirs(model: Any, on: date) -> dict[int, int]:
    ended = model.objects.filter(valid_to__lte=on, successor__isnull=False)
    return dict(ended.values_list("id", "successor_id"))
