"""The steps of an identification: what each may say, who may pass it, and what comes of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.collecting import possible
from dixian.warning.cases.ending import after_approval, after_leaving_out, announced
from dixian.warning.cases.enums import OUTCOMES, WAITS_FOR, CaseState, Outcome, Proceeding, Step
from dixian.warning.cases.models import Authorisation, BatchLine, Case, CaseBatch, HomeCheck
from dixian.warning.cases.moving import move
from dixian.warning.cases.procedures import Procedure, Spoken
from dixian.warning.cases.rules import types_for
from dixian.warning.cases.separation import hands_in, refuse_own, taken_before

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


class Identification(Procedure):
    """A household on its way into monitoring (facts 1.4)."""

    proceeding = Proceeding.IDENTIFICATION
    outcomes = OUTCOMES
    sends_back = Outcome.RETURNED
    majority = "同意票多于不同意票的为通过，否则为不纳入"

    def waits(self, step: Step) -> Q:
        return Q(state=WAITS_FOR[step])

    def carried(self, ayes: int, noes: int, present: int) -> bool:
        return ayes > noes

    def refuse(self, step: Step, spoken: Spoken, on: date, post: Post) -> None:
        cases = [case for case, _ in spoken]
        for case in cases:
            possible(on, case, "日期")
        _refuse_earlier(cases, on)
        if step == Step.APPROVE:
            _refuse_type([case for case, word in spoken if word.outcome == Outcome.PASSED])
        if step in (Step.REVIEW, Step.APPROVE):
            ends = (Outcome.PASSED, Outcome.LEFT_OUT) if step == Step.APPROVE else (Outcome.PASSED,)
            refuse_own([case for case, word in spoken if word.outcome in ends], step, post)

    def hands_in(self, cases: Sequence[Case], step: Step) -> dict[int, set[int]]:
        return hands_in(cases, step)

    def taken_before(self, cases: Sequence[Case], step: Step) -> dict[int, int]:
        return taken_before(cases, step)

    def eliminations(self, cases: Sequence[Case]) -> dict[int, UUID]:
        return {}

    def go_on(self, batch: CaseBatch, spoken: Spoken, post: Post) -> None:
        step = Step(batch.step)
        passed = [case for case, word in spoken if word.outcome == Outcome.PASSED]
        changes: dict[str, Any] = {}
        if step == Step.APPROVE:
            changes = {"approved_on": batch.on, "approval_number": batch.number}
        elif step == Step.ANNOUNCE:
            changes = {"announced_on": batch.on}
        if passed:
            move(passed, VERB[step], post, SAID[step], on=batch.on, **changes)
        for case, word in spoken:
            _turn_away(case, word.outcome, word.reason.strip(), batch, post)
        if step == Step.APPROVE and passed:
            after_approval(passed, post, batch.on)
        elif step == Step.ANNOUNCE and passed:
            announced(passed)

    def hanging(self, batch: CaseBatch) -> Q:
        return Q(state=CaseState.POSTED)

    def end_notice(
        self, passed: Sequence[Case], back: Sequence[tuple[Case, str]], on: date, said: str, post: Post
    ) -> None:
        if passed:
            move(passed, "end_notice", post, said, on=on)
        for case, why in back:
            move([case], "recollect", post, why, on=on)


def _turn_away(case: Case, outcome: Outcome, reason: str, batch: CaseBatch, post: Post) -> None:
    """A household that did not pass."""
    step = Step(batch.step)
    if outcome in BACK:
        move([case], BACK[outcome], post, f"{outcome.label}：{reason}", on=batch.on)
    elif outcome == Outcome.LEFT_OUT and step == Step.APPROVE:
        after_leaving_out(case, reason, batch.on, post)
    elif outcome == Outcome.LEFT_OUT:
        said = f"{step.label}未通过：{reason}"[:300]
        move([case], "decline", post, said, on=batch.on, reason=said, declined_by=post.acting_person)


def _refuse_earlier(cases: Sequence[Case], on: date) -> None:
    """No step is dated before the one it follows: the home check and the authorisation, a batch, the end of a notice."""
    with beyond_scope():
        lines = BatchLine.objects.filter(case__in=cases, elimination_uid=None).exclude(outcome=Outcome.HELD)
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


IDENTIFICATION = Identification()
