"""What is said of one elimination alone: proposed, sent back, withdrawn; its steps are taken with others (`procedure.py`)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import CaseState, EndedHow
from dixian.warning.elimination.criteria import known_of
from dixian.warning.elimination.duties import call_off, follow_state
from dixian.warning.elimination.enums import OF_RISK, UNDER_WAY, WAYS, Criterion, EliminationState
from dixian.warning.elimination.models import Condition, Elimination
from dixian.warning.elimination.moving import AGAIN, may, possible, step, update
from dixian.warning.elimination.rules import Judged, Typed, held, months_apart
from dixian.warning.elimination.typed_income import beside
from dixian.warning.measures.api import ABLE, WEAK

SOONEST = "elimination.soonest"


@transaction.atomic
def propose(
    *,
    case: Case,
    how: EndedHow,
    reason: str,
    words: Mapping[str, str],
    post: Post,
    income: Decimal | None = None,
    months: int | None = None,
    regained: str = "",
    on: date | None = None,
) -> Elimination:
    """The village says that the risk has ended, how, and of each condition not met why it is so all the same.

    income, months: used where nothing was collected. words: condition -> its explanation. on: the day it was proposed (today). Raises NotAllowed; Refusal in another state, while held (暂不标注), without a
    reason, with a condition that is neither met nor explained, by help too soon or before help had an effect (facts 1.8).
    """
    may(post, Capability.ANSWER, Capability.CONFIRM)
    if case.state != CaseState.MONITORED or how not in WAYS:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，不能这样消除", "刷新页面看最新情况")
    if not reason.strip():
        raise Refusal("没有写理由", "写明风险怎样消除的")
    possible(on or clock.today(), case.approved_on)
    if Elimination.objects.filter(case=case, state__in=UNDER_WAY).exists():
        raise Refusal("这户的风险消除正在办理", "在正在办理的一件上接着办")
    known = known_of([case])[case.pk]
    if how == EndedHow.HELPED and held(known.labour, ABLE | WEAK, regained):
        raise Refusal(
            "整户没有劳动能力，落实保障后暂不标注风险消除",
            "继续跟踪监测；恢复了劳动能力的写明理由，自然消除的选“自然消除”",
        )
    typed = Typed(income, post.acting_person.name, beside(case))
    judged = known.judged(typed, months)
    income, months = known.counted(income, months)
    if how == EndedHow.HELPED:
        _refuse_unhelped(case, on or clock.today(), judged[Criterion.MEASURES])
    made = Elimination.objects.create(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        how=how,
        reason=reason.strip()[:300],
        regained=regained.strip()[:200],
        income=income,
        typed=income is not None and known.income is None,
        months=months,
        proposed_by=post.acting_person,
        proposed_on=on or clock.today(),
    )
    if how in OF_RISK:
        _keep_conditions(made, judged, words)
    follow_state([made], "", post, f"{EndedHow(how).label}：{made.reason}")
    return made


@transaction.atomic
def send_back(*, one: Elimination, reason: str, post: Post) -> None:
    """The township or the county wants more; the village begins again. Raises NotAllowed; Refusal without a reason."""
    right = Capability.DECIDE_CASES if one.state == EliminationState.REVIEWED else Capability.CONFIRM
    may(post, right)
    if not reason.strip():
        raise Refusal("退回要写明理由", "写明还差什么")
    step([one], "return", post, f"退回：{reason.strip()}", returned=reason.strip()[:200], **AGAIN)


@transaction.atomic
def withdraw(*, one: Elimination, reason: str, post: Post) -> None:
    """The household goes on being monitored. Raises NotAllowed; Refusal without a reason."""
    may(post, Capability.ANSWER, Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("撤回要写明理由", "写明为什么继续监测")
    call_off([one], "风险消除已撤回", post)
    update([one], "withdraw", returned=reason.strip()[:200])


def _refuse_unhelped(case: Case, on: date, helped: Judged) -> None:
    """Help ends a risk neither in the months after the approval, nor before it was given and seen to work; no word makes up for it."""
    least = int(number(SOONEST))
    if case.approved_on and months_apart(case.approved_on, on) < least:
        raise Refusal(
            f"{case.approved_on} 批复纳入，帮扶消除须在批复当月以后满 {least} 个自然月",
            "继续帮扶和跟踪；风险自然消除的选“自然消除”，识别有误的选“识别有误”",
        )
    if not helped.holds:
        raise Refusal(
            f"帮扶措施没有落实见效，不能按帮扶消除：{helped.evidence}",
            "措施都落实，并且落实以后的跟踪走访判断有成效，再提出",
        )


def _keep_conditions(made: Elimination, judged: Mapping[Any, Any], words: Mapping[str, str]) -> None:
    bare = [one for one, said in judged.items() if not said.holds and not words.get(one, "").strip()]
    if bare:
        raise Refusal(
            f"“{bare[0].label}”还没有达到：{judged[bare[0]].evidence}",
            "达到以后再提，或者写明为什么可以认定达到",
        )
    Condition.objects.bulk_create(
        [
            Condition(
                elimination=made,
                household_id=made.household_id,
                village_id=made.village_id,
                criterion=one,
                holds=said.holds,
                evidence=said.evidence[:400],
                word=words.get(one, "").strip()[:200],
            )
            for one, said in judged.items()
        ]
    )
