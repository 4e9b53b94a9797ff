"""A unit is asked about a household, and answers: the lead closes, or goes back to the village."""

from django.db import transaction

from dixian.commons.leads.api import (
    Lead,
    move,
    owes_answers,
    take_back_warnings,
    tell,
    withdraw_answers,
)
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.foundation.accounts.api import NotAllowed, Post, extend_reach, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit_subtree
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due, labels
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.duties import REFER, VERIFY, open_answer, open_referral
from dixian.warning.verification.enums import WORDS, Asked, Word
from dixian.warning.verification.models import Answer, Referral, Reply

REFERRED = "线索转办"
DUTY_OF = {Asked.HELP: (REFER, "limit.refer"), Asked.DATA: (VERIFY, "limit.verify")}
REASONS_OF = {Asked.HELP: "difficulty_kind", Asked.DATA: "doubt_reason"}


def ask(given: Answer, lead: Lead, kind: Asked) -> Referral:
    """The unit of a confirmed answer is asked, may see the household, and has the duty to answer."""
    if given.unit is None:
        raise ValueError("somebody is asked")
    told = labels(REASONS_OF[kind]).get(given.reason, given.reason)
    text = f"{told}：{given.note}" if given.note else told
    with beyond_scope():
        made = Referral.objects.create(
            answer=given,
            lead=lead,
            household_id=lead.household_id,
            village_id=lead.village_id,
            unit=given.unit,
            kind=kind,
            text=text[:300],
            on=clock.today(),
        )
        extend_reach(unit=given.unit, household_ids=[lead.household_id], source=REFERRED)
    duty, limit = DUTY_OF[kind]
    open_referral(lead, given.unit.pk, duty, limit, text)
    return made


@transaction.atomic
def reply(*, lead: Lead, word: Word, text: str, post: Post) -> Reply:
    """The unit's word. Solved or explained, the lead closes; what is not the unit's, or is right after all, the village answers anew.

    Data that were wrong take that unit's warnings back; the lead closes where nothing else is open in it.
    Raises NotAllowed for another unit; Refusal for a word of another question, without a text, or where nothing is asked.
    """
    referral = to_reply(lead, post)
    if word not in WORDS[Asked(referral.kind)]:
        raise Refusal("没有选择结果", "从列表里选一项")
    if not text.strip():
        raise Refusal("没有写答复", "写明怎样解决的，或为什么")
    made = _reply(referral, word, text.strip(), post)
    duty, _ = DUTY_OF[Asked(referral.kind)]
    discharge(kind=duty.code, subject_uids=[lead.uid], post=post)
    if word == Word.WRONG:
        _take_back(lead, referral)
    elif word in (Word.SOLVED, Word.EXPLAINED) and not owes_answers(lead=lead):
        move(leads=[lead], verb="settle", closed_on=clock.today(), due_on=None)
        publish(LeadEnded(lead=lead.pk, verdict=lead.verdict))
    else:
        _hand_back(lead, f"{referral.unit.short_name}答复“{Word(word).label}”：{text}")
    return made


def to_reply(lead: Lead, post: Post) -> Referral:
    """What a lead's unit was asked, if it is this post's to answer. Raises NotAllowed, Refusal."""
    post.require(Capability.REPLY)
    found = asked(lead)
    if found is None:
        raise Refusal(f"线索现在是“{lead.get_state_display()}”，没有等候答复的事项", "刷新页面看最新情况")
    if not replies_for(found, post):
        raise NotAllowed(f"这件事由{found.unit.short_name}答复", "您可以查看，不必办理")
    if found.answer.answered_by_id == post.acting_person.pk:
        raise Refusal("不能答复自己提出的事项", "请本单位另一位同事答复")
    return found


def replies_for(referral: Referral, post: Post) -> bool:
    """Whether the post belongs to the unit that is asked, and may answer."""
    return post.can(Capability.REPLY) and referral.unit_id in (span_of(post).units or unit_subtree(post.unit))


def asked(lead: Lead) -> Referral | None:
    """What a unit is asked about a lead and has not answered."""
    if lead.state not in (LeadState.REFERRED, LeadState.VERIFYING):
        return None
    found = Referral.objects.filter(lead=lead, reply=None).select_related("unit", "answer")
    return found.order_by("-id").first()


def _reply(referral: Referral, word: Word, text: str, post: Post) -> Reply:
    with beyond_scope():
        return Reply.objects.create(
            referral=referral,
            household_id=referral.household_id,
            village_id=referral.village_id,
            unit_id=referral.unit_id,
            word=word,
            text=text,
            on=clock.today(),
            by=post.acting_person,
        )


def _take_back(lead: Lead, referral: Referral) -> None:
    today = clock.today()
    groups = take_back_warnings(lead=lead, unit_id=referral.unit_id, on=today)
    if owes_answers(lead=lead):
        tell(groups=groups)
        _hand_back(lead, f"{referral.unit.short_name}的数据有误，其余预警接着核实")
    else:
        move(leads=[lead], verb="settle", verdict=Verdict.MISTAKEN, closed_on=today, due_on=None)
        publish(LeadEnded(lead=lead.pk, verdict=Verdict.MISTAKEN))


def _hand_back(lead: Lead, why: str) -> None:
    """The village answers anew, with a limit that starts today."""
    move(leads=[lead], verb="hand_back", verdict="", reason="", due_on=due("limit.answer", clock.today()))
    withdraw_answers(lead=lead)
    with beyond_scope():
        back = Lead.objects.select_related("household").get(pk=lead.pk)
        open_answer([back], {back.pk: why})
