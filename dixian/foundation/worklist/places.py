"""What is open, added up by place: the areas just below the post's own, or townships for the whole county; units."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.plain import Load, Place
from dixian.foundation.worklist.querysets import ObligationQuerySet
from dixian.foundation.worklist.selectors import counts, warn_days

# `county/township/` has two parts: what whoever reads the whole county is shown.
TOWNSHIP_DEPTH = 2
# Duties that name a post or a household only.
ELSEWHERE = ("-", "指定到岗位或户")


def by_place(duties: ObligationQuerySet, post: Post) -> list[Place]:
    """One entry a place with something open, the most pressing first; a few queries however much is open."""
    rows: list[Any] = list(
        duties.order_by().values("unit_id", "area_id").annotate(**counts(clock.today(), warn_days()))
    )
    areas = {one.id: one for one in Area.objects.filter(id__in={row["area_id"] for row in rows})}
    depth = _depth(post)
    summed: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        if row["unit_id"] is None and row["area_id"] is not None:
            summed["area", _head(areas[row["area_id"]].path, depth)].append(row)
        else:
            summed["unit", str(row["unit_id"] or "")].append(row)
    names = _names(summed, areas.values())
    places = [Place(*names.get(key, ELSEWHERE), load=_added(rows)) for key, rows in summed.items()]
    return sorted(places, key=lambda one: (one.load.earliest, one.code))


def at_place(duties: ObligationQuerySet, post: Post, code: str) -> ObligationQuerySet:
    """Those of one place, by the code `by_place` gave it; none for an unknown code."""
    if code == ELSEWHERE[0]:
        return duties.filter(unit=None, area=None)
    area = Area.objects.filter(code=code).first()
    if area is None:
        return duties.filter(unit__code=code)
    within = Q(area__path__startswith=area.path)
    if area.path.count("/") < _depth(post):
        within = Q(area=area)
    return duties.filter(within, unit=None)


def _depth(post: Post) -> int:
    return post.area.path.count("/") + 1 if post.area else TOWNSHIP_DEPTH


def _head(path: str, depth: int) -> str:
    return "/".join(path.rstrip("/").split("/")[:depth]) + "/"


def _names(keys: Iterable[tuple[str, str]], known: Iterable[Area]) -> dict[tuple[str, str], tuple[str, str]]:
    """Key -> (code, name)."""
    found = {("area", one.path): (one.code, one.name) for one in known}
    above = [path for kind, path in keys if kind == "area" and ("area", path) not in found]
    units = [pk for kind, pk in keys if kind == "unit" and pk]
    if above:
        found |= {("area", one.path): (one.code, one.name) for one in Area.objects.filter(path__in=above)}
    if units:
        named = Unit.objects.filter(id__in=units)
        found |= {("unit", str(one.pk)): (one.code, one.short_name) for one in named}
    return found


def _added(rows: list[Any]) -> Load:
    return Load(
        waiting=sum(row["waiting"] for row in rows),
        late=sum(row["late"] for row in rows),
        soon=sum(row["soon"] for row in rows),
        earliest=min(row["earliest"] for row in rows),
    )
