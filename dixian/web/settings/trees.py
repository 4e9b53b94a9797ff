"""Areas and units as trees and as lists found by a search."""

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
    """A place, what is said beside it, and what stands below it."""

    place: Any
    note: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def is_bunch(self) -> bool:
        """Whether nothing below it has anything below itself: then names stand in a row."""
        return not any(child.children for child in self.children)


def grow(places: list[Any], notes: dict[int, str]) -> list[Node]:
    """The tree of places in the order they come; one whose parent is not among them is a root."""
    nodes = {place.pk: Node(place, notes.get(place.pk, "")) for place in places}
    roots: list[Node] = []
    for place in places:
        above = nodes.get(place.parent_id)
        (above.children if above else roots).append(nodes[place.pk])
    return roots


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
