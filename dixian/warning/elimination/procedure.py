"""The steps of the end of a risk: what each may say, who may pass it, and what comes of it (facts 1.8)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import EARLIER, BatchLine, Case, CaseBatch, Procedure, Spoken, end
from dixian.warning.cases.enums import EndedHow, Outcome, Proceeding, Step
from dixian.warning.elimination.duties import ENTER, ENTER_WHY, call_off, open_for
from dixian.warning.elimination.enums import OF_RISK, OPEN_STATES, EliminationState
from dixian.warning.elimination.fallen import refuse_fallen
from dixian.warning.elimination.models import Elimination
from dixian.warning.elimination.moving import AGAIN, step, update

OF_THE_RISK = Q(how__in=OF_RISK)
S = EliminationState
WAITS = {
    Step.APPRAISE: Q(state=S.PROPOSED) & OF_THE_RISK,
    Step.NOTICE: Q(state=S.APPRAISED),
    Step.REVIEW: Q(state=S.NOTICED) | Q(state=S.PROPOSED) & ~OF_THE_RISK,
    Step.APPROVE: Q(state=S.REVIEWED),
    Step.ANNOUNCE: Q(state=S.ANNOUNCING),
}
# The days a step can't be before.
DAYS = ("proposed_on", "appraised_on", "posted_on", "closed_on", "reviewed_on", "approved_on")


class Ending(Procedure):
    """A household on its way out of monitoring."""

    proceeding = Proceeding.ELIMINATION
    outcomes = {
        Step.APPRAISE: (Outcome.PASSED, Outcome.HELD, Outcome.KEPT),
        Step.NOTICE: (Outcome.PASSED, Outcome.HELD, Outcome.REAPPRAISE),
        Step.REVIEW: (Outcome.PASSED, Outcome.HELD, Outcome.REAPPRAISE),
        Step.APPROVE: (Outcome.PASSED, Outcome.HELD, Outcome.REAPPRAISE),
        Step.ANNOUNCE: (Outcome.PASSED,),
    }
    called = {Outcome.HELD: "暂不标注"}
    sends_back = Outcome.REAPPRAISE
    majority = "同意超过到会人数一半的为通过，否则为不通过，继续监测"

    def waits(self, step: Step) -> Q:
        return Q(pk__in=Elimination.objects.filter(WAITS[step]).values("case_id"))

    def carried(self, ayes: int, noes: int, present: int) -> bool:
        return ayes * 2 > present

    def refuse(self, step: Step, spoken: Spoken, on: date, post: Post) -> None:
        ones = open_of([case for case, _ in spoken])
        for case, word in spoken:
            if word.outcome != Outcome.HELD:
                _possible(on, ones[case.pk])
        if step in (Step.REVIEW, Step.APPROVE):
            passing = [case for case, word in spoken if word.outcome == Outcome.PASSED]
            hands, me = self.hands_in(passing, step), post.acting_person.pk
            _refuse_own([one for one in passing if me in hands[one.pk]])
            refuse_fallen([ones[one.pk] for one in passing])

    def hands_in(self, cases: Sequence[Case], step: Step) -> dict[int, set[int]]:
        if step not in EARLIER:
            return {one.pk: set() for one in cases}
        ones = open_of(cases)
        hands: dict[int, set[int]] = {
            pk: {who for who in (one.proposed_by_id, one.reviewed_by_id) if who} for pk, one in ones.items()
        }
        for case, who in _passed(ones, step):
            hands[case].add(who)
        return hands

    def taken_before(self, cases: Sequence[Case], step: Step) -> dict[int, int]:
        if step not in EARLIER:
            return {}
        ones = open_of(cases)
        return {pk: one.proposed_by_id for pk, one in ones.items()} | dict(_passed(ones, step))

    def eliminations(self, cases: Sequence[Case]) -> dict[int, UUID]:
        return {pk: one.uid for pk, one in open_of(cases).items()}

    def go_on(self, batch: CaseBatch, spoken: Spoken, post: Post) -> None:
        ones = open_of([case for case, _ in spoken])
        _pass(batch, [ones[case.pk] for case, word in spoken if word.outcome == Outcome.PASSED], post)
        for case, word in spoken:
            one, why = ones[case.pk], word.reason.strip()[:200]
            if word.outcome == Outcome.KEPT or (
                word.outcome == Outcome.REAPPRAISE and one.state == S.PROPOSED
            ):
                call_off([one], f"{Step(batch.step).label}没有通过，继续监测", post)
                update([one], "withdraw", returned=why)
            elif word.outcome == Outcome.REAPPRAISE:
                step([one], "return", post, f"退回：{why}", returned=why, **AGAIN)

    def hanging(self, batch: CaseBatch) -> Q:
        """Of the round this notice was about."""
        uids = batch.lines.values("elimination_uid")
        hung = Elimination.objects.filter(state=S.POSTED, uid__in=uids, posted_on=batch.on)
        return Q(pk__in=hung.values("case_id"))

    def end_notice(
        self, passed: Sequence[Case], back: Sequence[tuple[Case, str]], on: date, said: str, post: Post
    ) -> None:
        step(list(open_of(passed).values()), "end_notice", post, said, closed_on=on)
        objected = open_of([case for case, _ in back])
        for case, why in back:
            step([objected[case.pk]], "return", post, why, returned=why[:200], **AGAIN)


def open_of(cases: Sequence[Case]) -> dict[int, Elimination]:
    """Case id -> the elimination of it that is in somebody's hands."""
    found = Elimination.objects.filter(case__in=cases, state__in=OPEN_STATES)
    return {one.case_id: one for one in found.select_related("case__household")} if cases else {}


def _passed(ones: dict[int, Elimination], step: Step) -> list[tuple[int, int]]:
    """(case id, person) of each step before that was passed in this round, oldest first."""
    lines = BatchLine.objects.filter(elimination_uid__in=[one.uid for one in ones.values()], by__isnull=False)
    passed = lines.filter(outcome=Outcome.PASSED, step__in=EARLIER[step])
    with beyond_scope():
        return list(passed.order_by("id").values_list("case_id", "by_id"))


def _possible(on: date, one: Elimination) -> None:
    latest = max(day for name in DAYS if (day := getattr(one, name)))
    if on > clock.today():
        raise Refusal("日期不能晚于今天", "填实际办理的那一天")
    if on < latest:
        raise Refusal(
            f"{one}：日期不能早于上一环节的 {latest}", "填实际办理的那一天，这户先不办的选“这次不办”"
        )


def _refuse_own(own: Sequence[Case]) -> None:
    if own:
        raise Refusal(
            f"有 {len(own)} 户是您自己提出、评议、公示或审核的（{own[0].household}），不能由您通过",
            "请另一位有权限的同事办理，这几户先不办",
        )


def _pass(batch: CaseBatch, ones: Sequence[Elimination], post: Post) -> None:
    of, on = Step(batch.step), batch.on
    if of == Step.APPRAISE:
        step(ones, "appraise", post, f"{on} 评议通过", appraised_on=on)
    elif of == Step.NOTICE:
        step(ones, "post", post, f"公示到 {batch.until}", posted_on=on, until=batch.until)
    elif of == Step.REVIEW:
        word = {"reviewed_by": post.acting_person, "reviewed_on": on}
        for verb, some in _split(ones, "review").items():
            step(some, verb, post, "乡镇审核同意", **word)
    elif of == Step.APPROVE:
        _approve(batch, ones, post)
    else:
        step(ones, "announce", post, "", announced_on=on)
        open_for([one.case for one in ones], ENTER, ENTER_WHY)


def _approve(batch: CaseBatch, ones: Sequence[Elimination], post: Post) -> None:
    """Each case ends its own way, for its own reason."""
    word: dict[str, Any] = {
        "approved_by": post.acting_person, "approved_on": batch.on, "number": batch.number,
    }  # fmt: skip
    for verb, some in _split(ones, "approve").items():
        step(some, verb, post, f"{batch.number} 审定风险消除，以乡镇名义公告", **word)
    by_end: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for one in ones:
        by_end[one.how, one.reason].append(one.case)
    for (how, reason), cases in sorted(by_end.items()):
        end(cases=cases, how=EndedHow(how), on=batch.on, post=post, reason=reason)


def _split(ones: Sequence[Elimination], verb: str) -> dict[str, list[Elimination]]:
    """The verb of each: who died, left or was mistaken goes without meeting, notice and announcement."""
    by_verb: dict[str, list[Elimination]] = defaultdict(list)
    for one in ones:
        by_verb[verb if one.how in OF_RISK else f"{verb}_gone"].append(one)
    return by_verb


ENDING = Ending()
