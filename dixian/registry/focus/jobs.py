"""The groups follow facts, the register, the lines and the calendar."""

from dixian.foundation.jobs.api import Lane, Pieces, Progress, daily, job, once
from dixian.foundation.kernel import clock
from dixian.registry.focus.keeping import IDS, difference, renew, write
from dixian.registry.focus.models import Renewal

RENEW, SOME = "focus.renew", "focus.some"


@daily("00:30")
@job(RENEW, lane=Lane.LONG)
def renew_all(progress: Progress) -> None:
    """Judge every household anew, after the present facts were turned to today; only differences are written."""
    made = difference()
    done = 0
    for number, part in enumerate(made.pieces()):
        with once(f"{progress.job.attempts}:{number}"):
            write(part)
        done += part.size
        progress.step(done, made.size, "更新重点人群")
    with once("renewed") as fresh:
        if fresh:
            Renewal.objects.get_or_create(day=clock.today())


@job(SOME, lane=Lane.LONG)
def renew_some(progress: Progress, households: list[int]) -> None:
    """Judge these households anew."""
    done = 0
    for piece in Pieces(most=IDS).of(households):
        with once(f"{progress.job.attempts}:{done}"):
            renew(piece)
        done += len(piece)
        progress.step(done, len(households), "更新重点人群")
