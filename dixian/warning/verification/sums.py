"""The equations of this room (R1.5)."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models import Sum as Total

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState
from dixian.foundation.jobs.api import on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import DutyKind, Obligation
from dixian.warning.verification.duties import DUTY_IN, RECEIVE, RELEASE, RESULT
from dixian.warning.verification.models import Assignment, PushSheet
from dixian.warning.verification.onward import sums_of_onward
from dixian.warning.verification.questions import sum_of_questions
from dixian.warning.verification.revising import sum_of_revised
from dixian.warning.verification.sampling import sums_of_samples


def sums() -> list[Sum]:
    """Every lead in the loop has exactly the open duty of its state, every push sheet its leads and its receipt or
    its duty, every file whose warnings were answered its duty to look, everybody asked has answered or is waited for,
    departments' questions too.

    A lead whose batch is still judged may have been raised a moment ago; its duty is on the way.
    """
    unreceived = PushSheet.objects.filter(receipt__isnull=True)
    return [
        *(
            _each_has_its_duty(state.label, Lead.objects.filter(state=state), kind)
            for state, kind in DUTY_IN.items()
            if state != LeadState.WAITING
        ),
        _to_push(),
        _each_has_its_duty("待签收", unreceived, RECEIVE),
        _on_sheets(),
        _told(),
        sum_of_revised(),
        *sums_of_onward(),
        *sums_of_samples(),
        sum_of_questions(),
    ]


def _on_sheets() -> Sum:
    written = PushSheet.objects.aggregate(leads=Total("lead_count"))["leads"] or 0
    return Sum("推送单上写的线索数 = 推送到村的线索数", written, Assignment.objects.count())


def _told() -> Sum:
    """A result is announced a moment after it is confirmed."""
    answered = LeadSource.objects.filter(answered_on__isnull=False)
    # A visit's finding came in no file; nobody waits for its result.
    answered = answered.filter(kind="alert")
    groups = set(answered.values_list("group_uid", flat=True).distinct())
    told = set(Obligation.objects.filter(kind=RESULT.code).values_list("subject_uid", flat=True))
    ended = [topic["lead"] for topic in on_the_way("verification.after_ending")]
    told |= set(answered.filter(lead__in=ended).values_list("group_uid", flat=True))
    told |= {UUID(group) for topic in on_the_way("verification.after_joining") for group in topic["groups"]}
    return Sum(f"有答复的文件都有过“{RESULT.title}”待办，或正在登记", len(groups), len(groups & told))


def _to_push() -> Sum:
    waiting = Lead.objects.filter(state=LeadState.WAITING)
    told = _each_has_its_duty(LeadState.WAITING.label, waiting, RELEASE)
    raised = {lead for topic in on_the_way("verification.after_raising") for lead in topic["lead_ids"]}
    return Sum(f"{told.name}，或正在登记", told.left, told.right + waiting.filter(pk__in=raised).count())


def _each_has_its_duty(label: str, things: QuerySet[Any], kind: DutyKind) -> Sum:
    duties = Obligation.objects.filter(kind=kind.code, state="open", subject_uid__in=things.values("uid"))
    return Sum(f"“{label}”都有“{kind.title}”待办", things.count(), duties.count())
