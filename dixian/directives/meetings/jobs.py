"""What consultations do by themselves each day."""

from dixian.directives.meetings.actions import open_quarter
from dixian.foundation.jobs.api import Progress, daily, job, once
from dixian.foundation.kernel import clock


@daily("06:25")
@job("meetings.quarter")
def open_meeting_of_the_quarter(progress: Progress) -> None:
    """A quarter that has begun has its consultation, due by its last day; once, however often this runs."""
    with once("opened") as fresh:
        if fresh:
            open_quarter(clock.today())
