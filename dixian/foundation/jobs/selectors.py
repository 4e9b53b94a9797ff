"""What pages ask of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

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


def latest_job(*, keys: Sequence[str]) -> Job | None:
    """The latest of the jobs with these keys; who asks has seen to it that the post may know of them."""
    return Job.objects.filter(key__in=keys).order_by("-id").first()


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
