"""A step of many eliminations at once, as in an identification; one can be held out (暂不标注), or sent back, with a reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import LEVEL, end, hangs_until, refuse_unfinished
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.duties import call_off
from dixian.warning.elimination.enums import OUTCOMES, EliminationState, Outcome, Step
from dixian.warning.elimination.fallen import refuse_fallen
from dixian.warning.elimination.models import Elimination
from dixian.warning.elimination.moving import AGAIN, possible, step, update
from dixian.warning.elimination.waiting import AS, right_of, waiting

VERB = {
    Step.APPRAISE: "appraise",
    Step.NOTICE: "post",
    Step.END: "end_notice",
    Step.REVIEW: "review",
    Step.APPROVE: "approve",
}
SINCE = {
    Step.APPRAISE: ("proposed_on",),
    Step.NOTICE: ("appraised_on",),
    Step.END: ("posted_on",),
    Step.REVIEW: ("closed_on", "proposed_on"),
    Step.APPROVE: ("reviewed_on",),
}


@dataclass(frozen=True, kw_only=True)
class Word:
    """What is said of one household; a reason unless it passes. ayes: of the meeting."""

    uid: UUID
    outcome: Outcome
    reason: str = ""
    ayes: int = 0


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of all: the day, who came to the meeting, minutes, place of the posting or opinion, 文号 of the approval."""

    on: date
    present: int = 0
    text: str = ""
    number: str = ""


@transaction.atomic
def hold(*, of: Step, area: Area, words: Sequence[Word], told: Told, post: Post) -> dict[Outcome, int]:
    """Take a step for many households of a village, a township, the county. Returns how many ended how.

    Raises NotAllowed; Refusal where one does not wait for this step here, a word lacks its reason or its votes, the
    day is impossible, the notice has not hung its days, somebody would pass what is their own, or a condition has fallen.
    """
    post.require(right_of(of))
    chosen = _chosen(of, area, words, post)
    _refuse_incomplete(of, [(chosen[one.uid], one) for one in words], told)
    by_outcome: dict[Outcome, list[Word]] = defaultdict(list)
    for one in words:
        by_outcome[one.outcome].append(one)
    passed = by_outcome[Outcome.PASSED]
    _pass(of, [(chosen[one.uid], one) for one in passed], told, post)
    for one in by_outcome[Outcome.HELD]:
        Elimination.objects.filter(pk=chosen[one.uid].pk).update(held=_reason(one), version=F("version") + 1)
    for one in by_outcome[Outcome.RETURNED]:
        step([chosen[one.uid]], "return", post, f"退回：{_reason(one)}", returned=_reason(one), **AGAIN)
    for one in by_outcome[Outcome.KEPT]:
        call_off(chosen[one.uid], "评议没有通过，继续监测", post)
        update([chosen[one.uid]], "withdraw", returned=_reason(one))
    return {outcome: len(some) for outcome, some in by_outcome.items() if some}


def _pass(of: Step, passed: Sequence[tuple[Elimination, Word]], told: Told, post: Post) -> None:
    ones = [one for one, _ in passed]
    for one in ones:
        possible(told.on, next(filter(None, (getattr(one, name) for name in SINCE[of])), None))
    text = told.text.strip()
    if of == Step.APPRAISE:
        _appraise(passed, told, post)
    elif of == Step.NOTICE:
        until = hangs_until(told.on)
        step(ones, "post", post, f"公示到 {until}", posted_on=told.on, posted_where=text[:100], until=until)
    elif of == Step.END:
        for one in ones:
            refuse_unfinished(one.until, told.on, posted=one.posted_on, whose=f"{one}的")
        step(ones, "end_notice", post, "公示无异议", closed_on=told.on, objections="")
    elif of == Step.REVIEW:
        _review(ones, told, post)
    else:
        _approve(ones, told, post)


def _appraise(passed: Sequence[tuple[Elimination, Word]], told: Told, post: Post) -> None:
    by_votes: dict[int, list[Elimination]] = defaultdict(list)
    for one, word in passed:
        by_votes[word.ayes].append(one)
    meeting = {"appraised_on": told.on, "present": told.present, "minutes": told.text.strip()[:500]}
    for ayes, ones in sorted(by_votes.items()):
        step(ones, "appraise", post, f"{told.on} 评议通过", ayes=ayes, **meeting)


def _review(ones: Sequence[Elimination], told: Told, post: Post) -> None:
    me = post.acting_person
    _refuse_own([one for one in ones if one.proposed_by_id == me.pk])
    refuse_fallen(ones)
    word = {"opinion": told.text.strip()[:300], "reviewed_by": me, "reviewed_on": told.on}
    gone = [one for one in ones if one.state == EliminationState.PROPOSED]
    step(gone, "review_gone", post, "乡镇审核同意", **word)
    step([one for one in ones if one not in gone], "review", post, "乡镇审核同意", **word)


def _approve(ones: Sequence[Elimination], told: Told, post: Post) -> None:
    """Each case ends its own way, for its own reason."""
    me = post.acting_person
    _refuse_own([one for one in ones if me.pk in (one.proposed_by_id, one.reviewed_by_id)])
    refuse_fallen(ones)
    step(ones, "approve", post, "", approved_by=me, approved_on=told.on, number=told.number.strip()[:80])
    by_end: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for one in ones:
        by_end[one.how, one.reason].append(one.case)
    for (how, reason), cases in sorted(by_end.items()):
        end(cases=cases, how=EndedHow(how), on=told.on, post=post, reason=reason)


def _refuse_own(own: Sequence[Elimination]) -> None:
    if own:
        raise Refusal(
            f"有 {len(own)} 户是您自己提出或审核的（{own[0]}），不能由您通过",
            "请另一位有权限的同事办理，这几户先不办",
        )


def _chosen(of: Step, area: Area, words: Sequence[Word], post: Post) -> dict[UUID, Elimination]:
    if area.level != LEVEL[AS[of]]:
        raise Refusal("地区不对", f"{of.label}按{LEVEL[AS[of]].label}办理")
    wanted = {one.uid for one in words}
    chosen = {one.uid: one for one in waiting(of, post, area).filter(uid__in=wanted)}
    if not words or len(chosen) != len(words):
        raise Refusal(
            f"选中的 {len(words)} 户里有 {len(words) - len(chosen)} 户不在等这一步", "刷新页面后再办"
        )
    return chosen


def _refuse_incomplete(of: Step, words: Sequence[tuple[Elimination, Word]], told: Told) -> None:
    for whose, one in words:
        if one.outcome not in OUTCOMES[of]:
            raise Refusal(f"{whose}：{of.label}不能“{one.outcome.label}”", "从列表里选")
        if one.outcome != Outcome.PASSED and not one.reason.strip():
            raise Refusal(f"{whose}选了“{one.outcome.label}”，没有写明理由", "逐户写清，户里问起能说明白")
        if (
            of == Step.APPRAISE
            and one.outcome == Outcome.PASSED
            and not told.present >= one.ayes > told.present / 2
        ):
            raise Refusal(
                f"{whose}：到会和同意的人数不对，或者没有过半",
                "逐户填同意人数；没有过半的选“不通过，继续监测”",
            )
    if of == Step.APPROVE and not told.number.strip():
        raise Refusal("没有写文号", "写批准风险消除的文号")
    if of != Step.END and of != Step.APPROVE and not told.text.strip():
        raise Refusal(
            "没有写记录",
            {Step.APPRAISE: "写评议的主要意见", Step.NOTICE: "写公示张贴在哪里"}.get(of, "写审核意见"),
        )


def _reason(one: Word) -> str:
    return one.reason.strip()[:200]
