"""What ledgers do by themselves each day."""

from dixian.foundation.books.series import open_series, settle_all_holders
from dixian.foundation.jobs.api import Progress, daily, job, once
from dixian.foundation.kernel import clock


@daily("06:15")
@job("books.series")
def open_series_of_today(progress: Progress) -> None:
    """Open the rows of the periods that have begun, and give duties to those who have an account by now; a row is opened once,
    however often this runs."""
    with once("opened") as fresh:
        if fresh:
            open_series(clock.today())
            settle_all_holders(clock.today())
