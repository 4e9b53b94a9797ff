"""How a job says how far it is, and does each chunk exactly once."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TypeVar

from django.db import connection

from dixian.foundation.audit.api import STAMP, stamps
from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.models import Job, Mark
from dixian.foundation.jobs.problems import Cancelled, HandedBack, LeaseLost
from dixian.foundation.jobs.queue import LEASE
from dixian.foundation.kernel import clock

T = TypeVar("T")

# Between two chunks other writers get their turn (SQLite has one write lock).
_PAUSE = 0.01
_BETWEEN_WRITES = 0.3


class Progress:
    """Handed to each job function; also the proof that this worker still holds the job.

    took: how many seconds the latest `once` kept its transaction open.
    """

    def __init__(self, job: Job, *, whole: bool = False) -> None:
        self.job = job
        self.whole = whole
        self.took = 0.0
        self._last_write = 0.0

    def step(self, done: int, total: int, label: str = "") -> None:
        """Say that `done` of `total` are done (for the progress line).

        Raises Cancelled where somebody asked for it, HandedBack where the worker is to stop, LeaseLost
        where another worker has the job. Silent in a job that is one transaction.
        """
        if self.whole:
            return
        hand_back_if_stopping()
        moment = time.monotonic()
        if done < total and moment - self._last_write < _BETWEEN_WRITES:
            return
        self._last_write = moment
        with writing():
            self.hold(progress_done=done, progress_total=total, progress_label=label[:80])
        if Job.objects.filter(id=self.job.id, cancel_asked=True).exists():
            raise Cancelled

    def hold(self, **changes: object) -> None:
        """Write to the job, and make sure it is still ours. Raises LeaseLost."""
        mine = Job.objects.filter(
            id=self.job.id, holder=self.job.holder, attempts=self.job.attempts, state=JobState.RUNNING
        )
        if not mine.update(**{"lease_until": clock.wall() + LEASE, **changes}):
            raise LeaseLost


_current: ContextVar[Progress | None] = ContextVar("dixian_job", default=None)
stop_asked: ContextVar[Callable[[], bool]] = ContextVar("dixian_stop", default=lambda: False)


def hand_back_if_stopping() -> None:
    """Raise HandedBack where the worker was asked to end: the job goes on in the next worker."""
    if stop_asked.get()():
        raise HandedBack


def current() -> Progress:
    """The job that runs here. Raises RuntimeError outside a job."""
    progress = _current.get()
    if progress is None:
        raise RuntimeError("only a running job has chunks")
    return progress


@contextmanager
def running(progress: Progress) -> Iterator[None]:
    """What is enclosed runs as this job."""
    token = _current.set(progress)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def once(marker: str) -> Iterator[bool]:
    """A transaction whose work is done exactly once in the life of the job.

        for number, ids in chunks(all_ids):
            with once(f"chunk:{number}") as fresh:
                if fresh:
                    ...

    The marker is written in the same transaction as the work, so a kill leaves both or neither.
    False means an earlier attempt has done it. Raises LeaseLost (and rolls back) where another
    worker has taken the job over meanwhile.
    """
    progress = current()
    with writing():
        begun = time.monotonic()
        fresh = mark(f"job:{progress.job.id}:{marker}", progress.job)
        yield fresh
        # Last, so that the row lock on the job is short and heartbeats don't wait for it.
        progress.hold()
    progress.took = time.monotonic() - begun
    if progress.whole:
        return
    hand_back_if_stopping()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(_PAUSE)


def mark(text: str, job: Job) -> bool:
    """Set a mark in the open transaction. False if it was set before."""
    columns = ", ".join((*STAMP, "text", "job_id"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Mark._meta.db_table} ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
            " ON CONFLICT DO NOTHING",
            [*next(stamps()), text, job.pk],
        )
        return bool(cursor.rowcount)


def chunks(items: Iterable[T], size: int = 1000) -> Iterator[tuple[int, list[T]]]:
    """Numbered lists of up to `size` items. The order of `items` must be the same at each attempt."""
    source = iter(items)
    number = 0
    while piece := list(islice(source, size)):
        yield number, piece
        number += 1
