"""What ledgers do by themselves each day."""

from dixian.foundation.books.series import open_series
from dixian.foundation.jobs.api import Progress, daily, job, once
from dixian.foundation.kernel import clock


@daily("06:15")
@job("books.series")
def open_series_of_today(progress: Progress) -> None:
    """Open the rows of the periods that have begun; a row is opened once, however often this runs."""
    with once("opened") as fresh:
        if fresh:
            open_series(clock.today())
