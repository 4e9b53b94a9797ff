"""What follows the county's word: the lead ends, the plan's clock begins, the household is told why not."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import begin_monitoring, end_risk, stop_monitoring, take_up_again
from dixian.warning.cases.duties import ENTER, PAPERS, call_off, done, open_for
from dixian.warning.cases.enums import HOW, CaseState, EndedHow
from dixian.warning.cases.models import Case
from dixian.warning.cases.moving import move
from dixian.warning.cases.separation import refuse_own_proposal
from dixian.warning.cases.topics import CaseApproved, CaseEnded
from dixian.warning.verification.api import conclude


def after_approval(cases: Sequence[Case], post: Post, on: date) -> None:
    """The county has approved them: their leads end, the register says so, the plan's clock begins."""
    conclude(leads=[one.lead for one in cases if one.lead], on=on, post=post)
    by_type: dict[str, list[int]] = defaultdict(list)
    for one in cases:
        by_type[one.monitoring_type].append(one.household_id)
    for monitored, homes in sorted(by_type.items()):
        begin_monitoring(households=homes, monitored=monitored, on=on)
    done(PAPERS, cases, post)
    publish(CaseApproved(case_ids=sorted(one.pk for one in cases)))


def announced(cases: Sequence[Case]) -> None:
    """They are to be entered in the national system; the next import that contains them ticks it."""
    for one in cases:
        open_for(one, ENTER, "已审定公告，按录入单录入全国系统；下次导入的全国系统数据里有这户即自动办结")


@transaction.atomic
def leave_out(*, case: Case, reason: str, on: date, post: Post, how: EndedHow = EndedHow.LEFT_OUT) -> None:
    """The county says that a household proposed so is not included; the reason is the answer it gets (不纳入告知).

    Raises NotAllowed; Refusal without a reason, for one's own proposal, in another state, on an impossible day.
    """
    post.require(Capability.DECIDE_CASES)
    if case.state != CaseState.DECLINING:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，没有提出不纳入", "刷新页面看最新情况")
    if how not in HOW[CaseState.LEFT_OUT]:
        raise Refusal("没有选择怎样结束", "从列表里选")
    if on > clock.today() or on < case.opened_on:
        raise Refusal("认定日期不对", f"填 {case.opened_on} 以后、今天以前的日子")
    if not reason.strip():
        raise Refusal("不纳入要写明理由", "理由要能向户里说明")
    refuse_own_proposal(case, post)
    after_leaving_out(case, reason.strip(), on, post, how)


def after_leaving_out(
    case: Case, reason: str, on: date, post: Post, how: EndedHow = EndedHow.LEFT_OUT
) -> None:
    """It has ended without being included; the household may apply again, which is another lead and another case."""
    move([case], "leave_out", post, "", on=on, ended_on=on, ended_how=how, reason=reason[:300])
    if case.lead:
        conclude(leads=[case.lead], on=on, post=post)
    call_off([case], "不纳入，不再办理", post)
    publish(CaseEnded(case_ids=[case.pk], how=how))


@transaction.atomic
def send_back(*, case: Case, reason: str, post: Post) -> None:
    """A household that was to be left out is to be looked at again. Raises NotAllowed; Refusal without a reason."""
    post.require(Capability.DECIDE_CASES)
    if case.state != CaseState.DECLINING:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，没有提出不纳入", "刷新页面看最新情况")
    if not reason.strip():
        raise Refusal("退回要写明理由", "写明还要核查什么")
    move([case], "recollect", post, f"县里退回：{reason.strip()}", reason="")


@transaction.atomic
def end(*, cases: Sequence[Case], how: EndedHow, on: date, post: Post, reason: str = "") -> None:
    """Monitored households come to an end: the risk eliminated, or the household gone. For the room of elimination.

    Raises NotAllowed; Refusal in another state, for an ending that fits none.
    """
    post.require(Capability.DECIDE_CASES)
    state = next((one for one in (CaseState.ELIMINATED, CaseState.GONE) if how in HOW[one]), None)
    if state is None:
        raise Refusal("没有选择怎样结束", "从列表里选")
    verb = "eliminate" if state == CaseState.ELIMINATED else "withdraw"
    move(cases, verb, post, "", on=on, ended_on=on, ended_how=how, reason=reason.strip()[:300])
    homes = [one.household_id for one in cases]
    if state == CaseState.ELIMINATED:
        end_risk(households=homes, on=on)
    else:
        stop_monitoring(households=homes)
    call_off(cases, "监测已结束", post)
    publish(CaseEnded(case_ids=sorted(one.pk for one in cases), how=how))


@transaction.atomic
def reverse(*, case: Case, reason: str, post: Post) -> None:
    """风险消除回退: the elimination was mistaken; the case goes on as if it had not been. For the room of elimination.

    Raises NotAllowed; Refusal without a reason, in another state, where the household has another case open.
    """
    post.require(Capability.DECIDE_CASES)
    if not reason.strip():
        raise Refusal("回退要写明理由", "写明为什么撤销风险消除")
    if Case.objects.open().filter(household_id=case.household_id).exists():
        raise Refusal("这户已经重新识别", "在新的监测对象上办理")
    move([case], "reverse", post, "", ended_on=None, ended_how="", reason=reason.strip()[:300])
    take_up_again(households=[case.household_id])
