"""What accounts do in the background: by themselves each day, and from a workbook."""

from dixian.foundation.accounts.actions.fetching import forget_overdue
from dixian.foundation.accounts.actions.handing import carry_over_due
from dixian.foundation.accounts.actions.opening import JOB, open_rows
from dixian.foundation.jobs.api import Lane, Progress, daily, job


@daily("00:05")
@job("accounts.carry_over", whole=True)
def carry_over_work(progress: Progress) -> None:
    """Hand-overs agreed for today: open work and households go to the successor."""
    carry_over_due()


@job(JOB, lane=Lane.LONG)
def open_from_workbook(progress: Progress, opening_id: int, agreed: bool = False) -> None:
    """The accounts of a workbook, row by row."""
    open_rows(progress, opening_id, agreed=agreed)


@daily("00:10")
@job("accounts.forget_passwords", whole=True)
def forget_one_time_passwords(progress: Progress) -> None:
    """One-time passwords whose day has passed."""
    forget_overdue()
