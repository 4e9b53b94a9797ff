"""The queue in a hurry: what waits for a later try is tried now."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock


def until_given_up() -> None:
    """Run everything, retries too, until each job has come to one of its ends."""
    drain()
    while DBTaskResult.objects.filter(status="READY").exists():
        DBTaskResult.objects.filter(status="READY").update(run_after=clock.wall() - timedelta(seconds=1))
        drain()
