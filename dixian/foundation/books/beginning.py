"""Rows that come by themselves: opened with their duties, and given up again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.books.book import Book, children
from dixian.foundation.books.duties import keep_duties, owe_duties
from dixian.foundation.kernel.periods import period_of


@transaction.atomic
def begin(*, book: Book, row: Any, on: date) -> None:
    """A row the system opens by itself, with its duties."""
    row.save(force_insert=True)
    owe_duties(book, [row], on)


@transaction.atomic
def begin_many(*, book: Book, rows: list[Any], on: date) -> int:
    """Several such rows; those that are there already stay as they are. Returns how many are new."""
    book.model.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    links = ["unit", *([book.of] if book.of else [])]
    made = list(book.model.objects.filter(uid__in=[row.uid for row in rows]).select_related(*links))
    keep_duties(book, made, on)
    return len(made)


def stop_series(above: Book, row: Any, on: date) -> None:
    """What came by itself for a row that asks for it no longer, and nobody has dealt with yet, is called off from that day on.

    A period that was over by then stays due: what was done in it is still to be told.
    """
    for one in children(above):
        if one.series is None or not one.series.off or row.state in one.series.states:
            continue
        every, last = one.series.every(row), min(on, one.series.until(row) or on)
        waiting = one.model.objects.filter(state=one.begins, due_on__gte=on, **{one.of: row})
        days = waiting.values_list("pk", "first_on")
        going_on = [pk for pk, first in days if period_of(first, every).last >= last]
        call_off(one, waiting.filter(pk__in=going_on), one.series.off, on)


def call_off(of: Book, rows: Any, state: str, on: date) -> None:
    """Rows go to a state in which nothing is due, with their duties called off; by the system."""
    gone = list(rows.select_related("unit"))
    if not gone:
        return
    of.model.objects.filter(pk__in=[row.pk for row in gone]).update(state=state, version=F("version") + 1)
    for row in gone:
        row.state = state
    keep_duties(of, gone, on)
