"""Reads of the findings. The village sees what was found before anybody above it does."""

from datetime import date, timedelta
from uuid import uuid4

from django.db.models import Count, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.policy.api import number
from dixian.registry.facts.api import Fact
from dixian.registry.quality.check import checks
from dixian.registry.quality.jobs import RENEW
from dixian.registry.quality.keeping import flaws
from dixian.registry.quality.models import KeptFlaw, Run

DAYS = "quality.days"


def findings(post: Post) -> QuerySet[KeptFlaw]:
    """What stands and the post may see: at once in the village, after some days above it."""
    found = KeptFlaw.objects.visible_to(post).filter(gone_on=None)
    if not is_village(post):
        found = found.filter(found_on__lte=clock.today() - timedelta(days=int(number(DAYS))))
    return found.select_related("household", "village__parent", "waived_by", "taken_back_by")


def seen_above_from(found: KeptFlaw) -> date:
    """From when on those above the village see it too."""
    return found.found_on + timedelta(days=int(number(DAYS)))


def is_village(post: Post) -> bool:
    """Whether the post mends such things itself: it answers for a village, or for households."""
    return post.can(Capability.ANSWER) and not post.can(Capability.CONFIRM)


def by_check(found: QuerySet[KeptFlaw]) -> list[tuple[str, str, int]]:
    """(code, title, how many to mend), of the checks that have found something."""
    rows = found.select_related(None).filter(waiver="").order_by().values_list("code")
    counted = dict(rows.annotate(n=Count("id")))
    return [(code, one.title, counted[code]) for code, one in checks().items() if code in counted]


def last_run() -> Run | None:
    """When all checks ran last."""
    return Run.objects.order_by("-day").first()


def run_now(*, post: Post) -> None:
    """Run all checks in the background, because somebody asks. Raises NotAllowed."""
    if not post.can(Capability.ANSWER):
        post.require(Capability.RELEASE)
    enqueue(RENEW, key=f"quality:{uuid4()}")


def sums() -> list[Sum]:
    """What the last run found is what stands listed; and, on its day, what the checks find now, unless more was told since."""
    run = last_run()
    if run is None:
        return []
    rows = set(KeptFlaw.objects.filter(gone_on=None).values_list("household_id", "code"))
    made = [Sum("质检上次发现的问题 = 列着的问题", run.found, len(rows))]
    # What departments told after the run is the next run's.
    if run.day == clock.today() and not Fact.objects.filter(made_at__gt=run.made_at).exists():
        found = set(flaws())
        made.append(Sum("质检发现的问题都已列出", len(found), len(found & rows)))
    return made
