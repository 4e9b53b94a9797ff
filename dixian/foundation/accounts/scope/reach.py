"""How far a post reaches, as ids."""

from dataclasses import dataclass

from dixian.foundation.accounts.models import Post
from dixian.foundation.accounts.roles import REACHES_ALL, REACHES_AREA, REACHES_UNIT
from dixian.foundation.areas.api import Area, HandledBy, area_subtree, in_force, unit_subtree
from dixian.foundation.kernel import clock


@dataclass(frozen=True)
class Span:
    """everything, or these areas and units; `post` is the post's own id, for rows and households of its own."""

    post: int
    everything: bool = False
    areas: tuple[int, ...] = ()
    units: tuple[int, ...] = ()


def span_of(post: Post) -> Span:
    """The ids a post reaches today; computed once per Post instance."""
    found = post.__dict__.get("_span")
    if found is None:
        found = post.__dict__["_span"] = _span(post)
    return found


def _span(post: Post) -> Span:
    if not post.is_in_force():
        return Span(post.pk)
    if post.role in REACHES_ALL:
        return Span(post.pk, everything=True)
    own = post.area if post.role in REACHES_AREA else None
    if own is None and post.role not in REACHES_UNIT:
        return Span(post.pk)
    units = unit_subtree(post.unit)
    roots = [*_handled(units), *([own] if own else [])]
    return Span(post.pk, areas=tuple(area_subtree(*roots)), units=tuple(units))


def _handled(units: list[int]) -> list[Area]:
    """The areas these units answer for (代管), as far as the county has confirmed it."""
    today = clock.today()
    handled = HandledBy.objects.filter(in_force(today), unit__in=units, confirmed=True)
    return [by.area for by in handled.select_related("area")]
