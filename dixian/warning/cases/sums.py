"""The equations of this room (R1.5)."""

from django.db.models import Exists, F, OuterRef, Q

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.jobs.api import on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.duties import COMPARE, DUTY_IN, END_NOTICE
from dixian.warning.cases.enums import APPROVED, IDENTIFYING, CaseState, Outcome, Step
from dixian.warning.cases.models import BatchLine, Case, CaseBatch, ComparisonRequest


def sums() -> list[Sum]:
    """Every lead at risk is in exactly one case, which waits as long as the lead does; every case that waits is
    somebody's duty; nothing has gone round a notice's days; what the county decided stands on its paper."""
    return [_passed(), _decided(), *_duties(), _posted(), _notices(), _compared(), _not_own()]


def _passed() -> Sum:
    waiting = Lead.objects.filter(state=LeadState.AT_RISK)
    on_way = [topic["lead"] for topic in on_the_way("cases.after_confirming")]
    there = waiting.filter(case__state__in=IDENTIFYING).count()
    return Sum(
        "待识别的线索各有一个在识别的监测对象，或正在登记",
        waiting.count(),
        there + waiting.filter(case=None, pk__in=on_way).count(),
    )


def _decided() -> Sum:
    closed = Lead.objects.filter(state=LeadState.CLOSED, verdict=Verdict.AT_RISK)
    own = closed.filter(case__isnull=False).exclude(case__state__in=IDENTIFYING).count()
    return Sum(
        "已办结的有风险线索都有县里的决定，或并入这户在办的监测对象",
        closed.count(),
        own + closed.filter(case=None, joined_case__isnull=False).count(),
    )


def _duties() -> list[Sum]:
    found = []
    for state, (kind, *_) in DUTY_IN.items():
        waiting = Case.objects.filter(state=state)
        open_ones = Obligation.objects.filter(
            kind=kind.code, state="open", subject_uid__in=waiting.values("uid")
        )
        found.append(
            Sum(f"监测对象“{state.label}”都有“{kind.title}”待办", waiting.count(), open_ones.count())
        )
    return found


def _posted() -> Sum:
    posted = Case.objects.filter(state=CaseState.POSTED)
    hangs = BatchLine.objects.filter(
        case=OuterRef("pk"), step=Step.NOTICE, outcome=Outcome.PASSED, batch__closed_on=None
    )
    return Sum("公示中的户都在一张没有结束的公示单上", posted.count(), posted.filter(Exists(hangs)).count())


def _notices() -> Sum:
    open_ones = CaseBatch.objects.filter(step=Step.NOTICE, closed_on=None)
    duties = Obligation.objects.filter(
        kind=END_NOTICE.code, state="open", subject_uid__in=open_ones.values("uid")
    )
    return Sum("没有结束的公示都有“登记公示结果”待办", open_ones.count(), duties.count())


def _compared() -> Sum:
    open_ones = ComparisonRequest.objects.filter(answered_on=None)
    duties = Obligation.objects.filter(
        kind=COMPARE.code, state="open", subject_uid__in=open_ones.values("uid")
    )
    return Sum("没有收回的比对都有“收回信息比对结果”待办", open_ones.count(), duties.count())


def _not_own() -> Sum:
    """Cases decided in the program; those taken over from paper have no lines."""
    passed = BatchLine.objects.filter(step=Step.APPROVE, outcome=Outcome.PASSED, elimination_uid=None)
    papers = passed.filter(
        Q(case__state__in=(*APPROVED, CaseState.ELIMINATED, CaseState.GONE)),
        case__approval_number=F("batch__number"),
        case__approved_on=F("batch__on"),
    )
    return Sum("县级审定通过的户，批复文号和日期与批次一致", passed.count(), papers.count())
