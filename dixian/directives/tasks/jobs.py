"""What tasks do by themselves each day."""

from dixian.directives.tasks.duties import open_rounds
from dixian.foundation.jobs.api import Progress, daily, job, once
from dixian.foundation.kernel import clock


@daily("06:20")
@job("tasks.rounds")
def open_rounds_of_today(progress: Progress) -> None:
    """Open the duties of the rounds that have begun; a round is opened once, however often this runs."""
    with once("opened") as fresh:
        if fresh:
            open_rounds(clock.today())
