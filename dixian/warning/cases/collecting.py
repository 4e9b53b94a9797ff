"""Before the village meets: the household's word, the home check, no comparison where none is needed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items
from dixian.registry.households.enums import Monitored
from dixian.registry.incomes.api import stored, sums_told
from dixian.warning.cases.duties import ASK, PAPERS, done, open_for
from dixian.warning.cases.enums import IDENTIFYING, CaseState
from dixian.warning.cases.models import Authorisation, Case, CaseRisk, HomeCheck, Waiver
from dixian.warning.cases.moving import move
from dixian.warning.cases.rules import types_for

LONGEST_WORD, LONGEST_NEED = 200, 300


@transaction.atomic
def authorise(*, case: Case, signer: str, paper: StoredFile, on: date, post: Post) -> Authorisation:
    """The household has promised and authorised (承诺授权书, signed). Then the county can compare.

    Raises NotAllowed; Refusal without a signer, on an impossible day, in another state.
    """
    post.require(Capability.ANSWER)
    _collecting(case)
    if not signer.strip():
        raise Refusal("没有写签字人", "写在承诺授权书上签字或按手印的人")
    possible(on, case, "签字日期")
    made = Authorisation.objects.create(
        case=case, signer=signer.strip()[:60], paper=paper, **_part(case, on, post)
    )
    with beyond_scope():
        asked = case.comparisons.exists() or case.waivers.exists()
    if not asked:
        open_for(case, ASK, "承诺授权书已签，请有关单位比对家庭信息")
    return made


@transaction.atomic
def check_home(
    *,
    case: Case,
    on: date,
    checkers: str,
    monitoring_type: str,
    need: str,
    risks: Sequence[str],
    amounts: Mapping[str, Decimal],
    size: int,
    problems: Mapping[str, bool],
    post: Post,
) -> HomeCheck:
    """入户核查. amounts: the income of the twelve months before, by item of the tree; problems: house, school, medical, water.

    Raises NotAllowed; Refusal for a type the kind of household can't have, without a risk, on an impossible day, for an
    item that is none.
    """
    post.require(Capability.ANSWER)
    _collecting(case)
    possible(on, case, "核查日期")
    if monitoring_type not in types_for(case.household.kind):
        named = Monitored(monitoring_type).label if monitoring_type in Monitored.values else "空"
        raise Refusal(
            f"{case.household.get_kind_display()}不能纳入“{named}”",
            "脱贫户选脱贫不稳定户，一般农户选边缘易致贫户；支出骤增、收入骤减的都可选突发严重困难户",
        )
    if not risks or not set(risks) <= {one.code for one in items("at_risk_reason")}:
        raise Refusal("没有选择风险", "至少选一项致贫返贫风险")
    if not need.strip() or not checkers.strip():
        raise Refusal("核查人和突出困难都要写", "写谁去核查、这户难在哪里，不写证件号和病名")
    if size < 1:
        raise Refusal("家庭人口至少 1 人", "按公安户籍和实际共同生活的人填写")
    sums = sums_told(amounts)
    made = HomeCheck.objects.create(
        case=case,
        checkers=checkers.strip()[:60],
        monitoring_type=monitoring_type,
        need=need.strip()[:LONGEST_NEED],
        size=size,
        amounts=stored(amounts),
        **sums,
        **problems,
        **_part(case, on, post),
    )
    Case.objects.filter(pk=case.pk).update(monitoring_type=monitoring_type, version=F("version") + 1)
    keep_risks(case, risks, on)
    return made


@transaction.atomic
def waive(*, case: Case, reason: str, on: date, post: Post) -> Waiver:
    """No comparison is needed: the bureau says why. Raises NotAllowed; Refusal without a reason."""
    post.require(Capability.RELEASE)
    _collecting(case)
    if not reason.strip():
        raise Refusal("免于比对要写明理由", "例如：低保审核时已比对，结果仍有效")
    possible(on, case, "免于比对的日期")
    made = Waiver.objects.create(case=case, reason=reason.strip()[:LONGEST_WORD], **_part(case, on, post))
    done(ASK, [case], post)
    return made


@transaction.atomic
def help_first(*, case: Case, on: date, what: str, post: Post) -> None:
    """先行帮扶、后补程序: help could not wait; the papers have a clock of their own.

    Raises NotAllowed; Refusal without saying what, on an impossible day, after the county has decided.
    """
    post.require(Capability.CONFIRM)
    if case.state not in IDENTIFYING:
        raise Refusal("县里已经审定，不用登记先行帮扶", "帮扶措施登记在帮扶计划里")
    if not what.strip():
        raise Refusal("没有写先给了什么帮扶", "写明内容，例如：临时救助 2000 元、安置住房")
    _help_possible(on, case)
    changed = Case.objects.filter(pk=case.pk, helped_on=None)
    if not changed.update(helped_on=on, helped_with=what.strip()[:LONGEST_WORD], version=F("version") + 1):
        raise Refusal("已经登记过先行帮扶", "刷新页面看登记的内容")
    open_for(case, PAPERS, f"{on} 已先行帮扶：{what.strip()}，补办识别手续", since=on)


@transaction.atomic
def submit(*, case: Case, post: Post) -> None:
    """All is gathered; the village may meet. Raises NotAllowed; Refusal that names what is missing."""
    post.require(Capability.ANSWER)
    if missing := missing_of(case):
        raise Refusal(f"还缺：{'、'.join(missing)}", "补齐后再提交评议；比对由县农业农村局发起")
    move([case], "submit", post, "核查和比对已完成，提交村民代表会议评议")


@transaction.atomic
def decline(*, case: Case, reason: str, post: Post) -> None:
    """It need not be monitored, or can't be: said with a reason, for the county to decide.

    Raises NotAllowed; Refusal without a reason, in a state in which others decide.
    """
    if case.state == CaseState.REVIEWING:
        post.require(Capability.CONFIRM)
    else:
        post.require(Capability.ANSWER)
    if case.state == CaseState.POSTED:
        raise Refusal("正在公示", "公示期满后在公示单上登记")
    if not reason.strip():
        raise Refusal("不纳入要写明理由", "理由要能向户里说明")
    said = reason.strip()[:LONGEST_NEED]
    move([case], "decline", post, f"提出不纳入：{said}", reason=said, declined_by=post.acting_person)


def missing_of(case: Case) -> list[str]:
    """What is still to be gathered before the village can meet."""
    missing = []
    returned = case.returned_at
    checks = case.checks.all() if returned is None else case.checks.filter(made_at__gte=returned)
    if not case.authorisations.exists():
        missing.append("承诺授权书")
    if not checks.exists():
        missing.append("入户核查" if returned is None else "退回后的补充核查")
    waiting = case.comparisons.filter(answered_on=None).count()
    if waiting:
        missing.append(f"{waiting} 个单位的比对结果")
    elif not case.comparisons.exists() and not case.waivers.exists():
        missing.append("信息比对")
    return missing


def keep_risks(case: Case, risks: Sequence[str], on: date) -> None:
    """The risks are these from this day on; those that are not named any more have ended."""
    open_ones = CaseRisk.objects.filter(case=case, to_on=None)
    open_ones.exclude(risk__in=risks).update(to_on=on, version=F("version") + 1)
    known = set(open_ones.filter(risk__in=risks).values_list("risk", flat=True))
    CaseRisk.objects.bulk_create(
        [
            CaseRisk(
                case=case, household_id=case.household_id, village_id=case.village_id, risk=risk, from_on=on
            )
            for risk in dict.fromkeys(risks)
            if risk not in known
        ]
    )


def possible(on: date, case: Case, called: str) -> None:
    """Raises Refusal for a day in the future, before the case began, or before it was sent back to be checked again."""
    if on > clock.today():
        raise Refusal(f"{called}不能晚于今天", "填实际办理的那一天")
    if on < case.opened_on:
        raise Refusal(f"{called}不能早于转入识别的 {case.opened_on}", "填实际办理的那一天")
    if case.returned_at and on < (returned := clock.day_of(case.returned_at)):
        raise Refusal(f"{called}不能早于退回补充核查的 {returned}", "填退回以后实际办理的那一天")


def first_day(case: Case) -> date:
    """The first day something may have been gathered on: since the case began, or was sent back to be checked again."""
    return max(case.opened_on, clock.day_of(case.returned_at)) if case.returned_at else case.opened_on


def _help_possible(on: date, case: Case) -> None:
    """Help may come before the papers, though not before the trouble."""
    if on > clock.today():
        raise Refusal("帮扶日期不能晚于今天", "填实际帮扶的那一天")
    if case.event_date and on < case.event_date:
        raise Refusal(f"帮扶日期不能早于线索的发现日期 {case.event_date}", "填实际帮扶的那一天")


def _collecting(case: Case) -> None:
    if case.state != CaseState.COLLECTING:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，不在核查阶段", "刷新页面看最新情况")


def _part(case: Case, on: date, post: Post) -> dict[str, Any]:
    return {
        "household_id": case.household_id,
        "village_id": case.village_id,
        "on": on,
        "by": post.acting_person,
    }
