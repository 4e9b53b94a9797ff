"""The equations of this room (R1.5)."""

from django.db.models import Exists, OuterRef

from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import BatchLine
from dixian.warning.cases.enums import CaseState, Outcome, Step
from dixian.warning.elimination.duties import ENTER, IN_STATE, REVERSE
from dixian.warning.elimination.enums import OPEN_STATES, STANDS, EliminationState, ReversalState
from dixian.warning.elimination.models import Elimination, Reversal


def sums() -> list[Sum]:
    """What is under way is in somebody's hands; what was approved has ended the case."""
    own = [kind.code for kind, *_ in IN_STATE.values()]
    open_ones = Obligation.objects.filter(state="open", kind__in=own)
    waiting = Elimination.objects.filter(state__in=OPEN_STATES).exclude(state=EliminationState.POSTED)
    posted = Elimination.objects.filter(state=EliminationState.POSTED)
    hangs = BatchLine.objects.filter(
        elimination_uid=OuterRef("uid"), step=Step.NOTICE, outcome=Outcome.PASSED, batch__closed_on=None
    )
    standing = Elimination.objects.filter(state__in=STANDS)
    announced = standing.exclude(announced_on=None).filter(entered_on=None, case__state=CaseState.ELIMINATED)
    not_there = announced.filter(household__risk_eliminated=True, household__ahead=True)
    to_enter = Obligation.objects.filter(state="open", kind=ENTER.code)
    asked = Reversal.objects.filter(state=ReversalState.WAITING)
    to_decide = Obligation.objects.filter(state="open", kind=REVERSE.code)
    return [
        Sum(
            "正在办理的风险消除都有待办",
            waiting.count(),
            waiting.filter(case__uid__in=open_ones.values("subject_uid")).count(),
        ),
        Sum(
            "公示中的风险消除都在一张没有结束的公示单上", posted.count(), posted.filter(Exists(hangs)).count()
        ),
        Sum("审定的风险消除，监测都已结束", standing.count(), standing.exclude(case__ended_how="").count()),
        Sum(
            "公告了而全国系统还没有标注的风险消除都有录入待办",
            not_there.count(),
            not_there.filter(case__uid__in=to_enter.values("subject_uid")).count(),
        ),
        Sum(
            "提出的回退都有待办",
            asked.count(),
            asked.filter(case__uid__in=to_decide.values("subject_uid")).count(),
        ),
    ]
