"""Jobs that a killed worker left running are queued again."""

import os
import secrets
import socket
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs import failing, log, queue
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.kinds import kind_of
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.problems import UnknownJob
from dixian.foundation.kernel import clock

# A job that takes its worker down each time must not do so for ever.
_MOST_KILLS = 5


def new_holder() -> str:
    """The name of this worker process: host, process number, and a token of its own."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


def recover(me: str, at_work: Iterable[UUID] = ()) -> int:
    """Queue again what was left running. Returns how many jobs.

    Lost is a job whose lease has run out (wall time), or, sooner, one held by a process of this
    machine that is gone. at_work: the attempts this worker itself is running.
    """
    running = Job.objects.filter(state=JobState.RUNNING).exclude(holder=me, task_id__in=list(at_work))
    expired = Q(lease_until__lt=clock.wall())
    holders = running.exclude(holder=me).values_list("holder", flat=True).distinct()
    gone = [name for name in holders if _process_gone(name, me)]
    lost = list(running.filter(expired | Q(holder__in=gone)).order_by("id"))
    return sum(_requeue(job) for job in lost)


def _requeue(job: Job) -> bool:
    with writing():
        still = Job.objects.filter(
            id=job.id, state=JobState.RUNNING, holder=job.holder, lease_until=job.lease_until
        )
        incident = log.new_incident()
        if job.attempts > _most_attempts(job):
            message = f"处理进程多次中断，已完成的部分保留（编号 {incident}）"
            taken = still.update(
                state=JobState.FAILED,
                lease_until=None,
                finished_at=clock.wall(),
                incident=incident,
                message_zh=message,
            )
            queue.close(job, incident=incident)
            if taken:
                failing.tell(job, message)
        else:
            taken = still.update(state=JobState.QUEUED, holder="", lease_until=None)
            if taken:
                queue.close(job, incident=incident)
                queue.put(job)
    if taken:
        log.event("recovered", job=job.id, name=job.name, attempt=job.attempts, incident=incident)
    return bool(taken)


def _most_attempts(job: Job) -> int:
    try:
        return kind_of(job.name).retries + _MOST_KILLS
    except UnknownJob:
        return _MOST_KILLS


def _process_gone(holder: str, me: str) -> bool:
    host, _, rest = holder.partition(":")
    number, _, _token = rest.partition(":")
    if host != me.partition(":")[0] or not number.isdigit():
        return False
    if int(number) == os.getpid():
        # The same number with another token: an earlier life of this process (a container's 1).
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
