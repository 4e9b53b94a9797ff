"""What this room does by itself."""

from dixian.foundation.jobs.api import Progress, daily, job
from dixian.foundation.kernel import clock
from dixian.warning.elimination.entering import follow_national
from dixian.warning.elimination.watching import open_half


@daily("06:10")
@job("elimination.look_back", whole=True)
def half_year(_progress: Progress) -> None:
    """Whoever was eliminated is looked at once in half a year."""
    open_half(clock.today())


@daily("05:40")
@job("elimination.follow_national", whole=True)
def national(_progress: Progress) -> None:
    """Whoever is not marked in the national data is to be entered; who is, has been."""
    follow_national()
