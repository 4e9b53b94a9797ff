"""The equations of this room (R1.5)."""

from django.db.models import Q

from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.elimination.duties import IN_STATE, REVERSE
from dixian.warning.elimination.enums import UNDER_WAY, EliminationState, ReversalState
from dixian.warning.elimination.models import Elimination, Reversal


def sums() -> list[Sum]:
    """What is under way is in somebody's hands; what was approved has ended the case."""
    own = [kind.code for kind, *_ in IN_STATE.values()]
    open_ones = Obligation.objects.filter(state="open", kind__in=own)
    waiting = Elimination.objects.filter(state__in=UNDER_WAY)
    approved = Elimination.objects.filter(state=EliminationState.APPROVED)
    reversed_ = Q(case__reversals__state=ReversalState.APPROVED)
    asked = Reversal.objects.filter(state=ReversalState.WAITING)
    to_decide = Obligation.objects.filter(state="open", kind=REVERSE.code)
    return [
        Sum(
            "正在办理的风险消除都有待办",
            waiting.count(),
            waiting.filter(case__uid__in=open_ones.values("subject_uid")).count(),
        ),
        Sum(
            "审定的风险消除，监测都已结束或已回退",
            approved.count(),
            approved.filter(~Q(case__ended_how="") | reversed_).distinct().count(),
        ),
        Sum(
            "提出的回退都有待办",
            asked.count(),
            asked.filter(case__uid__in=to_decide.values("subject_uid")).count(),
        ),
    ]
