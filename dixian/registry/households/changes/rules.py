"""Decisions about changes, on plain values."""

from collections.abc import Mapping, Sequence
from typing import Any

# Field -> what people call it; in the order in which they are shown.
PERSON_FIELDS = {
    "name": "姓名",
    "id_number": "身份证号",
    "certificate": "证件类型",
    "certificate_number": "其他证件号码",
    "sex": "性别",
    "birth": "出生日期",
    "relation": "与户主关系",
    "residence": "居住状态",
    "phone": "电话",
    "household": "所在户",
    "number": "人编号",
    "valid_to": "注销日期",
    "end_cause": "注销原因",
}
HOUSEHOLD_FIELDS = {
    "number": "户编号",
    "village": "村",
    "group_name": "屯",
    "address": "住址",
    "kind": "户类型",
    "monitored": "监测对象类别",
    "risk_eliminated": "风险已消除",
    "monitored_month": "识别监测月份",
    "eliminated_month": "消除监测月份",
    "ahead": "全国数据还没有体现",
    "phone": "户电话",
    "head_name": "户主",
    "size": "人口",
}
# Kinds in the order in which they are applied: households before those who belong to them.
ORDER = (
    "add_household",
    "correct_household",
    "move_household",
    "add_person",
    "return_person",
    "correct_person",
    "move_person",
    "end_person",
    "rejected",
)
OF_HOUSEHOLDS = frozenset(ORDER[:3])
# What takes a kind back. A household that was added ends with its last member.
BACK = {
    "correct_household": "correct_household",
    "move_household": "move_household",
    "add_person": "end_person",
    "return_person": "end_person",
    "correct_person": "correct_person",
    "move_person": "move_person",
    "end_person": "return_person",
}
# Words of files and of GB/T 4761 for those of the national system (facts 4.3).
RELATIONS = {
    "本人": "户主",
    "妻": "配偶",
    "妻子": "配偶",
    "丈夫": "配偶",
    "夫": "配偶",
    **dict.fromkeys(("儿子", "子", "长子", "次子", "三子", "独生子", "养子", "继子"), "之子"),
    **dict.fromkeys(("女儿", "女", "长女", "次女", "三女", "独生女", "养女", "继女"), "之女"),
    **dict.fromkeys(("儿媳", "媳妇"), "之儿媳"),
    "女婿": "之女婿",
    **dict.fromkeys(("孙子", "孙"), "之孙子"),
    "孙女": "之孙女",
    "外孙子": "之外孙子",
    "外孙": "之外孙子",
    "外孙女": "之外孙女",
    **dict.fromkeys(("父亲", "父"), "之父"),
    **dict.fromkeys(("母亲", "母"), "之母"),
    "岳父": "之岳父",
    "岳母": "之岳母",
    "公公": "之公公",
    "婆婆": "之婆婆",
    **dict.fromkeys(("祖父", "爷爷"), "之祖父"),
    **dict.fromkeys(("祖母", "奶奶"), "之祖母"),
    **dict.fromkeys(("兄弟姐妹", "兄", "弟", "哥哥", "弟弟", "姐姐", "妹妹"), "之兄弟姐妹"),
}
HEAD = "户主"


def relation_word(word: str) -> str:
    """The national system's word for a relation; one that is not known stays."""
    return RELATIONS.get(word, word)


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields of `after` that say something else; what is empty there says nothing."""
    return [name for name, value in after.items() if value not in (None, "") and value != before.get(name)]


def wrong_type(kind: str, monitored: str) -> str:
    """Why a household kind and a monitored type can't go together (facts 1.2), or ""."""
    if monitored == "unstable" and kind != "poverty_relieved":
        return "“脱贫不稳定户”的户类型应为脱贫户"
    if monitored == "marginal" and kind != "general":
        return "“边缘易致贫户”的户类型应为一般农户"
    return ""


def written(fields: Sequence[str], held: Sequence[str], *, ticked: bool) -> list[str]:
    """The fields a change writes: what is held only where it was ticked."""
    return [name for name in fields if ticked or name not in held]


def taken_back(kind: str, before: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any] | None:
    """What a change has to write to take another back; None where there is nothing to write."""
    if kind not in BACK:
        return None
    if kind == "add_person":
        return {}
    return {name: before.get(name) for name in fields}


def head_of(members: Sequence[tuple[str, str]]) -> str:
    """The name of the head among (relation, name) in order; the first where nobody is called head."""
    return next((name for relation, name in members if relation == HEAD), members[0][1] if members else "")
