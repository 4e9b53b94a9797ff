"""What this room does by itself."""

from dixian.foundation.jobs.api import Lane, Progress, daily, job, once
from dixian.warning.doubts.keeping import difference, write


@daily("06:20")
@job("doubts.renew", lane=Lane.LONG)
def renew(progress: Progress) -> None:
    """Look for doubts anew, after facts, cases and plans were brought to today."""
    for number, part in enumerate(difference().pieces()):
        with once(f"{progress.job.attempts}:{number}"):
            write(part)
