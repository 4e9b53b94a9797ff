"""What Excel and CSV carry: days, successors, handlers, 各乡镇, aliases, groups, empty posts; nothing is lost on the way."""

import csv
import io
from datetime import date

import pytest

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import Area, HandledBy, Unit, UnitContact, UnitGroupMember
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.areas.models import AreaFormer
from dixian.foundation.sheets.api import write_table
from tests.foundation.areas.conftest import TODAY
from tests.foundation.areas.sheets import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]
APPLY = {
    "areas": (areas.AREA_COLUMNS, areas.apply_areas, areas.export_areas),
    "units": (areas.UNIT_COLUMNS, areas.apply_units, areas.export_units),
    "contacts": (areas.CONTACT_COLUMNS, areas.apply_contacts, areas.export_contacts),
    "members": (areas.MEMBER_COLUMNS, areas.apply_members, areas.export_members),
}


def given(what, *rows, preview=False):
    """Rows as code -> value, through a workbook of all columns."""
    columns, apply, _ = APPLY[what]
    lines = [[row.get(column.code, "") for column in columns] for row in rows]
    clean, said = read(write_table(title="导入", columns=columns, rows=lines), columns)
    assert said == []
    return apply(rows=clean, preview=preview)


def everything():
    """All that Excel speaks of, without keys and versions."""
    return {
        model.__name__: sorted(
            str({key: value for key, value in row.items() if key not in ("id", "uid", "version", "made_at")})
            for row in model.objects.values()
        )
        for model in (Area, Unit, HandledBy, UnitGroupMember, AreaFormer)
    }


def area(code, name, level, parent, **more):
    return {"code": code, "name": name, "level": level, "parent": parent, **more}


@pytest.fixture
def lived_in():
    """A county in which something has happened."""
    areas.end_area(
        area=areas.area("231226582"), on=TODAY, successor=areas.area("231226581"), source="民政局批复"
    )
    areas.confirm_handler(
        area=areas.area("231226001"),
        unit=areas.unit("xz-231226100"),
        since=date(2024, 1, 1),
        source="会议纪要〔2024〕3号",
    )
    areas.end_unit(unit=areas.unit("tjj"), on=TODAY, successor=areas.unit("fgj"), source="机构改革方案")
    areas.add_alias(unit=areas.unit("mzj"), name="民政部门")
    areas.add_member(group=areas.find_group("派驻单位"), unit=areas.unit("mzj"), since=date(2024, 2, 1))


@pytest.mark.parametrize("what", APPLY)
def test_out_and_in_again_changes_nothing(lived_in, what):
    columns, apply, export = APPLY[what]
    rows, said = read(export(), columns)
    before = everything()
    applied = apply(rows=rows, preview=False)
    assert (said, applied.new, applied.changed, applied.problems, applied.absent) == ([], 0, [], [], [])
    assert everything() == before


def test_the_shape_statistics_use_comes_in_with_its_own_unit_kind_and_townships():
    lines = [
        ("code", "name", "level", "parent"),
        ("231226", "绥棱县", "county", "2312"),
        ("231226209999", "新河村委会", "village", "231226209"),
        ("231226209", "新河乡", "township", "231226"),
        ("231226009", "城北街道", "乡", "231226"),
        ("231226009001", "北城社区居委会", "村", "231226009"),
        ("231226100", "绥棱镇", "township", "231226"),
    ]
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    rows, said = read(text.getvalue().encode(), areas.AREA_COLUMNS)
    applied = areas.apply_areas(rows=rows, preview=False)
    assert (said, applied.problems, applied.new, applied.same) == ([], [], 4, 2)
    town, street = areas.area("231226209"), areas.area("231226009")
    assert (town.kind, town.is_township_proper, street.kind, street.is_township_proper) == (
        "乡", True, "街道", False,
    )  # fmt: skip
    village = areas.area("231226209999")
    unit = areas.own_unit(village)
    assert (village.kind, unit.short_name, unit.parent) == ("村", "新河村", areas.own_unit(town))
    assert areas.own_unit(town) in areas.group_members("gexiangzhen")
    assert areas.answering(TODAY).unit_of_area[village.pk] == unit.pk
    assert "上集镇（231226101）" in applied.absent
    assert len(applied.absent) == 140 - 2


def test_a_township_stays_proper_where_the_file_does_not_say_and_changes_where_it_does():
    row = area("231226100", "绥棱镇", "镇", "231226")
    assert given("areas", row).same == 1
    assert areas.area("231226100").is_township_proper
    applied = given("areas", {**row, "proper": "否"})
    assert applied.changed == ["绥棱镇（231226100）：属于各乡镇改为“否”"]
    assert not areas.area("231226100").is_township_proper


def test_a_file_renames_from_a_day_moves_ends_and_names_a_handler():
    applied = given(
        "areas",
        area("231226100201", "向阳村委会", "村", "231226101", since="2024-02-01", source="民政局批复"),
        area("231226582", "绥棱县猪场", "乡镇级", "231226", valid_to="2024-03-01", successor="231226583"),
        area("231226583", "种畜场", "乡镇级", "231226", valid_from="2024-01-01"),
        area("231226001", "车站街道", "街道", "231226", handler="县林草局", handled_since="2024-01-01",
             handled_source="会议纪要"),
    )  # fmt: skip
    assert applied.problems == []
    assert applied.new == 1
    assert sorted(applied.changed) == sorted(
        [
            "东方红村委会（231226100201）：名称改为“向阳村委会”、上级改为“上集镇”",
            "绥棱县猪场（231226582）：终止日期",
            "车站街道（231226001）：代管",
        ]
    )
    assert areas.name_on(areas.area("231226100201"), date(2024, 1, 31)) == "东方红村委会"
    assert areas.area("231226582").successor == areas.area("231226583")
    assert HandledBy.objects.get().confirmed


def test_a_row_that_is_refused_half_way_is_undone_alone_and_says_what_to_do():
    applied = given(
        "areas",
        area("231226001", "车站新街道", "街道", "231226", handler="县林草局"),
        area("231226002", "建设街道", "村", "231226"),
        area("231226100", "绥棱镇", "镇", "231226", valid_to="2024-03-01"),
        area("231226101", "上集大镇", "镇", "231226"),
    )
    assert [number for number, _ in applied.problems] == [2, 3, 4]
    said = [sentence for _, sentence in applied.problems]
    assert "没有写明代管的依据" in said[0]
    assert "已登记为乡镇级，级别不能改" in said[1]
    assert "还有 3 个下级。写明并入哪里" in said[2]
    assert areas.area("231226001").name == "车站街道"
    assert areas.area("231226101").name == "上集大镇"


def test_two_of_one_name_side_by_side_are_a_problem_of_the_row_that_makes_them():
    one, other = Area.objects.filter(level="township").order_by("code")[:2]
    row = {"code": one.code, "name": other.name, "level": "乡镇", "parent": one.parent.code, "kind": one.kind}
    again = {**row, "code": f"{one.code}9"}
    done = given("areas", {**row, "source": "县民政局通知"}, again)
    assert [number for number, _ in done.problems] == [2, 3]
    assert all(f"已经有“{other.name}”（{other.code}）" in said for _, said in done.problems)
    assert Area.objects.get(pk=one.pk).name == one.name


def test_units_come_with_aliases_groups_days_and_successors():
    row = {"name": "绥棱县数据局", "short_name": "县数据局", "kind": "政府部门", "parent": "县政府"}
    applied = given(
        "units",
        {"code": "sjz", "name": "数据中心", "short_name": "数据中心", "kind": "企业", "parent": "sjj"},
        {**row, "code": "sjj", "aliases": "大数据局、数据资源局", "groups": "派驻单位", "valid_from": "2024-01-01"},
        {"code": "tjj", "name": "绥棱县统计局", "short_name": "县统计局", "kind": "政府部门",
         "valid_to": "2024-03-01", "successor": "县数据局", "source": "机构改革方案"},
    )  # fmt: skip
    assert (applied.problems, applied.new) == ([], 2)
    made = areas.unit("sjj")
    assert areas.unit("sjz").path == "xzf/sjj/sjz/"
    assert areas.find_unit("县大数据局") == areas.find_unit("县统计局") == made
    assert made in areas.group_members("paizhudanwei")
    again = given("units", {**row, "code": "sjj", "aliases": "大数据局", "groups": "无"})
    assert again.changed == ["绥棱县数据局（sjj）：删去别名数据资源局、单位组"]
    assert not areas.group_members("paizhudanwei")
    assert given("units", {**row, "code": "sjj"}).same == 1


def test_an_alias_another_unit_bears_is_a_problem_of_its_row():
    applied = given(
        "units",
        {"code": "mzj", "name": "绥棱县民政局", "short_name": "县民政局", "kind": "政府部门",
         "aliases": "民政局、教育局"},
    )  # fmt: skip
    assert applied.problems == [(2, "“教育局”已经指县教育局。换一个别名，或先删去原来的")]


def test_contacts_are_exported_for_every_unit_and_role_and_empty_ones_wait_to_be_filled():
    rows, _ = read(areas.export_contacts(), areas.CONTACT_COLUMNS)
    assert len(rows) == Unit.objects.count() * 3
    applied = areas.apply_contacts(rows=rows, preview=False)
    assert (applied.new, applied.same, applied.empty) == (0, 0, len(rows))
    filled = [
        (number, {**row, "name": "王某", "phone": "13800000000"})
        for number, row in rows
        if row["code"] == "jyj" and row["role"] == "联络员"
    ]
    assert areas.apply_contacts(rows=filled, preview=False).new == 1
    assert areas.contact(areas.unit("jyj"), ContactRole.LIAISON).phone.open() == "13800000000"


def test_contacts_come_from_to_and_a_code_settles_which_unit_is_meant():
    head = {"role": "第一责任人", "title": "局长"}
    applied = given(
        "contacts",
        {**head, "unit": "县教育局", "name": "甲", "valid_from": "2023-01-01", "valid_to": "2024-01-01"},
        {**head, "unit": "县教育局", "name": "乙", "valid_from": "2024-01-01"},
        {**head, "unit": "县教育局", "code": "mzj", "name": "丙"},
        {**head, "unit": "民政", "code": "mzj", "name": "丁"},
        {**head, "unit": "民政", "code": "nobody", "name": "戊"},
    )
    assert applied.new == 3
    assert [number for number, _ in applied.problems] == [4, 6]
    assert "不是同一个单位" in applied.problems[0][1]
    bureau = areas.unit("jyj")
    on = {
        day: areas.contact(bureau, ContactRole.FIRST_RESPONSIBLE, on=day) for day in (TODAY, date(2023, 6, 1))
    }
    assert [one.name for one in on.values()] == ["乙", "甲"]
    left = given("contacts", {**head, "unit": "县教育局", "name": "乙", "valid_to": "2024-03-01"})
    assert left.changed == ["乙（县教育局）：终止日期"]
    assert areas.contact(bureau, ContactRole.FIRST_RESPONSIBLE) is None
    assert UnitContact.objects.filter(unit=bureau).count() == 2


def test_the_group_of_sending_units_is_filled_from_excel_and_ends_there():
    rows, _ = read(areas.export_members(), areas.MEMBER_COLUMNS)
    assert [row["unit"] for _, row in rows if row["group"] == "各派驻单位"] == [None]
    applied = given(
        "members",
        {"group": "派驻单位", "unit": "县教育局", "valid_from": "2024-01-01"},
        {"group": "各派驻单位", "unit": "民政局", "valid_from": "2024-01-01", "valid_to": "2024-02-01"},
        {"group": "没有的组", "unit": "县教育局"},
        {"group": "各派驻单位"},
    )
    assert (applied.new, applied.empty) == (2, 1)
    assert applied.problems == [(4, "没有单位组“没有的组”。先在“单位组”页面新设，或核对名称")]
    assert list(areas.group_members("paizhudanwei")) == [areas.unit("jyj")]
    assert areas.group_members("paizhudanwei", on=date(2024, 1, 15)).count() == 2
    ended = given("members", {"group": "各派驻单位", "code": "jyj", "valid_to": "2024-03-01"})
    assert ended.changed == ["各派驻单位·县教育局：终止日期"]
    assert not areas.group_members("paizhudanwei")
