"""The columns an import reads: of the national exports (facts 3.1, 3.2) and of plain rosters."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dixian.foundation.kernel import idnumber
from dixian.foundation.kernel.columns import (
    APOSTROPHES,
    Column,
    Day,
    MonthColumn,
    Phone,
    Text,
    Whole,
)
from dixian.foundation.kernel.destroyed import digits_lost
from dixian.foundation.kernel.problems import CellProblem
from dixian.registry.households.changes.rules import relation_word

# A disability card: the ID number, class 1-7, level 1-4, and B1, B2 ... where it was issued again (facts 4.1).
CARD = re.compile(r"(\d{17}[\dX])([1-7][1-4](?:B\d)?)")
HOUSEHOLD_KINDS = {
    "脱贫户": "poverty_relieved",
    "稳定脱贫户": "poverty_relieved",
    "脱贫不享受政策户": "poverty_relieved",
    "脱贫享受政策户": "poverty_relieved",
    "建档立卡户": "poverty_relieved",
    "一般农户": "general",
    "一般户": "general",
    "非脱贫户": "general",
}
MONITORED = {
    "脱贫不稳定户": "unstable",
    "脱贫不稳定": "unstable",
    "边缘易致贫户": "marginal",
    "边缘易致贫": "marginal",
    "突发严重困难户": "sudden",
    "突发严重困难": "sudden",
}
YES_NO = {"是": True, "否": False, "已消除": True, "未消除": False}


@dataclass(frozen=True)
class Words(Column):
    """One of the words people write for a value."""

    words: tuple[tuple[str, object], ...] = ()

    def convert(self, raw: object, text: str) -> object:
        """The value. Raises CellProblem that lists the words."""
        known = dict(self.words)
        if text not in known:
            raise CellProblem(f"“{self.title}”看不懂", f"写成：{'、'.join(known)}")
        return known[text]


@dataclass(frozen=True)
class Relation(Column):
    """What somebody is to the head of the household."""

    def convert(self, raw: object, text: str) -> str:
        """The national system's word."""
        return relation_word(text)


@dataclass(frozen=True)
class CertificateNumber(Column):
    """A number of whatever certificate; which it is stands in another column."""

    as_text: ClassVar[bool] = True
    rule: ClassVar[str] = "身份证 18 位，残疾人证 20 或 22 位，单元格设为文本格式"

    def convert(self, raw: object, text: str) -> str:
        """Upper case. Raises CellProblem where a spreadsheet has destroyed it."""
        if lost := digits_lost(raw, text):
            raise CellProblem(
                f"证件号码被 Excel 当成数字，末 {lost} 位已经丢失", "把这一列设为文本格式，从原始资料重新填写"
            )
        return text.lstrip(APOSTROPHES).upper()


COLUMNS: tuple[Column, ...] = (
    Text("person_number", "人编号", ("人员编号",), longest=30, example="P000000123"),
    Text("household_number", "户编号", ("户码", "户号"), longest=30, example="H000000123"),
    Text("name", "姓名", ("成员姓名", "家庭成员姓名"), required=True, longest=60, example="张三"),
    Text("certificate", "证件类型", longest=20, example="居民身份证"),
    CertificateNumber(
        "certificate_number",
        "证件号码",
        ("身份证号", "身份证号码", "公民身份号码", "证件号", "证件号码(残疾人证)"),
        longest=30,
        example="231226197001010011",
    ),
    Relation("relation", "与户主关系", ("与户主的关系", "家庭关系", "关系"), longest=20, example="户主"),
    Text("township", "乡(镇)", ("乡镇", "乡", "镇", "乡镇街道"), longest=60, example="上集镇"),
    Text("village", "行政村", ("村", "村名", "所属村"), longest=60, example="大兴村"),
    Text("group_name", "自然村", ("屯", "村民组", "自然村(屯)", "自然屯"), longest=40, example="前屯"),
    Text("address", "家庭住址", ("住址", "地址"), longest=120),
    Words("sex", "性别", words=(("男", "男"), ("女", "女"))),
    Day("birth", "出生日期", ("出生年月日",)),
    Whole("size", "人数", ("家庭人口数", "家庭人口", "家庭人数")),
    Words("kind", "户类型", ("户属性",), words=tuple(HOUSEHOLD_KINDS.items())),
    Words(
        "monitored",
        "监测对象类别",
        ("易返贫致贫户(监测对象)类型", "监测对象类型", "监测类别", "监测户类型"),
        words=tuple(MONITORED.items()),
    ),
    Words("risk_eliminated", "风险是否已消除", ("风险是否消除",), words=tuple(YES_NO.items())),
    MonthColumn("monitored_month", "识别监测时间", ("风险识别时间", "监测对象识别时间")),
    MonthColumn("eliminated_month", "消除监测时间", ("风险消除时间",)),
    Phone("household_phone", "户联系电话", ("户电话",)),
    Phone("phone", "人联系电话", ("联系电话", "电话", "手机号码", "手机号")),
    Text("residence", "居住状态", ("居住情况",), longest=40),
)
# What a household says in each of its rows, and must say alike; column -> field of the register.
OF_HOUSEHOLD = {
    "group_name": "group_name",
    "address": "address",
    "kind": "kind",
    "monitored": "monitored",
    "risk_eliminated": "risk_eliminated",
    "monitored_month": "monitored_month",
    "eliminated_month": "eliminated_month",
    "household_phone": "phone",
}


@dataclass(frozen=True)
class Certificate:
    """What a certificate says: the ID number, where it holds one, its kind, and the number in full where it is another."""

    id_number: str = ""
    kind: str = ""
    full: str = ""
    birth: date | None = None
    sex: str = ""


def certificate_of(kind: str, number: str) -> Certificate:
    """From the code of its kind ("" where nothing is said) and the number. Raises CellProblem.

    The number of a disability card begins with the ID number and may stand where the kind is an ID card (facts 4.1).
    """
    if not number:
        return Certificate(kind=kind)
    card = CARD.fullmatch(number)
    if card:
        said = idnumber.parse(card[1])
        return Certificate(
            said.text, kind if kind == "id_card" else "disability_card", number, said.birth, said.sex
        )
    if kind not in ("", "id_card", "disability_card", "none", "household_register"):
        return Certificate(kind=kind, full=number)
    if len(number) not in (18, 20, 22):
        raise CellProblem(
            f"证件号码应为 18、20 或 22 位，现在是 {len(number)} 位", "核对证件；其他证件请写明证件类型"
        )
    if len(number) != idnumber.LENGTH:
        raise CellProblem("残疾人证号后两位应是类别 1 至 7 和等级 1 至 4", "对照证件逐位核对")
    said = idnumber.parse(number)
    return Certificate(said.text, "id_card", "", said.birth, said.sex)
