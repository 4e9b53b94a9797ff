"""What accounts do by themselves each day."""

from dixian.foundation.accounts.actions.handing import carry_over_due
from dixian.foundation.jobs.api import Progress, daily, job


@daily("00:05")
@job("accounts.carry_over", whole=True)
def carry_over_work(progress: Progress) -> None:
    """Hand-overs agreed for today: open work and households go to the successor."""
    carry_over_due()
