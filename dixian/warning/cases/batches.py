"""A step of many households at once; one can be held out, or sent back with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.collecting import possible
from dixian.warning.cases.duties import open_notice
from dixian.warning.cases.ending import after_approval, after_leaving_out, announced
from dixian.warning.cases.enums import OUTCOMES, WAITS_FOR, Outcome, Step
from dixian.warning.cases.levels import LEVEL
from dixian.warning.cases.models import Authorisation, BatchLine, Case, CaseBatch, HomeCheck
from dixian.warning.cases.moving import move
from dixian.warning.cases.notice_days import hangs_until
from dixian.warning.cases.rules import types_for
from dixian.warning.cases.separation import refuse_own, taken_before

RIGHT = {
    Step.APPRAISE: Capability.ANSWER,
    Step.NOTICE: Capability.ANSWER,
    Step.REVIEW: Capability.CONFIRM,
    Step.APPROVE: Capability.DECIDE_CASES,
    Step.ANNOUNCE: Capability.CONFIRM,
}
VERB = {
    Step.APPRAISE: "appraise",
    Step.NOTICE: "post",
    Step.REVIEW: "review",
    Step.APPROVE: "approve",
    Step.ANNOUNCE: "announce",
}
BACK = {
    Outcome.RETURNED: "recollect",
    Outcome.REAPPRAISE: "reappraise",
    Outcome.TO_TOWNSHIP: "return_to_township",
}
SAID = {
    Step.APPRAISE: "评议通过，制作公示单张贴",
    Step.NOTICE: "公示中",
    Step.REVIEW: "乡镇审核通过，报县审定",
    Step.APPROVE: "县级审定，以乡镇名义公告",
    Step.ANNOUNCE: "已公告",
}


@dataclass(frozen=True, kw_only=True)
class Word:
    """What is said of one household; a reason unless it passes. ayes, noes: the votes of a meeting."""

    case_uid: UUID
    outcome: Outcome
    reason: str = ""
    ayes: int | None = None
    noes: int | None = None


@transaction.atomic
def hold(
    *,
    step: Step,
    area: Area,
    on: date,
    words: Sequence[Word],
    post: Post,
    number: str = "",
    present: int | None = None,
    text: str = "",
    scan: StoredFile | None = None,
) -> CaseBatch:
    """Take a step for many households of a village, a township, or the county.

    number: 文号 of the approval; present: who came to the meeting; text: minutes, report, where the notice hangs.
    Raises NotAllowed; Refusal where a household does not wait for this step here, a word lacks its reason or
    votes, the day is impossible, or somebody would pass what is their own.
    """
    post.require(RIGHT[step])
    _refuse_incomplete(step, area, words, number, present, text)
    chosen = _waiting(step, area, words, post)
    _refuse_unsaid(step, words, chosen, present)
    for case in chosen.values():
        possible(on, case, "日期")
    _refuse_earlier(list(chosen.values()), on)
    if step == Step.APPROVE:
        _refuse_type([chosen[one.case_uid] for one in words if one.outcome == Outcome.PASSED])
    if step in (Step.REVIEW, Step.APPROVE):
        ends = (Outcome.PASSED, Outcome.LEFT_OUT) if step == Step.APPROVE else (Outcome.PASSED,)
        refuse_own([chosen[one.case_uid] for one in words if one.outcome in ends], step, post)
    batch = CaseBatch.objects.create(
        step=step,
        area=area,
        on=on,
        number=number.strip()[:80],
        present=present,
        text=text.strip()[:1000],
        until=hangs_until(on) if step == Step.NOTICE else None,
        scan=scan,
        by=post.acting_person,
    )
    _keep(batch, words, chosen, post)
    _go_on(batch, words, chosen, post)
    return batch


def _keep(batch: CaseBatch, words: Sequence[Word], chosen: dict[UUID, Case], post: Post) -> None:
    """The lines; who took the step before stands beside who takes this one."""
    before = taken_before(list(chosen.values()), Step(batch.step))
    BatchLine.objects.bulk_create(
        [
            BatchLine(
                batch=batch,
                step=batch.step,
                case=chosen[one.case_uid],
                household_id=chosen[one.case_uid].household_id,
                village_id=chosen[one.case_uid].village_id,
                outcome=one.outcome,
                ayes=one.ayes,
                noes=one.noes,
                reason=one.reason.strip()[:200],
                by=post.acting_person,
                before_id=before.get(chosen[one.case_uid].pk),
            )
            for one in words
        ]
    )


def _go_on(batch: CaseBatch, words: Sequence[Word], chosen: dict[UUID, Case], post: Post) -> None:
    step = Step(batch.step)
    passed = [chosen[one.case_uid] for one in words if one.outcome == Outcome.PASSED]
    changes: dict[str, Any] = {}
    if step == Step.APPROVE:
        changes = {"approved_on": batch.on, "approval_number": batch.number}
    elif step == Step.ANNOUNCE:
        changes = {"announced_on": batch.on}
    if passed:
        move(passed, VERB[step], post, SAID[step], on=batch.on, **changes)
    for one in words:
        case = chosen[one.case_uid]
        if one.outcome in BACK:
            move([case], BACK[one.outcome], post, f"{one.outcome.label}：{one.reason.strip()}", on=batch.on)
        elif one.outcome == Outcome.LEFT_OUT and step == Step.APPROVE:
            after_leaving_out(case, one.reason.strip(), batch.on, post)
        elif one.outcome == Outcome.LEFT_OUT:
            said = f"{step.label}未通过：{one.reason.strip()}"
            who = {"declined_by": post.acting_person}
            move([case], "decline", post, said, on=batch.on, reason=said[:300], **who)
    if step == Step.NOTICE and passed:
        open_notice(batch, len(passed))
    elif step == Step.APPROVE and passed:
        after_approval(passed, post, batch.on)
    elif step == Step.ANNOUNCE and passed:
        announced(passed)


def _waiting(step: Step, area: Area, words: Sequence[Word], post: Post) -> dict[UUID, Case]:
    """The households that are spoken of, which wait for this step in this area."""
    wanted = {one.case_uid for one in words}
    found = Case.objects.visible_to(post).filter(uid__in=wanted, state=WAITS_FOR[step])
    if LEVEL[step] == Level.VILLAGE:
        found = found.filter(village=area)
    elif LEVEL[step] == Level.TOWNSHIP:
        found = found.filter(township=area)
    chosen = {one.uid: one for one in found.select_related("household", "lead")}
    if len(chosen) != len(wanted) or len(words) != len(wanted):
        raise Refusal(
            f"选中的 {len(words)} 户里有 {len(words) - len(chosen)} 户不在等这一步", "刷新页面后再办"
        )
    return chosen


def _refuse_earlier(cases: Sequence[Case], on: date) -> None:
    """No step is dated before the one it follows: the home check and the authorisation, a batch, the end of a notice."""
    with beyond_scope():
        lines = BatchLine.objects.filter(case__in=cases).exclude(outcome=Outcome.HELD)
        days = list(lines.aggregate(on=Max("batch__on"), closed=Max("batch__closed_on")).values())
        for part in (HomeCheck, Authorisation):
            days += part.objects.filter(case__in=cases).aggregate(on=Max("on")).values()
    latest = max((day for day in days if day), default=on)
    if on < latest:
        raise Refusal(f"日期不能早于上一环节的 {latest}", "填实际办理的那一天")


def _refuse_type(cases: Sequence[Case]) -> None:
    """The kind of household may have changed since the home check (facts 1.2)."""
    for one in cases:
        if one.monitoring_type not in types_for(one.household.kind):
            raise Refusal(
                f"{one.household}现在是{one.household.get_kind_display()}，不能纳入“{one.get_monitoring_type_display()}”",
                "退回补充核查，按现在的户类型重新选择监测类别",
            )


def _refuse_incomplete(
    step: Step, area: Area, words: Sequence[Word], number: str, present: int | None, text: str
) -> None:
    if area.level != LEVEL[step]:
        raise Refusal("地区不对", f"{step.label}按{LEVEL[step].label}办理")
    if not any(one.outcome != Outcome.HELD for one in words):
        raise Refusal("没有选中要办的户", "至少有一户不是暂缓")
    if step == Step.APPRAISE and not present:
        raise Refusal("没有写到会人数", "填参加评议的村民代表和干部人数")
    if step == Step.APPRAISE and not text.strip():
        raise Refusal("没有写会议记录", "写主持人、参加人和主要意见")
    if step == Step.APPROVE and not number.strip():
        raise Refusal("没有写批复文号", "例如：棱农工发〔2024〕12号")
    if step == Step.REVIEW and not text.strip():
        raise Refusal("没有写审核意见", "写抽查核实的情况和审核意见")


def _refuse_unsaid(step: Step, words: Sequence[Word], chosen: dict[UUID, Case], present: int | None) -> None:
    """Of many households, the one whose word lacks something is named."""
    for one in words:
        whose = chosen[one.case_uid]
        if one.outcome not in OUTCOMES[step]:
            raise Refusal(f"{whose}：{step.label}不能“{one.outcome.label}”", "从列表里选")
        if one.outcome != Outcome.PASSED and not one.reason.strip():
            raise Refusal(f"{whose}选了“{one.outcome.label}”，没有写明理由", "逐户写清，户里问起能说明白")
        if step != Step.APPRAISE or one.outcome in (Outcome.HELD, Outcome.RETURNED):
            continue
        if one.ayes is None or one.noes is None or one.ayes + one.noes > (present or 0):
            raise Refusal(f"{whose}的票数没有填好", f"填同意和不同意票数，合起来不超过到会的 {present} 人")
        if (one.outcome == Outcome.PASSED) != (one.ayes > one.noes):
            raise Refusal(f"{whose}的结果与票数不符", "同意票多于不同意票的为通过，否则为不纳入")


def place_of(step: Step, post: Post, code: str = "") -> Area | None:
    """The area a post takes a step for: its own where it fits, or the one of this code within its reach."""
    level = LEVEL[step]
    if level == Level.COUNTY:
        return Area.objects.filter(level=Level.COUNTY).first()
    if not code and post.area is not None and post.area.level == level:
        return post.area
    return Area.objects.filter(code=code, level=level).first()
