"""The columns of areas, units, contacts and group members in Excel."""

import re
from dataclasses import dataclass

from dixian.foundation.areas.enums import ContactRole, Level, UnitKind
from dixian.foundation.kernel.columns import Choice, Column, Day, Phone, Text

BETWEEN_NAMES = re.compile("[、,;|]+")
NONE = "无"
YES, NO = "是", "否"
LEVEL_WORDS = {
    "county": "县",
    "县级": "县",
    "township": "乡镇级",
    "乡": "乡镇级",
    "镇": "乡镇级",
    "乡级": "乡镇级",
    "乡镇": "乡镇级",
    "街道": "乡镇级",
    "village": "村级",
    "村": "村级",
    "社区": "村级",
    "group": "屯",
    "组": "屯",
    "村民小组": "屯",
}


@dataclass(frozen=True)
class LevelColumn(Choice):
    """A level, also in the words statistics and people use for it."""

    options: tuple[str, ...] = tuple(Level.labels)

    def convert(self, raw: object, text: str) -> str:
        """The level's label. Raises CellProblem that lists them."""
        return super().convert(raw, LEVEL_WORDS.get(text.lower(), text))


@dataclass(frozen=True)
class Names(Column):
    """Several names in one cell; 无 stands for none at all, an empty cell for no change."""

    rule = "用顿号隔开；没有的写“无”，不填就不变"

    def convert(self, raw: object, text: str) -> tuple[str, ...]:
        """The names."""
        return () if text == NONE else tuple(filter(None, BETWEEN_NAMES.split(text)))


_LIFE = (
    Day("valid_from", "起始日期", ("设立日期",)),
    Day("valid_to", "终止日期", ("撤销日期",)),
    Text("successor", "并入", ("承接",), longest=100),
    Day("since", "变更日期"),
    Text("source", "变更依据", longest=200),
)
AREA_COLUMNS: tuple[Column, ...] = (
    Text("code", "区划代码", ("代码", "code"), required=True, longest=20),
    Text("name", "名称", ("区划名称", "name"), required=True, longest=60),
    LevelColumn("level", "级别", ("level",), required=True),
    Text("kind", "类别", longest=20),
    Text("parent", "上级代码", ("上级", "parent"), longest=100),
    Choice("proper", "属于各乡镇", options=(YES, NO)),
    *_LIFE,
    Text("handler", "代管单位", ("由谁代管",), longest=100),
    Day("handled_since", "代管起始日期"),
    Text("handled_source", "代管依据", longest=200),
)
UNIT_COLUMNS: tuple[Column, ...] = (
    Text("code", "单位代码", ("代码", "code"), required=True, longest=40),
    Text("name", "全称", ("单位名称", "单位全称"), required=True, longest=80),
    Text("short_name", "简称", required=True, longest=40),
    Choice("kind", "类别", required=True, options=tuple(UnitKind.labels)),
    Text("parent", "上级单位代码", ("上级代码", "上级单位"), longest=100),
    Text("area", "所在区划代码", ("所在区划",), longest=100),
    Names("aliases", "别名", ("又称",)),
    Names("groups", "单位组", ("所属单位组",)),
    *_LIFE,
)
CONTACT_COLUMNS: tuple[Column, ...] = (
    Text("unit", "单位", ("单位名称",), required=True, longest=80),
    Choice("role", "身份", required=True, options=tuple(ContactRole.labels)),
    Text("name", "姓名", longest=40),
    Text("title", "职务", longest=60),
    Phone("phone", "电话", ("联系电话",)),
    Text("code", "单位代码", longest=40),
    Day("valid_from", "起始日期", ("任职日期",)),
    Day("valid_to", "终止日期", ("离任日期",)),
)
MEMBER_COLUMNS: tuple[Column, ...] = (
    Text("group", "单位组", required=True, longest=80),
    Text("unit", "单位", ("单位名称",), longest=80),
    Text("code", "单位代码", longest=40),
    Day("valid_from", "起始日期"),
    Day("valid_to", "终止日期"),
)
