"""The income tree of a home check as the form asks for it (facts 1.6)."""

from decimal import Decimal
from typing import Any

from dixian.foundation.kernel import money
from dixian.foundation.kernel.problems import CellProblem, Refusal

AMOUNTS = (
    ("wage", "工资性收入", "务工、公益岗、采摘"),
    ("business", "生产经营性收入", "种植、养殖、林果、其他；养殖只计出售部分"),
    ("property_income", "财产性收入", "土地流转、资产收益、其他"),
    ("transfer", "转移性收入", "低保、养老、各类补贴；有固定用途的补助和慰问金不计"),
    ("cost", "生产经营性支出", "种植、养殖、林果、其他"),
    ("claims", "理赔收入", "保险理赔"),
    ("own_payment", "合规自付支出", "医疗目录内自付、教育等"),
)
PROBLEMS = (
    ("house", "住房出现安全问题"),
    ("school", "义务教育阶段失学辍学"),
    ("medical", "有成员未参加基本医疗保险"),
    ("water", "饮水出现安全问题"),
)


def amounts_sent(posted: Any) -> dict[str, Decimal]:
    """The amounts of the form; an empty field is nothing. Raises Refusal that names the field."""
    found = {}
    for name, label, _ in AMOUNTS:
        text = posted.get(name, "").strip()
        try:
            found[name] = money.parse(text) if text else Decimal(0)
        except CellProblem as problem:
            raise Refusal(f"“{label}”{problem}", "填数字，单位元") from None
    return found


def problems_sent(posted: Any) -> dict[str, bool]:
    """Which problems were ticked."""
    return {name: bool(posted.get(name)) for name, _ in PROBLEMS}
