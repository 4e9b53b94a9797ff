"""What this room does by itself."""

from dixian.foundation.jobs.api import Lane, Progress, chunks, daily, job, once
from dixian.foundation.kernel import clock
from dixian.registry.incomes.following import call_off_ended
from dixian.registry.incomes.models import Campaign
from dixian.registry.incomes.opening import OPEN, PIECE, add, begin_due, missing_of
from dixian.registry.incomes.taking_up import take_up, taken_over_of


@daily("05:00")
@job("incomes.day", whole=True)
def day(_progress: Progress) -> None:
    """Campaigns begin when it is their time; each night whoever has come to belong joins, and who has ended leaves."""
    begin_due(clock.today())
    call_off_ended()


@job(OPEN, lane=Lane.LONG)
def open_campaign(progress: Progress, campaign: int) -> None:
    """What was taken over is gone through; everybody who belongs to a campaign and has no statement in it gets one."""
    found = Campaign.objects.get(pk=campaign)
    if not found.taken_over:
        for number, piece in chunks(taken_over_of(found), PIECE):
            with once(f"{progress.job.attempts}:taken:{number}"):
                take_up(found, piece)
    homes = missing_of(found)
    for number, piece in chunks(homes, PIECE):
        with once(f"{progress.job.attempts}:{number}"):
            add(found, piece)
        progress.step(min((number + 1) * PIECE, len(homes)), len(homes), "生成收支表")
