"""What pages ask of the queue."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.models import Job
from dixian.foundation.kernel import clock


@dataclass(frozen=True)
class QueueHealth:
    """For `/health/ready`: how many wait and fail, and whether a worker is alive."""

    waiting: int
    oldest_waiting_seconds: int
    failed_today: int
    worker_alive: bool


def find_job(uid: str, *, post_id: int | None) -> Job | None:
    """The job with this uid if `post_id` began it; None otherwise (the page answers 404)."""
    return Job.objects.filter(uid=uid, scope_post=post_id).first()


def jobs_of(*, post_id: int) -> QuerySet[Job]:
    """The jobs a post began, latest first."""
    return Job.objects.filter(scope_post=post_id).order_by("-id")


def queue_health() -> QueueHealth:
    """How the queue stands now. Alive means: some scheduled or other job was touched in two minutes."""
    now = clock.wall()
    queued = Job.objects.filter(state=JobState.QUEUED)
    oldest = queued.order_by("made_at").values_list("made_at", flat=True).first()
    recent = now - timedelta(minutes=2)
    return QueueHealth(
        waiting=queued.count(),
        oldest_waiting_seconds=max(0, int((now - oldest).total_seconds())) if oldest else 0,
        failed_today=Job.objects.filter(
            state=JobState.FAILED, finished_at__gt=now - timedelta(days=1)
        ).count(),
        worker_alive=Job.objects.filter(finished_at__gt=recent).exists()
        or Job.objects.filter(state=JobState.RUNNING, lease_until__gt=now).exists(),
    )
