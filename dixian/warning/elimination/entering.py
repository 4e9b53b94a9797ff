"""Whether the national system says what the county has approved, or taken back: entered is what an import shows, never what
somebody ticks."""

from django.db.models import Exists, F, OuterRef, QuerySet

from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation, cancel, discharge
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import CaseState
from dixian.warning.elimination.duties import (
    CORRECT,
    CORRECT_WHY,
    ENTER,
    ENTER_WHY,
    call_off,
    entered,
    open_for,
)
from dixian.warning.elimination.enums import OF_RISK, EliminationState
from dixian.warning.elimination.models import Elimination

PIECE = 500
AGAIN = "已经重新识别，全国系统按监测对象登记"
ENDED = "这户的监测又已结束，不用再改"


def follow_national() -> int:
    """Open the duty of who is not there yet, end that of who is, and of who is marked no more. Returns how many are there
    since. Idempotent.

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
    _follow_corrections()
    return len(there)


def to_correct(case: Case) -> bool:
    """Whether the national data still mark a case as eliminated whose elimination was reversed."""
    return Obligation.objects.filter(kind=CORRECT.code, state="open", subject_uid=case.uid).exists()


def _follow_corrections() -> None:
    """What was reversed and is marked as eliminated no more needs no correcting; nor what has ended otherwise since."""
    open_for(list(_never_asked()), CORRECT, CORRECT_WHY)
    owed = Obligation.objects.filter(kind=CORRECT.code, state="open").values("subject_uid")
    cases = Case.objects.filter(uid__in=owed)
    going_on = Case.objects.open().values("pk")
    ended = cases.exclude(pk__in=going_on).values_list("uid", flat=True)
    cancel(kind=CORRECT.code, subject_uids=list(ended), reason=ENDED)
    agreeing = cases.filter(pk__in=going_on, household__risk_eliminated=False, household__ahead=False)
    discharge(kind=CORRECT.code, subject_uids=list(agreeing.values_list("uid", flat=True)))


def _never_asked() -> QuerySet[Case]:
    """Open cases reversed before this duty was kept: an import had marked them, and none has agreed with the county since."""
    marked = Elimination.objects.filter(case=OuterRef("pk"), state=EliminationState.REVERSED)
    asked = Obligation.objects.filter(kind=CORRECT.code).values("subject_uid")
    ones = Case.objects.open().filter(Exists(marked.exclude(entered_on=None)), household__ahead=True)
    return ones.exclude(household__risk_eliminated=True).exclude(uid__in=asked).select_related("household")
