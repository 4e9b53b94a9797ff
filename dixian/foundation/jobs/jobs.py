"""The queue keeps itself small."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from dixian.foundation.audit.api import load_reads, seal_now, writing
from dixian.foundation.files.api import sweep
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.kinds import daily, every, job
from dixian.foundation.jobs.models import Job, Mark
from dixian.foundation.jobs.progress import Progress
from dixian.foundation.kernel import clock

_KEEP_ATTEMPTS = timedelta(days=14)
_KEEP_SCHEDULED = timedelta(days=30)


@every(minutes=1)
@job("jobs.pulse", retries=0)
def pulse(progress: Progress) -> None:
    """A sign of life each minute, for `queue_health`."""
    progress.step(1, 1)


@every(minutes=1)
@job("audit.seal", retries=0)
def seal(progress: Progress) -> None:
    """Seal what history has gathered. Audit lies below this room, so its chores are scheduled here."""
    progress.step(seal_now(), 0)


@every(minutes=1)
@job("audit.load_reads", retries=0)
def load_noted_reads(progress: Progress) -> None:
    """Load who read what from the spool."""
    progress.step(load_reads(), 0)


@daily("03:10")
@job("jobs.prune")
def prune(progress: Progress) -> None:
    """Forget old attempts, marks of jobs that ended, and scheduled jobs that went well."""
    now = clock.wall()
    ended = [JobState.DONE, JobState.CANCELLED]
    with writing():
        DBTaskResult.objects.finished().filter(finished_at__lt=now - _KEEP_ATTEMPTS).delete()
        Mark.objects.filter(job__state__in=ended, job__finished_at__lt=now - _KEEP_SCHEDULED).delete()
        scheduled = Job.objects.filter(key__startswith="slot:", state=JobState.DONE)
        scheduled.filter(finished_at__lt=now - _KEEP_SCHEDULED).delete()
    progress.step(1, 1)


@daily("03:20")
@job("files.sweep")
def sweep_files(progress: Progress) -> None:
    """Take away uploads nobody filed. Files stand beside this room, so their chores are scheduled here."""
    progress.step(sweep(), 0)
