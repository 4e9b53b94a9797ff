"""What this room does by itself."""

from dixian.foundation.jobs.api import Lane, Progress, daily, job, once
from dixian.warning.declarations.knocking import forget


@daily("03:50")
@job("declarations.forget", lane=Lane.LONG)
def forget_knocks(progress: Progress) -> None:
    """What was counted yesterday counts no more."""
    with once(f"{progress.job.attempts}"):
        forget()
