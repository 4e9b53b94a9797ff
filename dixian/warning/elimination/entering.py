"""Whether the national system says what the county has approved: entered is what an import shows, never what somebody ticks."""

from django.db.models import Exists, F, OuterRef

from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import CaseState
from dixian.warning.elimination.duties import ENTER, ENTER_WHY, call_off, entered, open_for
from dixian.warning.elimination.enums import OF_RISK, EliminationState
from dixian.warning.elimination.models import Elimination

PIECE = 500
AGAIN = "已经重新识别，全国系统按监测对象登记"


def follow_national() -> int:
    """Open the duty of who is not there yet, end that of who is. Returns how many are there since. Idempotent.

    What was approved before announcements were kept has its duty from the day it is first seen missing.
    """
    ones = Elimination.objects.filter(state=EliminationState.ELIMINATED, how__in=OF_RISK, entered_on=None)
    standing = ones.filter(case__state=CaseState.ELIMINATED).select_related("case__household").order_by("id")
    missing = standing.filter(household__risk_eliminated=True, household__ahead=True)
    open_for([one.case for one in missing], ENTER, ENTER_WHY)
    owed = Obligation.objects.filter(kind=ENTER.code, state="open").values("subject_uid")
    waiting = standing.filter(case__uid__in=owed)
    anew = Case.objects.approved().filter(household=OuterRef("household"))
    call_off(list(waiting.filter(Exists(anew))), AGAIN)
    there = list(waiting.filter(household__risk_eliminated=True, household__ahead=False))
    for start in range(0, len(there), PIECE):
        some = there[start : start + PIECE]
        Elimination.objects.filter(pk__in=[one.pk for one in some]).update(
            entered_on=clock.today(), version=F("version") + 1
        )
        entered(some)
    return len(there)
