"""The equations of this room (R1.5)."""

from dixian.foundation.jobs.api import on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import APPROVED
from dixian.warning.measures.duties import DELIVER, DRAW_UP
from dixian.warning.measures.enums import UNDER_WAY, MeasureState, PlanState
from dixian.warning.measures.models import Measure, Plan


def sums() -> list[Sum]:
    """Nobody approved here is without a plan in hand, no measure without somebody who owes it."""
    coming = [one for said in on_the_way("measures.after_approval") for one in said["case_ids"]]
    ended = [one for said in on_the_way("measures.after_ending") for one in said["case_ids"]]
    owed = Case.objects.filter(state__in=APPROVED, approved_on__isnull=False, lead__isnull=False)
    owed = owed.exclude(pk__in=coming)
    planned = owed.filter(plans__state__in=(PlanState.ADOPTED, *UNDER_WAY)).distinct()
    first = Plan.objects.filter(state__in=UNDER_WAY, edition=1).exclude(case__in=ended)
    waiting = Obligation.objects.filter(state="open", kind=DRAW_UP.code)
    due = Measure.objects.filter(state=MeasureState.DUE).exclude(case__in=ended)
    to_deliver = Obligation.objects.filter(state="open", kind=DELIVER.code)
    return [
        Sum("已批复、未消除的监测对象都有帮扶计划（在起草或在执行）", owed.count(), planned.count()),
        Sum(
            "首次制定、没有审定的帮扶计划都有待办",
            first.count(),
            first.filter(case__uid__in=waiting.values("subject_uid")).count(),
        ),
        Sum(
            "待落实的帮扶措施都有落实单位的待办",
            due.count(),
            due.filter(uid__in=to_deliver.values("subject_uid")).count(),
        ),
    ]
