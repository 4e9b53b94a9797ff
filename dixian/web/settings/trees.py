"""Areas and units as trees and as lists found by a search."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Day
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.kernel.text import tidy

MOST_FOUND = 100


@dataclass
class Node:
    """A place, what is said beside it, what stands below it, and whether that shows at first.

    Leaves stand together in a row, branches below each other.
    """

    place: Any
    note: str = ""
    is_open: bool = False
    leaves: list["Node"] = field(default_factory=list)
    branches: list["Node"] = field(default_factory=list)


def grow(places: list[Any], notes: dict[int, str], *, open_kinds: Container[str]) -> Node:
    """The tree of places in the order they come, below a node that is no place.

    One whose parent is not among them stands at the top; those of `open_kinds` show what they have.
    """
    parents = {place.parent_id for place in places}
    nodes = {place.pk: Node(place, notes.get(place.pk, ""), place.kind in open_kinds) for place in places}
    top = Node(None)
    for place in places:
        above = nodes.get(place.parent_id, top)
        (above.branches if place.pk in parents else above.leaves).append(nodes[place.pk])
    return top


def matching(places: Any, text: str, *columns: str) -> list[Any]:
    """Places in whose columns the text stands, those in force first."""
    found = Q(code__startswith=text)
    for column in columns:
        found |= Q(**{f"{column}__contains": text})
    hits = places.filter(found).distinct().order_by("path")[:MOST_FOUND]
    return sorted(hits, key=lambda place: place.has_ended())


def asked_text(request: Any) -> str:
    """What is searched for."""
    return tidy(request.GET.get("q", ""))[:40]


def asked_day(request: Any) -> date:
    """The day the page shows, today where none is asked for. Raises Refusal for what is no day."""
    text = request.GET.get("day", "")
    try:
        day: date | None = Day("day", "日期").clean(text)
    except CellProblem as problem:
        raise Refusal(f"“{text[:20]}”{problem.message}", problem.remedy) from None
    return day or clock.today()
