"""A fault put in on purpose, to show that the reckoning would see it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dixian.commons.leads.api import LeadSource


@contextmanager
def one_dropped(asked: bool) -> Iterator[None]:
    """Where asked, the first alert that is written to a lead within is lost on the way."""
    if not asked:
        yield
        return
    sources: Any = LeadSource.objects
    real = sources.bulk_create
    dropped: list[LeadSource] = []

    def faulty(rows: Sequence[LeadSource], *arguments: Any, **named: Any) -> Any:
        if rows and not dropped:
            dropped.append(rows[0])
            rows = rows[1:]
        return real(rows, *arguments, **named)

    sources.bulk_create = faulty
    try:
        yield
    finally:
        sources.bulk_create = real
