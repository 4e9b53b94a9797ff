"""Begin a job, and cancel one."""

from typing import Any

from django.db import IntegrityError, transaction

from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs import failing, queue
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.kinds import Function, JobKind, kind_of
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.rules import plain_problem
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def enqueue(job: Function | str, *, key: str, scope_post: int | None = None, **arguments: Any) -> Job:
    """Make a job, durable in the transaction of the caller. The same `key` again is the same job.

    job: a declared function or its name. scope_post: the post whose scope the job runs in; None for
    the system. arguments: ids, codes, ISO days and lists of them.
    Raises UnknownJob; ValueError for arguments that may not lie in the queue.
    """
    kind = kind_of(job)
    problem = plain_problem({"key": key, **arguments})
    if problem:
        raise ValueError(f"job {kind.name}: {problem}")
    known = Job.objects.filter(key=key).first()
    if known is not None:
        return known
    with writing():
        try:
            with transaction.atomic():
                return begin(kind, key=key, scope_post=scope_post, **arguments)
        except IntegrityError:
            return Job.objects.get(key=key)


def is_queued(job: Function | str) -> bool:
    """Whether a job of this kind waits to be begun. It will see everything that was committed before this was asked, so that
    work over the whole county need not be asked for once more; one that is running may have looked already.
    """
    return Job.objects.filter(name=kind_of(job).name, state=JobState.QUEUED).exists()


def begin(kind: JobKind, *, key: str, scope_post: int | None = None, **arguments: Any) -> Job:
    """Make a job under a key that nobody has used, in the open transaction. Raises IntegrityError where it is known."""
    made = Job.objects.create(
        name=kind.name, key=key, lane=kind.lane, arguments=arguments, scope_post=scope_post
    )
    queue.put(made)
    return made


def cancel(*, job: Job) -> None:
    """Cancel a job: at once while it waits, at its next step while it runs.

    What its finished steps wrote stays. Raises Refusal where it has ended already.
    """
    with writing():
        waiting = Job.objects.filter(id=job.id, state=JobState.QUEUED)
        now = clock.wall()
        message = "已按要求取消"
        if waiting.update(state=JobState.CANCELLED, finished_at=now, message_zh=message):
            failing.tell(job, message)
            return
        if not Job.objects.filter(id=job.id, state=JobState.RUNNING).update(cancel_asked=True):
            raise Refusal("这项任务已经结束，不能取消", "请看任务结果")
