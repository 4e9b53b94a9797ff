"""What this room does by itself."""

from dixian.foundation.jobs.api import Progress, daily, job
from dixian.foundation.kernel import clock
from dixian.warning.measures.following import open_month


@daily("06:00")
@job("measures.follow", whole=True)
def month(_progress: Progress) -> None:
    """Whoever is monitored is looked in on once a month; one that is followed already opens nothing."""
    open_month(clock.today())
