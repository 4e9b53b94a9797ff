"""疑问: the department that warned does not agree with the answer; the township (or the bureau) answers, or has it looked at again (R2.6)."""

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from dixian.commons.leads.api import Lead, LeadSource, NewSource, raise_leads
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation, discharge
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.submissions.api import Batch, label_of
from dixian.warning.verification.duties import QUESTION, open_question, open_result
from dixian.warning.verification.enums import Settled
from dixian.warning.verification.models import Question, QuestionReply
from dixian.warning.verification.reopening import reopen

LONGEST = 300
SOURCE = "question"


@transaction.atomic
def ask_question(*, source: LeadSource, text: str, post: Post) -> Question:
    """The unit that warned asks, with its reason; it becomes the dated duty of whoever gave the word.

    Of a household found at risk the bureau gave it. Raises NotAllowed for another unit; Refusal without a reason, before
    there is an answer, while an earlier question waits.
    """
    post.require(Capability.SUBMIT)
    if source.unit_id not in span_of(post).units:
        raise NotAllowed(f"这条预警由{source.unit.short_name}提出疑问", "您可以查看，不必办理")
    if not text.strip():
        raise Refusal("没有写明疑问", "写明哪里与您单位掌握的情况不同")
    # Holds the lead, so that of two who ask at once the second sees the first.
    lead = Lead.objects.select_for_update().select_related("household").get(pk=source.lead_id)
    if not LeadSource.objects.filter(pk=source.pk, answered_on__isnull=False).exists():
        raise Refusal("这条预警还没有答复", "等村里核实、乡镇确认以后再提")
    if not Batch.objects.filter(uid=source.group_uid).exists():
        raise Refusal("这条线索不是报送的数据预警的", "到线索页看是谁发现的，向发现的单位了解")
    if Question.objects.filter(source=source, reply=None).exists():
        raise Refusal("这条预警已有一个等候答复的疑问", "等答复以后再提")
    made = Question.objects.create(
        source=source,
        lead=lead,
        household_id=source.household_id,
        village_id=source.village_id,
        unit_id=source.unit_id,
        bureau=lead.verdict == Verdict.AT_RISK,
        text=text.strip()[:LONGEST],
        on=clock.today(),
        by=post.acting_person,
    )
    open_question(made, lead)
    return made


@transaction.atomic
def answer_question(
    *, question: Question, word: Settled, text: str, post: Post, sent_back: bool = False
) -> QuestionReply:
    """The answer stands, and why; or the household is looked at again. The unit that asked is told.

    Looked at again, a closed lead is the village's; of a household at risk whose county has decided a new lead is, which
    answers the unit anew. sent_back: it is being identified, and its case goes back (`warning.cases`: `look_again`).
    Raises NotAllowed for another township; Refusal without a text, for a question that is answered, where the lead can't be reopened.
    """
    if not answers_for(question, post):
        raise NotAllowed("这个疑问不由您的岗位答复", "由确认这条线索的乡镇，或县农业农村局答复")
    if not text.strip():
        raise Refusal("没有写答复", "写明为什么维持，或要重新核实什么")
    with beyond_scope():
        lead = Lead.objects.select_for_update().get(pk=question.lead_id)
        if QuestionReply.objects.filter(question=question).exists():
            raise Refusal("这个疑问已经答复", "刷新页面看最新情况")
        if word == Settled.REOPENED and not sent_back:
            _look_again(question, lead)
        made = QuestionReply.objects.create(
            question=question,
            household_id=question.household_id,
            village_id=question.village_id,
            unit_id=question.unit_id,
            word=word,
            text=text.strip()[:LONGEST],
            on=clock.today(),
            by=post.acting_person,
        )
        discharge(kind=QUESTION.code, subject_uids=[question.uid], post=post)
        batch = Batch.objects.select_related("submission__kind", "stored").get(uid=question.source.group_uid)
        open_result(
            unit_id=question.unit_id, label=label_of(batch), group_uid=batch.uid, about="提出的疑问有了答复"
        )
    return made


def answers_for(question: Question, post: Post) -> bool:
    """Whether the post gave, or would give, the word that is doubted."""
    if question.bureau:
        return post.can(Capability.RELEASE)
    return post.can(Capability.CONFIRM) and question.lead.township_id in span_of(post).areas


def may_reopen(question: Question, lead: Lead) -> bool:
    """Whether the household can be looked at again; of one that is being identified its case says whether."""
    return lead.state == LeadState.CLOSED


def doubted(question: Question) -> str:
    """Who doubts what, for whoever looks again."""
    return f"{question.unit.short_name}有疑问：{question.text}"[:LONGEST]


def _look_again(question: Question, lead: Lead) -> None:
    if not may_reopen(question, lead):
        raise Refusal("这条线索现在不能重新核实", "选“维持原结论”，写明现在办到哪一步")
    if question.bureau:
        _raise(question, lead)
    else:
        reopen(lead=lead, why=doubted(question))


def _raise(question: Question, lead: Lead) -> None:
    """What the county has decided stays; the doubt is a source of the household's next lead, in the file it came from."""
    raised = raise_leads(
        [
            NewSource(
                kind=SOURCE,
                source_uid=question.uid,
                group_uid=question.source.group_uid,
                unit=question.unit_id,
                household=lead.household_id,
                village=lead.village_id,
                township=lead.township_id,
                sentence=doubted(question),
                opened_on=clock.today(),
            )
        ]
    )
    if raised.new:
        publish(LeadsRaised(lead_ids=[one.pk for one in raised.new]))


def with_questions(sources: QuerySet[LeadSource], post: Post) -> QuerySet[LeadSource]:
    """Each source with its last question: `question_uid`, `question_word` (of its reply, None while it waits)."""
    last = Question.objects.visible_to(post).filter(source=OuterRef("pk")).order_by("-id")
    return sources.annotate(
        question_uid=Subquery(last.values("uid")[:1]), question_word=Subquery(last.values("reply__word")[:1])
    )


def questions_of(leads: list[int], post: Post) -> list[Question]:
    """What was asked about these leads, with what was answered, oldest first."""
    found = Question.objects.visible_to(post).filter(lead__in=leads)
    return list(found.select_related("unit", "by", "reply__by").order_by("id"))


def sum_of_questions() -> Sum:
    """Every question is answered, or somebody's duty."""
    waiting = Question.objects.filter(reply=None)
    duties = Obligation.objects.filter(
        kind=QUESTION.code, state="open", subject_uid__in=waiting.values("uid")
    )
    answered = Question.objects.filter(~Q(reply=None)).count()
    return Sum(
        "部门的疑问 = 已答复 + 有“答复部门的疑问”待办", Question.objects.count(), answered + duties.count()
    )
