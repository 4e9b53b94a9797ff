"""The queue itself is django-tasks with its database backend: one task is one attempt of a job."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.problems import AttemptFailed
from dixian.foundation.kernel import clock

LEASE = timedelta(seconds=30)


_run: list[Callable[[int], None]] = []


def run_with(run: Callable[[int], None]) -> None:
    """Name what runs a claimed job; the worker does so. (The runner puts jobs back, so it lies above.)"""
    _run[:] = [run]


@task()
def perform(job_id: int) -> None:
    """Run the claimed job `job_id`."""
    _run[0](job_id)


def put(job: Job, *, wait_seconds: int = 0) -> None:
    """Queue the next attempt, in the transaction of the caller."""
    later = clock.wall() + timedelta(seconds=wait_seconds) if wait_seconds else None
    result = perform.using(queue_name=job.lane, run_after=later).enqueue(job.id)
    job.task_id = UUID(result.id)
    job.save(update_fields=["task_id"])


def waiting(lane: str) -> bool:
    """Is anything ready in this lane? A read only, so that an idle worker never takes a write lock."""
    return DBTaskResult.objects.ready().filter(queue_name=lane).exists()


def claim(lane: str, holder: str) -> DBTaskResult | None:
    """Take the next attempt of this lane for `holder`, with a lease on its job; None if there is none.

    A job that was cancelled meanwhile is passed over and its attempt closed.
    """
    while True:
        with writing():
            attempt = DBTaskResult.objects.ready().filter(queue_name=lane).get_locked()
            if attempt is None:
                return None
            attempt.claim(holder)
            if _lease(attempt.id, holder):
                return attempt
            attempt.set_successful(None)


def _lease(task_id: UUID, holder: str) -> bool:
    now = clock.wall()
    return bool(
        Job.objects.filter(task_id=task_id, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            holder=holder,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            started_at=Coalesce("started_at", now),
        )
    )


def renew(holder: str, task_ids: Iterable[UUID]) -> int:
    """Lengthen the lease of what `holder` is really at work on. Returns how many."""
    mine = Job.objects.filter(holder=holder, state=JobState.RUNNING, task_id__in=list(task_ids))
    return mine.update(lease_until=clock.wall() + LEASE)


def close(job: Job, *, incident: str = "") -> None:
    """Mark the present attempt as over; with an incident number, as failed.

    The exception itself is never stored: its text may name people.
    """
    attempt = DBTaskResult.objects.filter(id=job.task_id).first() if job.task_id else None
    if attempt is None:
        return
    if incident:
        attempt.set_failed(AttemptFailed(incident))
    else:
        attempt.set_successful(None)
