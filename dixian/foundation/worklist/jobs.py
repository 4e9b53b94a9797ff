"""What the worklist does by itself each day."""

from collections import Counter

from dixian.foundation.jobs.api import Lane, Progress, chunks, daily, job, once
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.actions.deliver import deliver
from dixian.foundation.worklist.actions.digest import remindable, send_digests
from dixian.foundation.worklist.actions.escalate import escalate, escalated_by_post, late_duties, tell_heads
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.heads import Heads
from dixian.foundation.worklist.models import Obligation

# About half an hour in all: 10 s, 1 min, 5 min, 30 min.
_TRIES = 4
_PEOPLE = 50


@daily("06:40")
@job("worklist.escalate", lane=Lane.LONG)
def escalate_late(progress: Progress) -> None:
    """Bring late duties before the named heads; each head is told once, when all are noted."""
    day = clock.today()
    heads = Heads(day)
    nobody: Counter[tuple[int | None, Step]] = Counter()
    ids = list(late_duties(day).values_list("id", flat=True))
    for number, some in chunks(ids):
        # The list shrinks as steps are noted, so its chunks differ between attempts; what keeps a
        # step single is `escalate` itself, in this transaction.
        with once(f"{progress.job.attempts}:{number}"):
            duties = list(Obligation.objects.filter(id__in=some).select_related("post"))
            nobody += escalate(duties=duties, day=day, heads=heads)
        progress.step(min((number + 1) * 1000, len(ids)), len(ids), "超期事项上报")
    with once(f"{progress.job.attempts}:told"):
        tell_heads(day=day, nobody=nobody)


@daily("07:00")
@job("worklist.digest", lane=Lane.LONG)
def send_daily_digests(progress: Progress) -> None:
    """Remind each person once."""
    day = clock.today()
    people = remindable(day)
    escalated = escalated_by_post(day)
    for number, some in chunks(people, _PEOPLE):
        # People come and go between attempts; `send_digests` passes over whoever has today's digest.
        with once(f"{progress.job.attempts}:{number}"):
            send_digests(people=some, day=day, escalated=escalated)
        progress.step(min((number + 1) * _PEOPLE, len(people)), len(people), "每日提醒")


@job("worklist.deliver", retries=_TRIES)
def deliver_one(progress: Progress, delivery_id: int) -> None:
    """Send one delivery; tried again with growing pauses."""
    deliver(delivery_id=delivery_id, last_try=progress.job.attempts > _TRIES)


@job("worklist.trial", retries=0)
def deliver_trial(progress: Progress, delivery_id: int) -> None:
    """Send a trial message: once, so that the person sees at once what is wrong."""
    deliver(delivery_id=delivery_id, last_try=True)
