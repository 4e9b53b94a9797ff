"""What this room does by itself."""

from datetime import timedelta

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.jobs.api import Progress, daily, job
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.warning.verification.actions import push


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
