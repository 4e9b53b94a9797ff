"""A department doubts that a household is at risk: the bureau has it checked again where it is being identified (R2.6)."""

from django.db import transaction
from django.db.models import F

from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import NotAllowed, Post
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import retell
from dixian.warning.cases.duties import COLLECT
from dixian.warning.cases.enums import IDENTIFYING, CaseState
from dixian.warning.cases.models import Case
from dixian.warning.cases.moving import move
from dixian.warning.verification.api import (
    Question,
    QuestionReply,
    answer_question,
    answers_for,
    doubted,
    may_reopen,
)
from dixian.warning.verification.enums import Settled


def may_look_again(question: Question) -> bool:
    """Whether a household can be looked at again: not while its notice hangs, to which one objects instead."""
    if question.lead.state != LeadState.AT_RISK:
        return may_reopen(question, question.lead)
    return _to_check(question) is not None


@transaction.atomic
def look_again(*, question: Question, text: str, post: Post) -> QuestionReply:
    """The doubt is taken up, and the unit told: a household that is being identified goes back to the village's check.

    Any other is looked at again as `warning.verification` does. Raises NotAllowed; Refusal without a text, for a question
    that is answered, while the notice hangs.
    """
    back = question.lead.state == LeadState.AT_RISK
    if back:
        if not answers_for(question, post):
            raise NotAllowed("这个疑问不由您的岗位答复", "由县农业农村局答复")
        case = _to_check(question)
        if case is None:
            raise Refusal(
                "这户现在不能退回核查", "正在公示的期满按异议登记，其他的选“维持原结论”，写明办到哪一步"
            )
        _check_again(case, question, post)
    return answer_question(question=question, word=Settled.REOPENED, text=text, post=post, sent_back=back)


def _check_again(case: Case, question: Question, post: Post) -> None:
    """Whatever was checked before is checked once more."""
    if case.state != CaseState.COLLECTING:
        move([case], "recollect", post, doubted(question))
        return
    with beyond_scope():
        Case.objects.filter(pk=case.pk).update(returned_at=clock.now(), version=F("version") + 1)
    retell(kind=COLLECT.code, subject_uid=case.uid, title=COLLECT.title, about=doubted(question))


def _to_check(question: Question) -> Case | None:
    """The case the lead has opened, or joined, where it can still go back to the check."""
    with beyond_scope():
        cases = Case.objects.filter(household_id=question.household_id).select_related("household", "lead")
        case = cases.open().first()
    return case if case and case.state in IDENTIFYING and case.state != CaseState.POSTED else None
