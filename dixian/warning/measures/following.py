"""The monthly follow-up of households whose risk is not yet gone."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items
from dixian.foundation.worklist.api import discharge
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import CaseState
from dixian.warning.measures.duties import FOLLOW, open_following
from dixian.warning.measures.enums import Effect, MeasureState
from dixian.warning.measures.models import FollowUp, Measure

PIECE = 500
NOTHING: Mapping[UUID, str] = {}


@transaction.atomic
def follow_up(
    *,
    case: Case,
    on: date,
    effect: str,
    blocker: str,
    found: str,
    remedy: str,
    post: Post,
    of_measures: Mapping[UUID, str] = NOTHING,
) -> FollowUp:
    """What was found on a day; the effect is the household's. of_measures: what its development measures have come to.

    Raises NotAllowed; Refusal without a finding, without what is in the way and what is done, for another measure.
    """
    if not any(post.can(one) for one in (Capability.ANSWER, Capability.CONFIRM, Capability.VISIT)):
        post.require(Capability.ANSWER)
    if case.state != CaseState.MONITORED:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，不用按月跟踪", "刷新页面看最新情况")
    if on > clock.today() or (case.approved_on and on < case.approved_on):
        raise Refusal("走访日期不对", "填纳入监测以后、今天以前的日子")
    if effect not in Effect.values or not found.strip():
        raise Refusal("没有选成效，或者没有写情况", "选成效，写一句看到的情况")
    if blocker and blocker not in {one.code for one in items("blocker_kind")}:
        raise Refusal("没有这种堵点", "从列表里选")
    if effect != Effect.GOOD and not blocker:
        raise Refusal("没有选堵点症结", "还没有成效的，选卡在哪里")
    if blocker and not remedy.strip():
        raise Refusal("没有写针对性措施", "写明接下来怎样解决")
    made = FollowUp.objects.create(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        on=on,
        effect=effect,
        blocker=blocker,
        found=found.strip()[:300],
        remedy=remedy.strip()[:200],
        by=post.acting_person,
    )
    _judge(case, on, {uid: word for uid, word in of_measures.items() if word})
    if Month.of(on) == Month.of(clock.today()):
        discharge(kind=FOLLOW.code, subject_uids=[case.uid], post=post, on=on)
    return made


def to_judge(case: Case) -> list[Measure]:
    """The development measures that were delivered, whose effect is judged one by one."""
    kinds = [one.code for one in items("development_measure")]
    found = Measure.objects.filter(case=case, state=MeasureState.DELIVERED, kind__in=kinds)
    return list(found.order_by("id"))


def _judge(case: Case, on: date, words: Mapping[UUID, str]) -> None:
    if not words:
        return
    known = {one.uid: one for one in to_judge(case)}
    if not words.keys() <= known.keys() or not set(words.values()) <= set(Effect.values):
        raise Refusal("只有已落实的开发式措施逐项判断成效", "刷新页面后再填")
    for word in sorted(set(words.values())):
        uids = [uid for uid, said in words.items() if said == word]
        Measure.objects.filter(uid__in=uids).update(effect=word, effect_on=on, version=F("version") + 1)


def open_month(today: date) -> int:
    """The month's duty for each monitored household that nobody has looked in on this month. Returns how many."""
    month = Month.of(today)
    seen = FollowUp.objects.filter(on__gte=month.first, on__lte=month.last)
    waiting = Case.objects.filter(state=CaseState.MONITORED).exclude(pk__in=seen.values("case_id"))
    cases = list(waiting.select_related("household").order_by("id"))
    for start in range(0, len(cases), PIECE):
        open_following(cases[start : start + PIECE], month.first, month.last)
    return len(cases)
