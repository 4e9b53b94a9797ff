"""What this room does by itself."""

from dixian.foundation.jobs.api import Lane, Progress, daily, enqueue, job, once
from dixian.foundation.kernel import clock
from dixian.warning.visits.duties import open_beats
from dixian.warning.visits.enums import SweepState
from dixian.warning.visits.listing import pieces, put_on, to_list, whose_are
from dixian.warning.visits.models import Sweep
from dixian.warning.visits.sweeping import (
    KEEP,
    LATE,
    LIST,
    add_late,
    keep,
    open_month,
    open_ones,
    remind_of_check,
)


@job(LIST, lane=Lane.LONG)
def list_households(progress: Progress, sweep_id: int) -> None:
    """Make the list of a sweep, and the duties of whoever goes there."""
    moment, sweep = clock.now(), Sweep.objects.get(pk=sweep_id)
    homes = to_list(sweep)
    whose, done = whose_are(homes), 0
    for number, piece in enumerate(pieces(homes)):
        with once(f"{progress.job.attempts}:{number}"):
            put_on(sweep, piece, whose)
        done += len(piece)
        progress.step(done, len(homes), "列排查名单")
    with once("listed") as fresh:
        if fresh:
            Sweep.objects.filter(pk=sweep_id).update(
                state=SweepState.OPEN, listed_at=moment, version=sweep.version + 1
            )
            open_beats(sweep)


@job(LATE, lane=Lane.LONG)
def list_late(progress: Progress) -> None:
    """Who came into the register joins the lists that are open; who has ended leaves them."""
    for sweep in open_ones():
        with once(f"{progress.job.attempts}:late:{sweep.pk}"):
            add_late(sweep)
            keep(sweep)


@job(KEEP, lane=Lane.LONG)
def keep_lists(progress: Progress) -> None:
    """What is left of the open lists goes with households that moved, and to whoever is named now."""
    for sweep in open_ones():
        with once(f"{progress.job.attempts}:keep:{sweep.pk}"):
            keep(sweep)


@daily("05:40")
@job("visits.daily", lane=Lane.LONG)
def every_day(progress: Progress) -> None:
    """The month's round begins; open lists follow the register, the focus groups and who is named."""
    with once(f"{progress.job.attempts}:month"):
        made = open_month(clock.today())
        if made:
            enqueue(LIST, key=f"sweep:{made.pk}", sweep_id=made.pk)
        remind_of_check(clock.today())
    for sweep in open_ones():
        with once(f"{progress.job.attempts}:keep:{sweep.pk}"):
            add_late(sweep)
            keep(sweep)
