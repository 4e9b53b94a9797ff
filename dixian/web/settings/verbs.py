"""What the system administrator can do to areas, units, groups and what belongs to them: a line each."""

from typing import Any

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole, Level, UnitKind
from dixian.foundation.kernel.columns import Day, Phone, Text
from dixian.web.settings.columns import AreaColumn, Coded, GroupColumn, UnitColumn, coded
from dixian.web.settings.small_forms import Kind, Verb

SINCE = Day("since", "起始日期", required=True)
ON = Day("on", "撤销日期", required=True)
FROM, TO = Day("valid_from", "起始日期", required=True), Day("valid_to", "终止日期")
SOURCE = Text("source", "依据", required=True, longest=200, example="文件名和文号，或会议纪要")
AREA_NAME, AREA_KIND = (
    Text("name", "名称", required=True, longest=60),
    Text("kind", "类别", required=True, longest=20),
)
KIND_OR_NOT = Text("kind", "类别", longest=20)
AREA_CODE = Text("code", "区划代码", required=True, longest=20)
PROPER = Coded("is_township_proper", "属于各乡镇", required=True, options=("是", "否"), values=(True, False))
NAME, SHORT = (
    Text("name", "全称", required=True, longest=80),
    Text("short_name", "简称", required=True, longest=40),
)
CODE, ALIAS = (
    Text("code", "单位代码", required=True, longest=40),
    Text("name", "别名", required=True, longest=80),
)
UNIT_KIND, ROLE = coded("kind", "类别", UnitKind), coded("role", "身份", ContactRole)
PERSON, TITLE = Text("name", "姓名", required=True, longest=40), Text("title", "职务", longest=60)
PHONE = Phone("phone", "电话")
HANDLER = UnitColumn("unit", "代管单位", required=True)
MERGED_INTO, ENDED_INTO = AreaColumn("successor", "并入"), UnitColumn("successor", "并入")
ABOVE, ABOVE_UNIT = AreaColumn("parent", "上级区划", required=True), UnitColumn("parent", "上级单位")
PLACED = AreaColumn("area", "所在区划")
GROUP, MEMBER = GroupColumn("group", "单位组", required=True), UnitColumn("unit", "单位", required=True)
GROUP_CODE, GROUP_NAME = (
    Text("code", "代码", required=True, longest=40),
    Text("name", "名称", required=True, longest=60),
)

CORRECTS = "起始日期填现在的起始日期，就是更正写错的内容，不留曾用名。"
SECOND = "由安全管理员批准后生效。"
MOVES = f"改了上级、所在区划或各乡镇的，{SECOND}"
INTO = f"写了并入哪里的，{SECOND}"
HANDS_OVER = (
    "原来的农户、待办和下级都归并入的一方；没有并入哪里的可以不填。原来的岗位在“账号岗位”里结束或移交。"
    f"{INTO}"
)


def stands(place: Any) -> bool:
    """Not ended."""
    return not place.has_ended()


def ended(place: Any) -> bool:
    """Ended."""
    return bool(place.has_ended())


def is_township(area: areas.Area) -> bool:
    """In force and of township level."""
    return stands(area) and area.level == Level.TOWNSHIP


def is_handled(area: areas.Area) -> bool:
    """One of those that another unit may answer for."""
    return is_township(area) and not area.is_township_proper


def is_below_township(area: areas.Area) -> bool:
    """In force, a village or group."""
    return stands(area) and area.level in (Level.VILLAGE, Level.GROUP)


def is_county(area: areas.Area) -> bool:
    """In force, the county itself."""
    return stands(area) and area.level == Level.COUNTY


def has_levels_below(area: areas.Area) -> bool:
    """In force, and divided further."""
    return stands(area) and area.level != Level.GROUP


KINDS: dict[str, Kind] = {
    "area": Kind(areas.Area, "area", {
        "handle": Verb("明确代管", (HANDLER, SINCE, SOURCE), areas.confirm_handler, when=is_handled,
                       hint=SECOND),
        "change-county": Verb("改名", (AREA_NAME, AREA_KIND, SINCE, SOURCE), areas.change_area,
                              when=is_county, known=True, hint=CORRECTS),
        "change": Verb("改名或改隶属", (AREA_NAME, AREA_KIND, ABOVE, SINCE, SOURCE), areas.change_area,
                       when=is_below_township, known=True, hint=CORRECTS + MOVES),
        "change-township": Verb("改名、改类别或改隶属", (AREA_NAME, AREA_KIND, PROPER, ABOVE, SINCE, SOURCE),
                                areas.change_area, when=is_township, known=True, hint=CORRECTS + MOVES),
        "add": Verb("增设下级", (AREA_CODE, AREA_NAME, KIND_OR_NOT, SINCE), areas.add_area, "parent",
                    when=has_levels_below, hint="类别不填的按名称判断。"),
        "end": Verb("撤销或并入", (ON, MERGED_INTO, SOURCE), areas.end_area, when=stands, hint=HANDS_OVER,
                    asks="撤销后不再使用，原有记录归并入的一方。"),
        "correct-end": Verb("更正撤销", (ON, MERGED_INTO, SOURCE), areas.end_area, when=ended, known=True,
                            hint=INTO),
        "restore": Verb("恢复", (), areas.restore_area, when=ended, asks="撤销登记错了，恢复使用。"),
    }, ("parent", "successor")),
    "unit": Kind(areas.Unit, "unit", {
        "name": Verb("登记负责人、联络员", (ROLE, PERSON, TITLE, PHONE, SINCE), areas.name_contact, when=stands,
                     hint="原来的第一责任人、分管领导到这一天为止；联络员可以有几位。"),
        "alias": Verb("增加别名", (ALIAS,), areas.add_alias, when=stands),
        "join": Verb("加入单位组", (GROUP, SINCE), areas.add_member, when=stands),
        "change": Verb("改名或改隶属", (NAME, SHORT, UNIT_KIND, ABOVE_UNIT, PLACED, SINCE, SOURCE),
                       areas.change_unit, when=stands, known=True, hint=CORRECTS + MOVES),
        "add": Verb("增设下属单位", (CODE, NAME, SHORT, UNIT_KIND, PLACED, SINCE), areas.open_unit, "parent",
                    when=stands),
        "end": Verb("撤销或并入", (ON, ENDED_INTO, SOURCE), areas.end_unit, when=stands, hint=HANDS_OVER,
                    asks="撤销后不再使用，原有记录归并入的一方。"),
        "correct-end": Verb("更正撤销", (ON, ENDED_INTO, SOURCE), areas.end_unit, when=ended, known=True,
                            hint=INTO),
        "restore": Verb("恢复", (), areas.restore_unit, when=ended, asks="撤销登记错了，恢复使用。"),
    }, ("parent", "successor", "area")),
    "group": Kind(areas.UnitGroup, "group", {
        "add": Verb("增加单位", (MEMBER, SINCE), areas.add_member),
        "alias": Verb("增加别名", (ALIAS,), areas.add_group_alias),
    }),
    "handler": Kind(areas.HandledBy, "handled", {
        "correct": Verb("更正", (HANDLER, FROM, TO, SOURCE), areas.correct_handler, known=True,
                        hint=f"只改依据的立即生效，其余{SECOND}"),
    }, ("area", "unit"), home="area"),
    "contact": Kind(areas.UnitContact, "contact", {
        "correct": Verb("更正", (PERSON, TITLE, PHONE, FROM, TO), areas.correct_contact, known=True,
                        hint="电话不填就不变；离任的填终止日期。"),
    }, ("unit",), home="unit"),
    "member": Kind(areas.UnitGroupMember, "member", {
        "correct": Verb("更正", (FROM, TO), areas.correct_member, known=True),
    }, ("group", "unit"), home="group"),
    "alias": Kind(areas.UnitAlias, "alias", {
        "drop": Verb("删去", (), areas.drop_alias, asks="删去后，这样写的名称不再指这个单位。"),
    }, ("unit",), home="unit"),
    "group-alias": Kind(areas.UnitGroupAlias, "alias", {
        "drop": Verb("删去", (), areas.drop_group_alias, asks="删去后，这样写的名称不再指这个单位组。"),
    }, ("group",), home="group"),
}  # fmt: skip
OPEN_GROUP = Verb("新设单位组", (GROUP_CODE, GROUP_NAME), areas.open_group)
