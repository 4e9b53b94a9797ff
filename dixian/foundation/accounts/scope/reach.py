"""How far a post reaches, as ids."""

from dataclasses import dataclass

from dixian.foundation.accounts.models import Post
from dixian.foundation.accounts.roles import REACHES_ALL, REACHES_AREA, REACHES_UNIT
from dixian.foundation.areas.api import HandledBy, area_subtree, in_force, unit_subtree
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
    if post.role in REACHES_UNIT:
        return Span(post.pk, units=tuple(unit_subtree(post.unit)))
    if post.role in REACHES_AREA and post.area is not None:
        units = unit_subtree(post.unit)
        handled = HandledBy.objects.filter(in_force(clock.today()), unit__in=units).select_related("area")
        areas = [*area_subtree(post.area), *(id_ for by in handled for id_ in area_subtree(by.area))]
        return Span(post.pk, areas=tuple(areas), units=tuple(units))
    return Span(post.pk)
