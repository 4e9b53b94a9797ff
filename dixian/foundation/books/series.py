"""Rows that come by themselves, one for each period and each row of the ledger above."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dixian.foundation.books.beginning import begin_many
from dixian.foundation.books.book import Book, Series, book, books
from dixian.foundation.books.duties import settle_holders
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.periods import Period, period_of

# How far back periods are made up for.
MOST = 60


def open_series(day: date) -> int:
    """Open what the periods a day lies in ask for, in all ledgers; once, however often this runs. Returns how many are new."""
    return sum(open_rows(one, day) for one in books() if one.series)


def settle_all_holders(day: date) -> None:
    """Duties that posts have lie with whom the rows name by now, in all ledgers."""
    for of in (one for one in books() if any(duty.holders for duty in one.duties)):
        waiting = of.model.objects.exclude(state__in=of.ends).select_related(*filter(None, ("unit", of.of)))
        settle_holders(of, list(waiting.order_by("id")), day)


def open_rows(of: Book, day: date, parents: Sequence[Any] | None = None) -> int:
    """The same of one ledger, or of some rows above it only."""
    if of.series is None:
        return 0
    above = book(of.parent)
    if parents is None:
        standing = above.model.objects.filter(state__in=of.series.states)
        parents = list(standing.select_related("unit").order_by("id"))
    asked = [
        (row, period)
        for row in parents
        for period in _since(of.series, row, day)
        if _asks(of.series, row, period)
    ]
    due = {period.code: of.series.due(period) for _, period in asked}
    known = set(
        of.model.objects.filter(
            **{f"{of.of}__in": [row.pk for row in parents]}, period__in=list(due)
        ).values_list(f"{of.of}_id", "period")
    )
    fresh = [
        _row(of, of.series, row, period, due) for row, period in asked if (row.pk, period.code) not in known
    ]
    return begin_many(book=of, rows=fresh, on=day) if fresh else 0


def _since(series: Series, row: Any, day: date) -> Iterator[Period]:
    """The period a day lies in, and those before it since the row was registered: none is lost where no day's job ran in it."""
    every = series.every(row)
    first = period_of(clock.day_of(row.made_at), every).first
    period = period_of(day, every)
    for _ in range(MOST):
        yield period
        period = period_of(period.first - timedelta(days=1), every)
        if period.first < first or period.last < series.since(row):
            return


def _asks(series: Series, row: Any, period: Period) -> bool:
    until = series.until(row)
    within = series.since(row) <= period.last and (until is None or until >= period.first)
    return row.state in series.states and within


def _row(of: Book, series: Series, row: Any, period: Period, due: Mapping[str, date]) -> Any:
    return of.model(
        **{of.of: row, "unit_id": row.unit_id, **series.fill(row)},
        period=period.code,
        first_on=period.first,
        due_on=due[period.code],
        state=of.begins,
    )
