"""How far the households at risk have come: cases, plans in time and late, measures, risks eliminated and back again."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import APPROVED, CaseState
from dixian.warning.elimination.api import Elimination, LookBack, Reversal
from dixian.warning.elimination.enums import ReversalState
from dixian.warning.measures.api import FollowUp, Measure, Plan
from dixian.warning.measures.enums import MeasureState

ADOPTED = Q(adopted_on__isnull=False)


@dataclass(frozen=True)
class Recounted:
    """taken_over: monitored before the first month; again: eliminated once and identified anew; relapsed: with those taken back."""

    identified: int
    taken_over: int
    monitored: int
    plans_in_time: int
    plans_late: int
    plans_waiting: int
    measures_in_time: int
    measures_late: int
    measures_owed: int
    follow_ups: int
    eliminated: int
    look_backs: int
    taken_back: int
    again: int

    @property
    def relapsed(self) -> int:
        """Households in trouble again after their risk had been eliminated."""
        return self.taken_back + self.again

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "relapsed": self.relapsed}


def recount() -> Recounted:
    """Of everything that was played."""
    cases, plans, measures = Case.objects, Plan.objects.exclude(due_on=None), Measure.objects
    earlier = Case.objects.filter(
        household=OuterRef("household"), state=CaseState.ELIMINATED, ended_on__lte=OuterRef("opened_on")
    )
    delivered = measures.filter(state=MeasureState.DELIVERED)
    return Recounted(
        identified=cases.filter(lead__isnull=False).count(),
        taken_over=cases.filter(lead=None).count(),
        monitored=cases.filter(state__in=APPROVED).count(),
        plans_in_time=plans.filter(ADOPTED, adopted_on__lte=F("due_on")).count(),
        plans_late=plans.filter(
            Q(adopted_on__gt=F("due_on"))
            | Q(adopted_on=None, due_on__lt=clock.today(), state__in=("draft", "submitted"))
        ).count(),
        plans_waiting=plans.filter(state__in=("draft", "submitted")).count(),
        measures_in_time=delivered.filter(delivered_on__lte=F("until_on")).count(),
        measures_late=delivered.filter(delivered_on__gt=F("until_on")).count(),
        measures_owed=measures.filter(state=MeasureState.DUE).count(),
        follow_ups=FollowUp.objects.count(),
        eliminated=Elimination.objects.filter(approved_on__isnull=False).count(),
        look_backs=LookBack.objects.count(),
        taken_back=Reversal.objects.filter(state=ReversalState.APPROVED).count(),
        again=cases.filter(lead__isnull=False).filter(Exists(earlier)).count(),
    )
