"""What is watched after an elimination: look-backs, and the way back."""

from datetime import date

from django.db import transaction
from django.db.models import F

from dixian.commons.leads.api import NewSource, raise_leads
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, discharge
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.cases.api import Case
from dixian.warning.cases.api import reverse as reverse_case
from dixian.warning.cases.enums import CaseState
from dixian.warning.elimination.duties import (
    CORRECT,
    CORRECT_WHY,
    LOOK_BACK,
    REVERSE,
    call_off,
    open_for,
    open_look_backs,
)
from dixian.warning.elimination.enums import STANDS, ReversalState
from dixian.warning.elimination.models import Elimination, LookBack, Reversal
from dixian.warning.elimination.moving import update
from dixian.warning.elimination.rules import half_begins, half_ends, half_in_words, half_of
from dixian.warning.measures.api import revise

PIECE = 500
SOURCE = "look_back"
REVERSED = "风险消除回退，继续监测帮扶"


@transaction.atomic
def ask_reversal(*, case: Case, reason: str, post: Post) -> Reversal:
    """The elimination was mistaken.

    Raises NotAllowed; Refusal without a reason, in another state, where one waits or the household is identified anew.
    """
    post.require(Capability.CONFIRM)
    if case.state != CaseState.ELIMINATED:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，不能回退", "刷新页面看最新情况")
    if not reason.strip():
        raise Refusal("没有写回退的理由", "写明为什么撤销风险消除；出现新风险的按新线索重新识别")
    if identified_anew(case):
        raise Refusal("这户已经按新线索重新识别，不用回退", "在新的监测对象上办理")
    if Reversal.objects.filter(case=case, state=ReversalState.WAITING).exists():
        raise Refusal("已经提出回退，等县里审定", "不用再提")
    made = Reversal.objects.create(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        reason=reason.strip()[:200],
        asked_by=post.acting_person,
        asked_on=clock.today(),
    )
    open_for([case], REVERSE, made.reason)
    return made


def identified_anew(case: Case) -> bool:
    """Whether the household has another case that has not ended."""
    return Case.objects.open().filter(household_id=case.household_id).exclude(pk=case.pk).exists()


@transaction.atomic
def decide_reversal(*, reversal: Reversal, agree: bool, answer: str, post: Post) -> None:
    """The county's word; the case goes on with a plan of its own, or stays as it is. Raises NotAllowed, Refusal."""
    post.require(Capability.DECIDE_CASES)
    if post.acting_person.pk == reversal.asked_by_id:
        raise Refusal("不能审定自己提出的回退", "请另一位有权限的同事审定")
    if not agree and not answer.strip():
        raise Refusal("不回退要写明理由", "写明为什么维持风险消除")
    told = Reversal.objects.filter(pk=reversal.pk, state=ReversalState.WAITING).update(
        state=ReversalState.APPROVED if agree else ReversalState.REJECTED,
        decided_by=post.acting_person,
        decided_on=clock.today(),
        answer=answer.strip()[:200],
        version=F("version") + 1,
    )
    if not told:
        raise Refusal("这件回退已经审定", "刷新页面看结果")
    case = Case.objects.select_related("household").get(pk=reversal.case_id)
    discharge(kind=REVERSE.code, subject_uids=[case.uid], post=post)
    if agree:
        marked = case.household.risk_eliminated and not case.household.ahead
        reverse_case(case=case, reason=reversal.reason, post=post)
        standing = list(Elimination.objects.filter(case=case, state__in=STANDS).select_related("case"))
        for one in standing:
            update([one], "reverse")
        call_off(standing, REVERSED, post)
        if marked:
            open_for([case], CORRECT, CORRECT_WHY)
        discharge(kind=LOOK_BACK.code, subject_uids=[case.uid], post=post)
        revise(case=Case.objects.get(pk=case.pk), reason=REVERSED, post=None)


@transaction.atomic
def look_back(*, case: Case, on: date, stable: bool, found: str, post: Post) -> LookBack:
    """An eliminated household was looked at again; what is not stable raises or joins its lead.

    It counts for the half-year of its day: entered after that has ended, it does not do with the duty of this one.
    Raises NotAllowed; Refusal without a word, twice in a half-year.
    """
    if not any(post.can(one) for one in (Capability.ANSWER, Capability.CONFIRM)):
        post.require(Capability.ANSWER)
    if case.state != CaseState.ELIMINATED:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，不用回头看", "刷新页面看最新情况")
    if on > clock.today() or (case.ended_on and on < case.ended_on):
        raise Refusal("回头看的日期不对", "填风险消除以后、今天以前的日子")
    if not found.strip():
        raise Refusal("没有写情况", "写一句收入、三保障和饮水的情况")
    if LookBack.objects.filter(case=case, half=half_of(on)).exists():
        raise Refusal(f"{half_in_words(on)}已经登记过", "每半年登记一次；这次去看的，填这次的日期")
    made = LookBack.objects.create(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        half=half_of(on),
        on=on,
        stable=stable,
        found=found.strip()[:300],
        by=post.acting_person,
    )
    if does_with_duty(case, on):
        discharge(kind=LOOK_BACK.code, subject_uids=[case.uid], post=post, on=on)
    if not stable:
        _raise(made, case, post)
    return made


def does_with_duty(case: Case, on: date) -> bool:
    """Whether the duty that is open is of the half-year of this day, or of one before it."""
    with beyond_scope():
        waiting = Obligation.objects.filter(kind=LOOK_BACK.code, subject_uid=case.uid, state="open")
        return waiting.filter(opened_on__lte=on).exists()


def _raise(made: LookBack, case: Case, post: Post) -> None:
    """What is not stable is a source of the household's lead, from which it may be identified anew (风险再标注)."""
    raised = raise_leads(
        [
            NewSource(
                kind=SOURCE,
                source_uid=made.uid,
                group_uid=made.uid,
                unit=post.unit_id,
                household=case.household_id,
                village=case.village_id,
                township=case.township_id,
                sentence=f"回头看不稳定：{made.found}"[:300],
                opened_on=made.on,
            )
        ]
    )
    if raised.new:
        publish(LeadsRaised(lead_ids=[one.pk for one in raised.new]))


def open_half(today: date) -> int:
    """The half-year's duty for each household eliminated before it began and not looked at yet. Returns how many."""
    first, last = half_begins(today), half_ends(today)
    seen = LookBack.objects.filter(half=half_of(today)).values("case_id")
    waiting = Case.objects.filter(state=CaseState.ELIMINATED, ended_on__lt=first).exclude(pk__in=seen)
    cases = list(waiting.select_related("household").order_by("id"))
    for start in range(0, len(cases), PIECE):
        open_look_backs(cases[start : start + PIECE], first, last)
    return len(cases)
