"""Figures are counted each night, and when somebody asks."""

from dixian.foundation.figures.counting import count, months_to_count
from dixian.foundation.figures.figure import figures
from dixian.foundation.jobs.api import Lane, Progress, daily, job, once


@daily("05:40")
@job("figures.count", lane=Lane.LONG)
def count_figures(progress: Progress) -> None:
    """All figures of the months that are open; a figure each in a transaction of its own."""
    work = [(month, one) for month in months_to_count() for one in figures()]
    for done, (month, one) in enumerate(work):
        progress.step(done, len(work), one.title)
        with once(f"{month.code}:{one.code}") as fresh:
            if fresh:
                count(one, month)
    progress.step(len(work), len(work))
