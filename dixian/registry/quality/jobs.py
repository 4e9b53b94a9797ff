"""The checks run each night, after the register has changed, and when somebody asks."""

from dixian.foundation.jobs.api import Lane, Progress, daily, job, once
from dixian.foundation.kernel import clock
from dixian.registry.quality.keeping import difference, write
from dixian.registry.quality.models import Run

RENEW = "quality.renew"


@daily("06:40")
@job(RENEW, lane=Lane.LONG)
def renew(progress: Progress) -> None:
    """Run all checks; only differences are written."""
    made = difference()
    for number, part in enumerate(made.pieces()):
        with once(f"{progress.job.attempts}:{number}"):
            write(part)
    with once("run") as fresh:
        if fresh:
            Run.objects.update_or_create(day=clock.today(), defaults={"found": made.found})
