"""What this room does by itself."""

from datetime import timedelta

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.jobs.api import Progress, daily, job
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.warning.verification.actions import push
from dixian.warning.verification.assigning import give_again, stuck

RESTED = "原责任人不能再办，按责任分工重新安排"


@daily("08:00")
@job("verification.release_overdue", whole=True)
def release_overdue(_progress: Progress) -> None:
    """Push what has waited at the push desk for more days than `release.auto.days` says; 0 leaves it to people."""
    days = int(number("release.auto.days"))
    if not days:
        return
    since = clock.today() - timedelta(days=days)
    waiting = Lead.objects.filter(state=LeadState.WAITING, opened_on__lt=since)
    chosen = list(waiting.select_related("household", "township").order_by("id"))
    if chosen:
        push(chosen, None)


@daily("06:20")
@job("verification.give_again", whole=True)
def give_stuck_again(_progress: Progress) -> None:
    """What somebody was to answer who can't any more goes to whoever is responsible now, before heads are told."""
    if leads := stuck():
        give_again(leads, RESTED)
