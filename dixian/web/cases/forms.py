"""Papers of one household: 承诺授权书, 审批表, 不予纳入告知书."""

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.papers.api import Paper
from dixian.foundation.policy.api import items, labels
from dixian.registry.households.api import household_record
from dixian.warning.cases import api as cases
from dixian.web.cases.amounts import AMOUNTS

ITEM = ("事项", "内容")
MEMBER = ("姓名", "与户主关系", "身份证号（本人填写）", "签字或手印")


def authorisation_form(case: cases.Case, post: Post) -> Paper:
    """承诺授权书, to be signed by all grown members; the numbers are written by hand."""
    told = household_record(uid=case.household.uid, post=post)
    units = "、".join(one.label.partition("：")[0] for one in items("comparison_unit"))
    return Paper(
        issuer=_place(case),
        title="监测对象申请及承诺授权查询书",
        paragraphs=[
            f"本户（户主 {case.household.head_name}）承诺所报告的家庭人口、收入、支出和财产情况真实完整。",
            f"本户全体成员授权县有关单位（{units}）查询、比对本户财产和收入信息，仅用于防止返贫监测对象的识别和帮扶。",
        ],
        header=MEMBER,
        rows=[[one.name, one.relation, "", ""] for one in told.members],
        places=["户主（或受托人）签字：　　　　　　", "代填人：　　　　　　"],
        day="　　年　　月　　日",
    )


def approval_form(case: cases.Case, post: Post) -> Paper:
    """审批表, with what was gathered, decided and signed on the way."""
    gathered = cases.gathered(case, post)
    named = labels("at_risk_reason")
    risks = "、".join(named.get(one.risk, one.risk) for one in cases.risks_of([case], post)[case.pk])
    rows = [
        ["户主", case.household.head_name],
        ["住址", f"{_place(case)}{case.household.group_name}"],
        ["家庭人口", f"{case.household.size} 人"],
        ["户类型", case.household.get_kind_display()],
        ["监测对象类别", case.get_monitoring_type_display() or "待定"],
        ["致贫返贫风险", risks],
        ["发现日期", str(case.event_date or "")],
        *_checked(gathered["checks"]),
        *[[f"{one.unit.short_name}比对", _compared(one)] for one in gathered["comparisons"]],
        *[["免于比对", one.reason] for one in gathered["waivers"]],
        *[[one.get_step_display(), _said(one)] for one in cases.steps_of(case, post)],
        ["村委会意见", "（签字盖章）"],
        ["乡镇意见", "（签字盖章）"],
        ["县级审定意见", f"{case.approval_number} {case.approved_on or ''}（盖章）"],
    ]
    return Paper(issuer=_place(case), title="防止返贫监测对象审批表", header=ITEM, rows=rows)


def refusal_form(case: cases.Case, _post: Post) -> Paper:
    """不予纳入告知书: the answer with its reason, and that one may apply again."""
    bureau = unit("nyncj").name
    return Paper(
        issuer=bureau,
        title="不予纳入监测对象告知书",
        to=f"{_place(case)}{case.household.head_name}",
        paragraphs=[
            f"您户反映的困难已经核查。经认定，暂不纳入防止返贫监测对象，理由是：{case.reason}",
            "家庭情况有变化的，可以随时向村民委员会或乡镇再次申请；对这一认定有异议的，可以向县农业农村局或 12317 反映。",
        ],
        signed=bureau,
        day=zh_day(case.ended_on or clock.today()),
    )


def _place(case: cases.Case) -> str:
    return f"{case.township.name}{case.village.name}"


def _checked(checks: list[cases.HomeCheck]) -> list[list[str]]:
    """The latest home check."""
    if not checks:
        return [["入户核查", "尚未登记"]]
    last = checks[0]
    income = cases.income_of(last)
    return [
        ["入户核查", f"{last.on}，{last.checkers}"],
        ["突出困难", last.need],
        *[[label, f"{getattr(last, name):,.2f} 元"] for name, label, _ in AMOUNTS],
        ["人均纯收入", f"{income.per_head:,.2f} 元"],
        ["人均收入参考值", f"{income.reference:,.2f} 元"],
    ]


def _compared(one: cases.Comparison) -> str:
    if one.answered_on is None:
        return "等候结果"
    return f"{one.answered_on} {one.found or '未发现'}"


def _said(one: cases.BatchLine) -> str:
    votes = f"，同意 {one.ayes}、不同意 {one.noes}" if one.ayes is not None else ""
    return f"{one.get_outcome_display()}{votes}{f'：{one.reason}' if one.reason else ''}"
