"""A fault put in on purpose, to show that the reckoning would see it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dixian.commons.leads.api import NewSource, Raised
from dixian.warning.alerts import jobs

NAMES = {"drop-one": "最后一个月有一条预警没有形成线索"}


@contextmanager
def one_dropped(asked: bool) -> Iterator[None]:
    """Where asked, the first alert that is raised within reaches no lead."""
    if not asked:
        yield
        return
    real, dropped = jobs.raise_leads, []

    def faulty(sources: Sequence[NewSource]) -> Raised:
        if sources and not dropped:
            dropped.append(sources[0])
            sources = sources[1:]
        return real(sources)

    jobs.raise_leads = faulty
    try:
        yield
    finally:
        jobs.raise_leads = real
