"""What this room does by itself."""

from dixian.foundation.jobs.api import Progress, daily, job
from dixian.warning.cases.taking_over import take_over, tick_entered


@daily("05:30")
@job("cases.take_over", whole=True)
def after_the_night(_progress: Progress) -> None:
    """Whoever is monitored in the register has a case, however the register came to say so."""
    take_over()
    tick_entered()
