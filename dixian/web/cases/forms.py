"""What fills the papers of one household: 承诺授权书, 信息采集表, 审批表, 不予纳入告知书."""

from collections.abc import Callable

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.masking import mask_birth
from dixian.foundation.papers.api import Filling, PaperKind
from dixian.foundation.policy.api import items, labels
from dixian.registry.households.api import household_record
from dixian.warning.cases import api as cases
from dixian.web.cases.amounts import PROBLEMS, in_words, to_write
from dixian.web.cases.form_wordings import AUTHORISATION, COLLECTION, ITEM, MEMBER, REFUSAL, SHEET
from dixian.web.cases.known import in_advance, known_income
from dixian.web.cases.places import place_of
from dixian.web.cases.step_wordings import sample_of


def authorisation(case: cases.Case, post: Post) -> Filling:
    """承诺授权书, to be signed by all grown members; the numbers are written by hand."""
    told = household_record(uid=case.household.uid, post=post)
    units = "、".join(one.label.partition("：")[0] for one in items("comparison_unit"))
    values = {"村": place_of(case), "户主": case.household.head_name, "比对单位": units}
    members = [{"姓名": one.name, "与户主关系": one.relation} for one in told.members]
    return Filling(values, {"成员": members})


def collection(case: cases.Case, post: Post) -> Filling:
    """信息采集表, filled with what is known; what is not yet is left to be written at the home."""
    home = household_record(uid=case.household.uid, post=post)
    homes, named = labels("residence_status"), _known(case, post)
    checks = cases.gathered(case, post)["checks"]
    rows = [
        (one.name, one.relation, one.sex, mask_birth(str(one.birth or "")), homes.get(one.residence, ""))
        for one in home.members
    ]
    told = _checked_at_home(checks[0]) if checks else to_write(in_advance(known_income(case, post)).parts)
    return Filling({**named, "户编号": case.household.number, **told}, {"成员": sample_of(MEMBER, *rows)})


def sheet(case: cases.Case, post: Post) -> Filling:
    """审批表, with what was gathered, decided and signed on the way."""
    gathered = cases.gathered(case, post)
    values = {
        **_known(case, post),
        "监测对象类别": case.get_monitoring_type_display() or "待定",
        "发现日期": str(case.event_date or ""),
        "批复": f"{case.approval_number} {case.approved_on or ''}",
    }
    rows = [
        *_checked(gathered["checks"]),
        *[(f"{one.unit.short_name}比对", _compared(one)) for one in gathered["comparisons"]],
        *[("免于比对", one.reason) for one in gathered["waivers"]],
        *[(one.get_step_display(), _said(one)) for one in cases.steps_of(case, post)],
    ]
    return Filling(values, {"核查和各环节": sample_of(ITEM, *rows)})


def refusal(case: cases.Case, _post: Post) -> Filling:
    """不予纳入告知书: the answer with its reason, and that one may apply again."""
    values = {
        "县局": unit("nyncj").name,
        "住址": place_of(case),
        "户主": case.household.head_name,
        "理由": case.reason,
        "认定日期": zh_day(case.ended_on or clock.today()),
    }
    return Filling(values)


def _known(case: cases.Case, post: Post) -> dict[str, str]:
    """What each paper of a household says of it."""
    named, home = labels("at_risk_reason"), case.household
    risks = [named.get(one.risk, one.risk) for one in cases.risks_of([case], post)[case.pk]]
    return {
        "村": place_of(case),
        "户主": home.head_name,
        "住址": f"{place_of(case)}{home.group_name}",
        "家庭人口": str(home.size),
        "户类型": home.get_kind_display(),
        "拟纳入类别": case.get_monitoring_type_display(),
        "风险": "、".join(risks),
    }


def _checked_at_home(check: cases.HomeCheck) -> dict[str, str]:
    first, last = cases.twelve_months_before(check.on)
    troubles = "、".join(label for name, label in PROBLEMS if getattr(check, name))
    return {
        **{
            title: f"{total:,.2f}{f'（{items}）' if items else ''}" for title, total, items in in_words(check)
        },
        "拟纳入类别": check.get_monitoring_type_display(),
        "突出困难": check.need,
        "三保障及饮水": troubles or "没有问题",
        "收入期间": f"{first:%Y}年{first.month}月至{last:%Y}年{last.month}月",
        "人均纯收入": f"{cases.income_of(check).per_head:,.2f}",
        "核查人": check.checkers,
        "核查日期": zh_day(check.on),
    }


def _checked(checks: list[cases.HomeCheck]) -> list[tuple[str, str]]:
    """The latest home check."""
    if not checks:
        return [("入户核查", "尚未登记")]
    last = checks[0]
    income = cases.income_of(last)
    return [
        ("入户核查", f"{last.on}，{last.checkers}"),
        ("突出困难", last.need),
        *[(title, f"{total:,.2f} 元") for title, total, _ in in_words(last)],
        ("人均纯收入", f"{income.per_head:,.2f} 元"),
        ("人均收入参考值", f"{income.reference:,.2f} 元"),
    ]


def _compared(one: cases.Comparison) -> str:
    if one.answered_on is None:
        return "等候结果"
    return f"{one.answered_on} {one.found or '未发现'}"


def _said(one: cases.BatchLine) -> str:
    votes = f"，同意 {one.ayes}、不同意 {one.noes}" if one.ayes is not None else ""
    return f"{cases.IDENTIFICATION.result(one)}{votes}{f'：{one.reason}' if one.reason else ''}"


FORMS: dict[str, tuple[PaperKind, Callable[[cases.Case, Post], Filling]]] = {
    "授权书": (AUTHORISATION, authorisation),
    "采集表": (COLLECTION, collection),
    "审批表": (SHEET, sheet),
    "不予纳入告知书": (REFUSAL, refusal),
}
