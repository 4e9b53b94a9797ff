"""What is typed into the national system, field by field in its order (facts 3.2)."""

from dixian.foundation.accounts.api import Post
from dixian.foundation.policy.api import labels
from dixian.warning.cases import api as cases

SLOTS = 5
EMPTY = ""


def fields_of(case: cases.Case, post: Post) -> list[tuple[str, str]]:
    """Field name -> value; what is not known is empty, as the national system has it."""
    checks = cases.gathered(case, post)["checks"]
    last = checks[0] if checks else None
    named = labels("at_risk_reason")
    there = cases.risks_of([case], post)[case.pk]
    risks, notes = [named.get(one.risk, one.risk) for one in there], {one.risk: one.note for one in there}
    home = case.household
    fields = [
        ("乡", case.township.name),
        ("村", case.village.name),
        ("户编号", home.number),
        ("户主姓名", home.head_name),
        ("户类型", home.get_kind_display()),
        ("监测对象类别", case.get_monitoring_type_display()),
        *[(f"致贫/返贫风险{at + 1}", risks[at] if at < len(risks) else EMPTY) for at in range(SLOTS)],
        ("因自然灾害子项", notes.get("disaster", EMPTY)),
        ("其他备注", notes.get("other", EMPTY)),
        ("识别监测时间", case.approved_on.strftime("%Y%m") if case.approved_on else EMPTY),
    ]
    if last is None:
        return fields
    income = cases.income_of(last)
    return [
        *fields,
        ("工资性收入", str(last.wage)),
        ("生产经营性收入", str(last.business)),
        ("财产性收入", str(last.property_income)),
        ("转移性收入", str(last.transfer)),
        ("生产经营性支出", str(last.cost)),
        ("人均纯收入（元）", str(income.per_head)),
        ("家庭理赔收入", str(last.claims)),
        ("合规自付支出", str(last.own_payment)),
        ("是否住房出现安全问题", _yes(last.house)),
        ("是否义务教育阶段适龄儿童少年失学辍学", _yes(last.school)),
        ("是否饮水出现安全问题", _yes(last.water)),
        ("是否有家庭成员未参加城乡居民（职工）基本医疗保险", _yes(last.medical)),
    ]


def _yes(value: bool) -> str:
    return "是" if value else "否"
