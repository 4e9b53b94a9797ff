"""Release, answer, send back, confirm: one function a verb."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from dixian.commons.leads.api import Lead, LeadSource, answer_sources, move, sentences_of
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.foundation.accounts.api import OnBehalf, Post, confirm_on_behalf
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due, items
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.duties import (
    ANSWER,
    CONFIRM,
    RELEASE,
    open_answer,
    open_confirm,
    open_identify,
    open_receive,
)
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Answer, Assignment, PushSheet, Review
from dixian.warning.verification.numbering import next_number
from dixian.warning.verification.selectors import unseen_sources

REASONS = {Verdict.NO_RISK: "no_risk_reason", Verdict.AT_RISK: "at_risk_reason"}


@transaction.atomic
def release(*, lead_uids: Sequence[UUID], post: Post) -> list[PushSheet]:
    """Push waiting leads to their townships, one numbered sheet each. Returns the sheets.

    Raises NotAllowed; Refusal where a lead is out of scope or no longer waits.
    """
    post.require(Capability.RELEASE)
    chosen = _visible(lead_uids, post)
    today = clock.today()
    limit = due("limit.answer", today)
    move(leads=chosen, verb="release", due_on=limit)
    sheets = _sheets(chosen, today)
    Assignment.objects.bulk_create(
        [
            Assignment(
                lead=lead,
                sheet=sheets[lead.township_id],
                household_id=lead.household_id,
                village_id=lead.village_id,
                due_on=limit,
            )
            for lead in chosen
        ],
        batch_size=500,
    )
    discharge(kind=RELEASE.code, subject_uids=[lead.uid for lead in chosen], post=post)
    open_answer(chosen, sentences_of(chosen, None))
    open_receive(list(sheets.values()))
    return list(sheets.values())


@transaction.atomic
def answer(
    *,
    lead: Lead,
    verdict: Verdict,
    reason: str,
    method: Method,
    event_on: date,
    post: Post,
    person_seen: str = "",
    note: str = "",
    on_behalf: OnBehalf | None = None,
) -> Answer:
    """What was found, on the day it was found (`event_on`; a later entry shows as 补录).

    Raises NotAllowed; Refusal for an unknown reason, a day in the future or before the lead, or a lead
    that is not waiting for an answer.
    """
    post.require(Capability.ENTER_ON_BEHALF if on_behalf else Capability.ANSWER)
    if reason not in {item.code for item in items(REASONS[verdict])}:
        raise Refusal("没有选择理由", "从列表里选一条理由")
    if event_on > clock.today():
        raise Refusal("核实日期不能晚于今天")
    if event_on < lead.opened_on:
        raise Refusal(f"核实日期不能早于线索的发现日期 {lead.opened_on}")
    move(
        leads=[lead],
        verb="answer",
        verdict=verdict,
        reason=reason,
        due_on=due("limit.confirm", clock.today()),
    )
    made = Answer.objects.create(
        lead=lead,
        household_id=lead.household_id,
        village_id=lead.village_id,
        method=method,
        person_seen=person_seen,
        event_on=event_on,
        verdict=verdict,
        reason=reason,
        note=note,
        post=post,
        answered_by=post.acting_person,
        on_behalf=on_behalf,
        known_source=LeadSource.objects.filter(lead=lead).order_by("id").last(),
    )
    discharge(kind=ANSWER.code, subject_uids=[lead.uid], post=post, on=event_on)
    open_confirm(lead, f"{post.acting_person.name}反馈：{Verdict(verdict).label}")
    return made


@transaction.atomic
def send_back(*, lead: Lead, reason: str, post: Post) -> None:
    """Return an answer to the village with a reason; its limit starts again today."""
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("退回要写明理由", "写明要补充核实什么")
    given = _last_answer(lead, post)
    move(leads=[lead], verb="send_back", verdict="", reason="", due_on=due("limit.answer", clock.today()))
    _review(given, post, confirmed=False, reason=reason)
    discharge(kind=CONFIRM.code, subject_uids=[lead.uid], post=post)
    open_answer([lead], {lead.pk: f"退回：{reason}"})


@transaction.atomic
def confirm(*, lead: Lead, post: Post, covers: Sequence[UUID] = ()) -> None:
    """Close "no risk"; leave "at risk" waiting for identification. Every source gets its answer.

    covers: uids of sources that joined after the village answered and are answered by it all the same.
    Raises NotAllowed; Refusal for one's own answer, an unconfirmed entry on behalf, a wrong state, or a
    source that joined since and is not covered.
    """
    post.require(Capability.CONFIRM)
    given = _last_answer(lead, post)
    if given.on_behalf and given.on_behalf.confirmed_by_id is None:
        raise Refusal("这份反馈是代录的，还没有人对照签字原件确认", "请另一位同事先确认代录")
    today = clock.today()
    if given.verdict == Verdict.NO_RISK:
        move(leads=[lead], verb="close", closed_on=today, due_on=None)
    else:
        move(leads=[lead], verb="confirm_risk", due_on=due("limit.identify", lead.opened_on))
        open_identify(lead)
    _refuse_uncovered(given, covers)
    _review(given, post, confirmed=True, reason="")
    discharge(kind=CONFIRM.code, subject_uids=[lead.uid], post=post)
    answer_sources(lead=lead, verdict=given.verdict, on=today)
    publish(LeadEnded(lead=lead.pk, verdict=given.verdict))


@transaction.atomic
def confirm_entry(*, lead: Lead, post: Post) -> None:
    """Somebody else has compared an answer typed in on behalf with the signed sheet.

    Raises NotAllowed; Refusal where the answer was not typed in for anybody, or by this person.
    """
    given = _last_answer(lead, post)
    if given.on_behalf is None:
        raise Refusal("这份反馈不是代录的", "直接确认核实结果")
    confirm_on_behalf(entry=given.on_behalf, by=post)


def _visible(lead_uids: Sequence[UUID], post: Post) -> list[Lead]:
    wanted = set(lead_uids)
    found = list(
        Lead.objects.visible_to(post)
        .filter(uid__in=wanted, state=LeadState.WAITING)
        .select_related("household", "township")
        .order_by("id")
    )
    if not wanted:
        raise Refusal("没有选中线索", "先勾选要推送的线索")
    if len(found) != len(wanted):
        raise Refusal(
            f"选中的 {len(wanted)} 条里有 {len(wanted) - len(found)} 条已不在待推送状态", "刷新页面后再推送"
        )
    return found


def _sheets(leads: Sequence[Lead], today: date) -> dict[int, PushSheet]:
    counts: dict[int, int] = {}
    for lead in leads:
        counts[lead.township_id] = counts.get(lead.township_id, 0) + 1
    first = next_number(today.year)
    return {
        township: PushSheet.objects.create(
            year=today.year,
            sequence=first + position,
            township_id=township,
            issued_on=today,
            lead_count=count,
        )
        for position, (township, count) in enumerate(sorted(counts.items()))
    }


def _last_answer(lead: Lead, post: Post) -> Answer:
    given = Answer.objects.filter(lead=lead).select_related("on_behalf__for_post").order_by("-id").first()
    if given is None or lead.state != LeadState.ANSWERED:
        raise Refusal(f"线索现在是“{lead.get_state_display()}”，没有待确认的反馈", "刷新页面看最新情况")
    findings_of = {given.answered_by_id, given.on_behalf.for_post.user_id if given.on_behalf else None}
    if post.acting_person.pk in findings_of:
        raise Refusal("不能确认自己的反馈", "请另一位有确认权限的同事确认")
    return given


def _refuse_uncovered(given: Answer, covers: Sequence[UUID]) -> None:
    """After the move, which locks the lead: no further source can join unseen."""
    with beyond_scope():
        new = unseen_sources(given).exclude(uid__in=covers).count()
    if new:
        raise Refusal(
            f"村里反馈之后又来了 {new} 条预警，反馈没有核实它们",
            "看过新的预警后勾选一并答复，或退回村里补充核实",
        )


def _review(given: Answer, post: Post, *, confirmed: bool, reason: str) -> None:
    Review.objects.create(
        answer=given,
        household_id=given.household_id,
        village_id=given.village_id,
        confirmed=confirmed,
        reason=reason,
        on=clock.today(),
        reviewed_by=post.acting_person,
    )
