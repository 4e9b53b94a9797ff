"""Reads of a ledger: its rows narrowed, the counts above them, a row's steps, and its sums."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.books.book import Book, BookFigure, books
from dixian.foundation.books.naming import PLACED
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation


def rows_of(book: Book, post: Post) -> Any:
    """The rows a post reaches, with the units, villages and rows above they name, and what says which those are."""
    links = [name for name in ("unit", *book.columns) if book.model._meta.get_field(name).is_relation]
    behind = [f"{name}__{one}" for name in links for one in _behind(book.model._meta.get_field(name))]
    return book.model.objects.visible_to(post).select_related(*dict.fromkeys([*links, *behind]))


def _behind(link: Any) -> tuple[str, ...]:
    """What a label of the row a link names shows besides: a village's township, the place of a row above."""
    there = {field.name for field in link.related_model._meta.concrete_fields}
    if link.related_model is Area:
        return ("parent",)
    return tuple(one for one in PLACED if one in there)[:1]


def narrowed(book: Book, rows: Any, chosen: Mapping[str, str]) -> Any:
    """Rows by state (several behind commas), by lateness, by a mark, by the row above, and by the book's own filters (a unit by its code)."""
    states = [one for one in chosen.get("state", "").split(",") if one in book.states.labels]
    if states:
        rows = rows.filter(state__in=states)
    if chosen.get("late"):
        rows = rows.filter(due_on__lt=clock.today()).exclude(state__in=book.ends)
    if book.of and chosen.get("of"):
        rows = rows.filter(**{f"{book.of}__uid": chosen["of"]})
    for name in book.filters:
        if chosen.get(name):
            linked = book.model._meta.get_field(name).is_relation
            rows = rows.filter(**{f"{name}__code" if linked else name: chosen[name]})
    mark = book.mark(chosen.get("mark", ""))
    return mark.narrow(rows) if mark else rows


def rows_below(of: Book, row: Any, post: Post) -> Any:
    """Rows of a ledger that belong to this row of the one above, latest first."""
    return rows_of(of, post).filter(**{of.of: row}).order_by("-id")


def figures(book: Book, rows: Any) -> list[BookFigure]:
    """How many rows stand where, how many are late; each opens the list it counts; then the book's own figures."""
    late = Q(due_on__lt=clock.today()) & ~Q(state__in=book.ends)
    counted = rows.aggregate(
        _late=Count("pk", filter=late),
        **{state: Count("pk", filter=Q(state=state)) for state in book.states.labels},
        **{f"_{one.code}": _among(one.narrow(rows)) for one in book.marks},
    )
    by_state = [
        BookFigure(label, str(counted[state]), f"state={state}")
        for state, label in book.states.labels.items()
        if counted[state]
    ]
    marked = [BookFigure(one.title, str(counted[f"_{one.code}"]), f"mark={one.code}") for one in book.marks]
    late_ones = BookFigure("超期", str(counted["_late"]), "late=1")
    return [*by_state, late_ones, *marked, *book.figures(rows)]


def _among(narrowed: Any) -> Count:
    """How many of the rows counted are among `narrowed`."""
    return Count("pk", filter=Q(pk__in=narrowed.order_by().values("pk")))


def steps_of(book: Book, row: Any) -> list[Any]:
    """What was done with a row, oldest first."""
    found = book.step.objects.filter(row=row)
    return list(found.select_related("by", "evidence").order_by("id"))


def sums() -> list[Sum]:
    """Each row that is due somewhere has its duty open; those of posts are only there where somebody has an account."""
    told = []
    for one in books():
        for duty in (duty for duty in one.duties if duty.holders is None):
            waiting = one.model.objects.filter(state__in=duty.states)
            uids = waiting.values("uid")
            held = Obligation.objects.filter(kind=duty.kind.code, state="open", subject_uid__in=uids)
            told.append(Sum(f"{one.title}：待{duty.kind.title} = 待办", waiting.count(), held.count()))
    return told
