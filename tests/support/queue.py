"""The queue in a hurry: what waits for a later try is tried now."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from tests.support.database import as_worker


def until_given_up() -> None:
    """Run everything, retries too, until each job has come to one of its ends."""
    drain()
    while again():
        drain()


def again() -> int:
    """What waits for a later try may be tried now; how many."""
    with as_worker():
        ready = DBTaskResult.objects.filter(status="READY")
        return int(ready.update(run_after=clock.wall() - timedelta(seconds=1)))
