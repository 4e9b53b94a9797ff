"""In whose hands a duty is: one rule, read from both ends.

A duty belongs to what it names first: its post, else its unit, else its area, else its household. A post's
duty is that post's. A unit's or an area's duty belongs to the posts with the right that lie nearest: those of
the unit or area itself, and only where nobody is appointed there, those of the one above (for an area that is
handled by a unit: that unit's). So the village holds what is to be done in the village, and its township
keeps it only where the village has nobody. A household's duty belongs to whoever reaches the household.
What has ended lies in the hands of what it ended into; posts still appointed there hold nothing of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Exists, OuterRef, Q, Subquery, TextField, Value

from dixian.foundation.accounts.api import REACHES_AREA, Post, RoleRight, span_of
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import (
    STANDING,
    Area,
    HandledBy,
    Unit,
    answering_paths,
    in_force,
    unit_subtree,
)
from dixian.foundation.kernel import clock

# A helper reaches single households, never a unit or an area.
WITHOUT_PLACE = (Role.HELPER,)


@dataclass(frozen=True)
class Held:
    """Rights, and the units and areas whose duties with one of these rights a post holds."""

    rights: tuple[str, ...]
    units: tuple[int, ...]
    areas: tuple[int, ...]


def held_by(post: Post) -> list[Held]:
    """What a post holds today, by right; read once per Post instance."""
    found: list[Held] | None = post.__dict__.get("_held")
    if found is None:
        found = post.__dict__["_held"] = _held(post)
    return found


def _held(post: Post) -> list[Held]:
    span, rights = span_of(post), sorted(post.capabilities())
    if _place(post).has_ended():
        return [Held(tuple(rights), (), ())]
    units = span.units
    if span.everything:
        units = tuple(unit_subtree(post.unit))
    nearer = _nearer(post, units, span.areas, rights) if len(units) > 1 or len(span.areas) > 1 else []
    if not nearer:
        return [Held(tuple(rights), units, span.areas)]
    unit_paths, area_paths = _paths(units, span.areas)
    groups: dict[tuple[tuple[int, ...], tuple[int, ...]], list[str]] = defaultdict(list)
    for right in rights:
        taken = [one for one in nearer if right in one.rights]
        own = (
            _outside(unit_paths, {one.unit for one in taken} - {post.unit_id}),
            _outside(area_paths, {one.area for one in taken} - {post.area_id}),
        )
        groups[own].append(right)
    return [Held(tuple(rights), *own) for own, rights in groups.items()]


@dataclass(frozen=True)
class _Nearer:
    unit: int
    area: int | None
    rights: frozenset[str]


class _Joined(Aggregate):
    """Texts with commas between: one column for all rights, where one for each took a tenth of every page."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(
            compiler, connection, function="STRING_AGG", template="%(function)s(%(expressions)s, ',')"
        )


def _nearer(post: Post, units: Sequence[int], areas: Sequence[int], rights: Sequence[str]) -> list[_Nearer]:
    """The posts below this one: where, and which of its rights they have; one query."""
    below = Q(unit__in=units) & ~Q(unit=post.unit_id)
    if areas:
        below |= Q(area__in=areas) & ~Q(area=post.area_id)
    given = RoleRight.objects.filter(in_force(clock.today()), role=OuterRef("role"), capability__in=rights)
    able = Subquery(given.order_by().values("role").values(able=_Joined("capability")))
    rows = able_posts().filter(below).exclude(role__in=WITHOUT_PLACE).annotate(able=able)
    found = rows.order_by("unit_id", "area_id", "role").values_list("unit_id", "area_id", "role", "able")
    return [
        _Nearer(unit, area if role in REACHES_AREA else None, frozenset((able or "").split(",")))
        for unit, area, role, able in found.distinct()
    ]


def _paths(units: Sequence[int], areas: Sequence[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Id -> path of what answers for it, of the units and of the areas; one query where nothing has ended."""
    named = Area.objects.filter(id__in=areas).values_list(Value("area"), *STANDING)
    both = Unit.objects.filter(id__in=units).values_list(Value("unit"), *STANDING).union(named, all=True)
    found: dict[str, list[Any]] = {"unit": [], "area": []}
    for kind, *standing in both:
        found[kind].append(standing)
    return answering_paths(Unit, found["unit"]), answering_paths(Area, found["area"])


def _outside(paths: dict[int, str], taken: Iterable[int | None]) -> tuple[int, ...]:
    """Ids of the places that do not lie within those others have taken."""
    gone = tuple(paths[pk] for pk in taken if pk in paths)
    return tuple(sorted(pk for pk, path in paths.items() if not path.startswith(gone)))


def holders(duties: Sequence[Any]) -> dict[int, list[Post]]:
    """Duty id -> the posts that hold it today, by id; none where nobody is appointed or a household alone is named.

    duties: with `unit` and `area` loaded.
    """
    unit_paths = _answering(Unit, [duty.unit for duty in duties if duty.unit_id])
    area_paths = _answering(Area, [duty.area for duty in duties if duty.area_id])
    units = {path for one in unit_paths.values() for path in _upward(one)}
    areas = {path for one in area_paths.values() for path in _upward(one)}
    handled = HandledBy.objects.filter(in_force(clock.today()), area__path__in=areas, confirmed=True)
    handlers = dict(handled.values_list("area__path", "unit__path"))
    named = Q(unit__path__in=units) | Q(area__path__in=areas) | Q(unit__path__in=handlers.values())
    named |= Q(pk__in=[duty.post_id for duty in duties if duty.post_id])
    posts = list(able_posts().filter(named).select_related("user", "unit", "area").order_by("id"))
    rights_of = _rights({post.role for post in posts}, {duty.capability for duty in duties})
    found, seats = {}, {}
    for duty in duties:
        right = duty.capability
        if right not in seats:
            seats[right] = _seated([post for post in posts if right in rights_of.get(post.role, ())])
        place = unit_paths.get(duty.unit_id), area_paths.get(duty.area_id)
        found[duty.id] = _nearest(duty, seats[right], *place, handlers)
    return found


def why_mine(duty: Any, post: Post) -> str:
    """Why a duty in the post's inbox is in its hands, in one sentence. duty: with `unit` and `area` loaded."""
    if duty.post_id:
        return "指定给本岗位"
    if duty.unit_id:
        own = duty.unit_id == post.unit_id
        return "本单位承办" if own else f"{duty.unit.short_name}没有能办的岗位，由本单位办理"
    if duty.area_id:
        return f"{duty.area.name}的事项" + ("" if duty.area_id == post.area_id else "，由上级办理")
    return "本人联系的户"


@dataclass(frozen=True)
class _Seats:
    """Posts with one right: by id, by the path of their unit and of the area they answer for; of those, by unit too."""

    by_id: dict[int, Post]
    of_unit: dict[str, list[Post]]
    of_area: dict[str, list[Post]]
    handling: dict[str, list[Post]]


def _seated(posts: Sequence[Post]) -> _Seats:
    seats = _Seats({post.pk: post for post in posts}, defaultdict(list), defaultdict(list), defaultdict(list))
    for post in posts:
        if post.role in WITHOUT_PLACE:
            continue
        seats.of_unit[post.unit.path].append(post)
        if area := _path(post):
            seats.of_area[area].append(post)
            seats.handling[post.unit.path].append(post)
    return seats


def _nearest(
    duty: Any, seats: _Seats, unit: str | None, area: str | None, handlers: dict[str, str]
) -> list[Post]:
    if duty.post_id:
        return [seats.by_id[duty.post_id]] if duty.post_id in seats.by_id else []
    levels = []
    if unit:
        levels = [seats.of_unit.get(path) for path in _upward(unit)]
    elif area:
        for path in _upward(area):
            levels += [seats.of_area.get(path), seats.handling.get(handlers.get(path, ""))]
    return next((level for level in levels if level), [])


def _answering(model: type[Area] | type[Unit], places: Iterable[Any]) -> dict[int, str]:
    standing = [tuple(getattr(place, name) for name in STANDING) for place in places]
    return answering_paths(model, standing)


def _place(post: Post) -> Area | Unit:
    """What a post belongs to: its area where its role answers for one, else its unit."""
    return post.area if post.area and post.role in REACHES_AREA else post.unit


def able_posts() -> Any:
    """Those in force of people who can sign in, at places that have not ended."""
    today = clock.today()
    by_area = Q(role__in=sorted(REACHES_AREA), area__isnull=False)
    ended = (by_area & Q(area__valid_to__lte=today)) | (~by_area & Q(unit__valid_to__lte=today))
    return Post.objects.filter(in_force(today), user__is_active=True).exclude(ended)


def posts_able(right: str) -> Any:
    """Posts that can act today with this right, with their people and areas."""
    given = RoleRight.objects.filter(in_force(clock.today()), role=OuterRef("role"), capability=right)
    return able_posts().filter(Exists(given)).select_related("user", "unit", "area")


def _rights(roles: Iterable[str], wanted: Iterable[str]) -> dict[str, set[str]]:
    """Role -> which of the wanted rights it has today."""
    rows = RoleRight.objects.filter(
        in_force(clock.today()), role__in=sorted(roles), capability__in=sorted(wanted)
    )
    found: dict[str, set[str]] = defaultdict(set)
    for role, capability in rows.values_list("role", "capability"):
        found[role].add(capability)
    return found


def _upward(path: str) -> list[str]:
    """`a/b/c/` -> itself, `a/b/`, `a/`."""
    codes = path.rstrip("/").split("/")
    return ["/".join(codes[:length]) + "/" for length in range(len(codes), 0, -1)]


def _path(post: Post) -> str:
    """Of the area a post answers for; "" where it answers for none."""
    return post.area.path if post.area and post.role in REACHES_AREA else ""
