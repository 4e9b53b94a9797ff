"""Rows that come by themselves, one for each period and each row of the ledger above."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dixian.foundation.books.beginning import begin_many
from dixian.foundation.books.book import Book, Series, book, books
from dixian.foundation.kernel.periods import Period, period_of


def open_series(day: date) -> int:
    """Open what the periods a day lies in ask for, in all ledgers; once, however often this runs. Returns how many are new."""
    return sum(open_rows(one, day) for one in books() if one.series)


def open_rows(of: Book, day: date, parents: Sequence[Any] | None = None) -> int:
    """The same of one ledger, or of some rows above it only."""
    if of.series is None:
        return 0
    above = book(of.parent)
    if parents is None:
        standing = above.model.objects.filter(state__in=of.series.states)
        parents = list(standing.select_related("unit").order_by("id"))
    periods = {row.pk: period_of(day, of.series.every(row)) for row in parents}
    due = {period.code: of.series.due(period) for period in periods.values()}
    known = set(
        of.model.objects.filter(
            **{f"{of.of}__in": list(periods)}, period__in={period.code for period in periods.values()}
        ).values_list(f"{of.of}_id", "period")
    )
    fresh = [
        _row(of, of.series, row, periods[row.pk], due)
        for row in parents
        if _asks(of.series, row, periods[row.pk]) and (row.pk, periods[row.pk].code) not in known
    ]
    return begin_many(book=of, rows=fresh, on=day) if fresh else 0


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
