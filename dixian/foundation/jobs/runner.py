"""Run one claimed job to one of its ends: done, failed, cancelled, or queued again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from dixian.foundation.audit import context
from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs import failing, log, queue
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.kinds import JobKind, kind_of
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.problems import Cancelled, HandedBack, LeaseLost, UnknownJob
from dixian.foundation.jobs.progress import Progress, running
from dixian.foundation.jobs.rules import wait_seconds
from dixian.foundation.jobs.scope import acting_for
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def run(job_id: int) -> None:
    """Run the job that this worker has claimed. Raises only where the database is lost."""
    job = Job.objects.get(id=job_id)
    try:
        kind = kind_of(job.name)
        who = acting_for(f"job:{job.id}", job.scope_post)
    except (UnknownJob, ObjectDoesNotExist) as error:
        incident = log.new_incident()
        log.trouble("cannot_begin", error, job=job.id, name=job.name, incident=incident)
        _fail(Progress(job), "任务或发起岗位已不存在，请联系系统管理员", incident)
        return
    progress = Progress(job, whole=kind.whole)
    with context.acting(who), _session_scope(), running(progress):
        _attempt(progress, kind)


def _attempt(progress: Progress, kind: JobKind) -> None:
    try:
        _work(progress, kind)
    except LeaseLost:
        log.event("lease_lost", job=progress.job.id, name=kind.name)
    except HandedBack:
        _again(progress, counted=False)
    except Cancelled:
        _end(progress, JobState.CANCELLED, message_zh="已按要求取消，已完成的部分保留")
    except Refusal as refusal:
        _fail(progress, f"{refusal.message}{'。' if refusal.remedy else ''}{refusal.remedy}", "")
    except Exception as error:  # noqa: BLE001 - whatever a job raises becomes an incident, never a dead worker
        _trouble(progress, kind, error)


def _work(progress: Progress, kind: JobKind) -> None:
    arguments = progress.job.arguments
    if kind.whole:
        with writing():
            kind.function(progress, **arguments)
            _close(progress, JobState.DONE)
        return
    kind.function(progress, **arguments)
    _end(progress, JobState.DONE)


def _trouble(progress: Progress, kind: JobKind, error: Exception) -> None:
    job = progress.job
    incident = log.new_incident()
    log.trouble("attempt_failed", error, job=job.id, name=job.name, attempt=job.attempts, incident=incident)
    if job.attempts > kind.retries:
        _fail(progress, f"系统内部错误，已试 {job.attempts} 次，已完成的部分保留", incident)
    else:
        _again(progress, incident=incident)


def _again(progress: Progress, *, counted: bool = True, incident: str = "") -> None:
    job = progress.job
    with writing():
        attempts = job.attempts if counted else job.attempts - 1
        progress.hold(
            state=JobState.QUEUED, holder="", lease_until=None, attempts=attempts, incident=incident
        )
        queue.close(job, incident=incident)
        queue.put(job, wait_seconds=wait_seconds(job.attempts) if counted else 0)


def _fail(progress: Progress, message: str, incident: str) -> None:
    told = f"{message}（编号 {incident}）" if incident else message
    _end(progress, JobState.FAILED, message_zh=told[:500], incident=incident)


def _end(progress: Progress, state: JobState, **changes: str) -> None:
    with writing():
        _close(progress, state, **changes)


def _close(progress: Progress, state: JobState, **changes: str) -> None:
    progress.hold(state=state, lease_until=None, finished_at=clock.wall(), **changes)
    queue.close(progress.job, incident=changes.get("incident", ""))
    if state != JobState.DONE:
        failing.tell(progress.job, changes.get("message_zh", ""))


@contextmanager
def _session_scope() -> Iterator[None]:
    """Actor and row security also for what a job does outside its transactions.

    A worker's connection serves one job at a time, so the session may carry them; they are put
    back before the next job.
    """
    who = context.current()
    if connection.vendor != "postgresql" or who is None:
        yield
        return
    told = {"dixian.actor": who.actor, "dixian.acting_post": str(who.post or ""), **dict(who.settings)}
    before = _setting(list(told))
    _set(told)
    try:
        yield
    finally:
        _set(before)


def _setting(names: list[str]) -> dict[str, str]:
    calls = ", ".join(["current_setting(%s, true)"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", names)
        return {name: text or "" for name, text in zip(names, cursor.fetchone(), strict=True)}


def _set(pairs: dict[str, str]) -> None:
    calls = ", ".join(["set_config(%s, %s, false)"] * len(pairs))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [text for pair in pairs.items() for text in pair])
