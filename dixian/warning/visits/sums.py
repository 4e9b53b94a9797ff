"""The equations of this room (R1.2, R1.4)."""

from django.db.models import Count, Exists, F, OuterRef

from dixian.commons.leads.api import LeadSource
from dixian.foundation.jobs.api import Job, JobState, on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household
from dixian.warning.verification.api import wanted
from dixian.warning.visits.duties import RECHECK, SWEEP
from dixian.warning.visits.enums import TO_DO, StopState, SweepKind, SweepState
from dixian.warning.visits.findings import SOURCE
from dixian.warning.visits.models import Beat, Finding, Recheck, RecheckDraw, Stop, Sweep
from dixian.warning.visits.sweeping import JOBS


def sums() -> list[Sum]:
    """Every household of a sweep stands in one named state, every beat with something left has its duty, nothing found is
    without its lead, as many were drawn as the rate asks for; every household of the register is on the open check's list.
    """
    by_state = dict(Stop.objects.order_by().values_list("state").annotate(n=Count("id")))
    return [
        Sum("排查的户 = 各状态的户之和", Stop.objects.count(), sum(by_state.get(one, 0) for one in StopState.values)),
        Sum(
            "排查里走访过的户都有走访记录",
            Stop.objects.exclude(state__in=(StopState.OPEN, StopState.GONE, StopState.MISSED)).count(),
            Stop.objects.exclude(state__in=(StopState.OPEN, StopState.GONE, StopState.MISSED))
            .filter(visit__household=F("household"), visit__on__gte=F("sweep__opened_on"))
            .count(),
        ),
        _beats(),
        _findings(),
        *_rechecks(),
        *_lists(),
    ]  # fmt: skip


def _beats() -> Sum:
    left = Beat.objects.filter(
        Exists(Stop.objects.filter(beat=OuterRef("pk"), state__in=TO_DO)), sweep__state=SweepState.OPEN
    )
    duties = Obligation.objects.filter(kind=SWEEP.code, state="open")
    return Sum(f"还有户没走访的责任片 = “{SWEEP.title}”待办", left.count(), duties.count())


def _findings() -> Sum:
    told = LeadSource.objects.filter(kind=SOURCE, source_uid__in=Finding.objects.values("uid"))
    return Sum("走访发现都是线索的一个来源", Finding.objects.count(), told.filter(lead__isnull=False).count())


def _rechecks() -> list[Sum]:
    asked = sum(wanted(one.population, one.percent) for one in RecheckDraw.objects.all())
    waiting = RecheckDraw.objects.filter(Exists(Recheck.objects.filter(draw=OuterRef("pk"), result=None)))
    duties = Obligation.objects.filter(kind=RECHECK.code, state="open")
    return [
        Sum("复核抽中的户 = 按比例应抽的户", Recheck.objects.count(), asked),
        Sum(f"没有复核完的抽取 = “{RECHECK.title}”待办", waiting.count(), duties.count()),
    ]


def _lists() -> list[Sum]:
    """Nothing is compared while households are still on their way to the lists."""
    if any(on_the_way(f"visits.{name}") for name in ("after_changes", "after_loading")):
        return []
    if Job.objects.filter(name__in=JOBS, state__in=(JobState.QUEUED, JobState.RUNNING)).exists():
        return []
    found = []
    for sweep in Sweep.objects.filter(kind=SweepKind.HALF, state=SweepState.OPEN):
        living = Household.objects.filter(valid_to=None, made_at__lte=sweep.listed_at)
        on_it = living.filter(Exists(Stop.objects.filter(sweep=sweep, household=OuterRef("pk"))))
        found.append(Sum(f"{sweep}的名单上有全部农户", living.count(), on_it.count()))
    return found
