"""Areas, units and contacts through Excel: out and in changes nothing; a bad row is named and left out."""

import json
from datetime import date

import pytest

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import Area, Unit, UnitContact
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.audit.api import history_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table
from tests.foundation.areas.conftest import TODAY
from tests.foundation.areas.sheets import read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]

HEAD = ContactRole.FIRST_RESPONSIBLE


def sent_areas(*lines, preview=False):
    return sent(areas.apply_areas, areas.AREA_COLUMNS, *lines, preview=preview)


def sent_units(*lines):
    return sent(areas.apply_units, areas.UNIT_COLUMNS, *lines)


def sent_contacts(*lines, preview=False):
    return sent(areas.apply_contacts, areas.CONTACT_COLUMNS, *lines, preview=preview)


@pytest.fixture
def head():
    return areas.name_contact(
        unit=areas.unit("nyncj"),
        role=HEAD,
        name="王某",
        title="局长",
        phone="04554622001",
        since=date(2024, 1, 1),
    )


@pytest.mark.parametrize("what", ["areas", "units"])
def test_what_is_exported_and_imported_again_changes_nothing(what):
    model = {"areas": Area, "units": Unit}[what]
    columns = {"areas": areas.AREA_COLUMNS, "units": areas.UNIT_COLUMNS}[what]
    before = list(model.objects.order_by("id").values())
    rows, said = read(getattr(areas, f"export_{what}")(), columns)
    applied = getattr(areas, f"apply_{what}")(rows=rows, preview=False)
    assert said == []
    assert (applied.new, applied.changed, applied.problems) == (0, [], [])
    assert applied.same == len(rows) == len(before)
    assert list(model.objects.order_by("id").values()) == before


def test_contacts_exported_and_imported_again_change_nothing_and_keep_their_phones(head):
    rows, said = read(areas.export_contacts(), areas.CONTACT_COLUMNS)
    applied = areas.apply_contacts(rows=rows, preview=False)
    assert (said, applied.new, applied.same, applied.changed) == ([], 0, 1, [])
    assert areas.contact(head.unit, HEAD).phone.open() == "04554622001"


def test_an_export_never_holds_a_phone(head):
    rows, _ = read(areas.export_contacts(), areas.CONTACT_COLUMNS)
    assert {row["phone"] for _, row in rows} == {None}
    assert [row["name"] for _, row in rows if row["name"]] == ["王某"]


def test_a_preview_says_everything_and_writes_nothing():
    lines = (
        ("231226100", "绥棱新镇", "乡镇级", "镇", "231226"),
        ("231226100999", "新立村委会", "村级", "村", "231226100"),
        ("231226101", "上集镇", "乡镇级", "镇", "231226"),
    )
    before = list(Area.objects.order_by("id").values())
    previewed = sent_areas(*lines, preview=True)
    assert (previewed.new, previewed.changed, previewed.same) == (
        1,
        ["绥棱镇（231226100）：名称改为“绥棱新镇”"],
        1,
    )
    assert list(Area.objects.order_by("id").values()) == before
    assert sent_areas(*lines) == previewed
    assert areas.area("231226100999").path == "231226/231226100/231226100999/"
    assert areas.area("231226100999").valid_from == TODAY


def test_a_name_that_changes_is_a_new_version_and_the_old_one_stays_in_the_history():
    sent_areas(("231226100", "绥棱新镇", "乡镇级", "镇", "231226"))
    found = areas.area("231226100")
    assert (found.name, found.version) == ("绥棱新镇", 2)
    (entry,) = history_of(table="foundation_areas_area", rows=[found.pk])
    assert (entry.verb, entry.actor, json.loads(entry.old)["name"]) == ("update", "test:acting", "绥棱镇")


def test_a_row_whose_parent_is_unknown_is_named_by_its_number_and_the_others_go_on():
    applied = sent_areas(
        ("231226100998", "新安村委会", "村级", "村", "231226999"),
        ("231226100999", "新立村委会", "村级", "村", "231226100"),
    )
    assert applied.problems == [(2, "“新安村委会”的上级或区划代码不存在。“231226999”改成区划代码")]
    assert applied.new == 1
    assert not Area.objects.filter(code="231226100998").exists()


def test_a_cell_that_cannot_be_taken_is_named_by_row_and_column():
    lines = [
        ("231226100", "绥棱镇", "乡镇级", "镇", "231226"),
        ("231226101", "", "镇级", "镇", "231226"),
        ("2" * 21, "长" * 61, "村级", "村", "231226100"),
    ]
    rows, said = read(write_table(title="区划", columns=areas.AREA_COLUMNS, rows=lines), areas.AREA_COLUMNS)
    assert [number for number, _ in rows] == [2]
    assert [sentence.partition("：")[0].split("（")[0] for sentence in said] == [
        "文件“导入.xlsx”工作表“区划”第 3 行“名称”",
        "文件“导入.xlsx”工作表“区划”第 3 行“级别”",
        "文件“导入.xlsx”工作表“区划”第 4 行“区划代码”",
        "文件“导入.xlsx”工作表“区划”第 4 行“名称”",
    ]
    assert "只能是：县、乡镇级、村级、屯" in said[1]


def test_the_longest_names_fit_into_their_columns():
    assert sent_areas(("9" * 20, "名" * 60, "村级", "类" * 20, "231226100")).new == 1
    assert sent_units(("d" * 40, "名" * 80, "简" * 40, "学校", "jyj", "")).new == 1
    assert sent_contacts(("县教育局", "联络员", "名" * 40, "职" * 60, "")).new == 1


def test_a_unit_that_moves_takes_everything_below_it_along():
    applied = sent_units(("jyj", "绥棱县教育局", "县教育局", "政府部门", "xw", ""))
    assert applied.changed == ["绥棱县教育局（jyj）：上级单位改为“县委”"]
    bureau = areas.unit("jyj")
    assert bureau.path == "xw/jyj/"
    assert len(areas.unit_subtree(bureau)) == 13
    assert all(
        unit.path == f"xw/jyj/{unit.code}/" and unit.version == 2
        for unit in Unit.objects.filter(parent=bureau)
    )
    assert set(areas.unit_subtree(bureau)) <= set(areas.unit_subtree(areas.unit("xw")))
    assert not set(areas.unit_subtree(bureau)) & set(areas.unit_subtree(areas.unit("xzf")))


@pytest.mark.parametrize("parent", ["231226100", "231226100201"])
def test_an_area_can_be_put_neither_under_itself_nor_under_what_lies_within_it(parent):
    applied = sent_areas(("231226100", "绥棱镇", "乡镇级", "镇", parent))
    assert applied.problems == [(2, "“绥棱镇”不能归到它自己或它的下级")]
    assert areas.area("231226100").path == "231226/231226100/"


def test_a_unit_may_be_placed_in_an_area_and_one_that_is_unknown_is_said():
    applied = sent_units(
        ("jyj-99", "绥棱县新小学", "新小学", "学校", "jyj", "231226100"),
        ("jyj-98", "绥棱县旧小学", "旧小学", "学校", "jyj", "999"),
    )
    assert (applied.new, applied.problems) == (
        1,
        [(3, "“绥棱县旧小学”的上级或区划代码不存在。“999”改成区划代码")],
    )
    assert areas.unit("jyj-99").area == areas.area("231226100")


def test_a_new_head_ends_the_one_before_and_liaisons_stand_side_by_side(head):
    applied = sent_contacts(
        ("县农业农村局", "第一责任人", "李某", "局长", "04554622002"),
        ("乡村振兴局", "联络员", "赵某", "", ""),
        ("农业局", "联络员", "钱某", "", ""),
        ("没有这个局", "联络员", "孙某", "", ""),
    )
    assert (applied.new, applied.problems) == (
        3,
        [(5, "没有单位“没有这个局”，或有几个同名。用单位全称，或填单位代码")],
    )
    assert areas.contact(head.unit, HEAD).name == "李某"
    assert areas.contact(head.unit, HEAD, on=date(2024, 4, 2)) == head
    assert head.unit.contacts.filter(role="liaison", valid_to=None).count() == 2


def test_a_new_phone_or_title_of_somebody_already_named_is_taken_over_and_said(head):
    lines = (("县农业农村局", "第一责任人", "王某", "党组书记、局长", "0455-4622009"),)
    assert sent_contacts(*lines, preview=True).changed == ["王某（县农业农村局）：职务、电话"]
    assert areas.contact(head.unit, HEAD).phone.open() == "04554622001"
    applied = sent_contacts(*lines)
    assert (applied.new, applied.same, len(applied.changed)) == (0, 0, 1)
    found = areas.contact(head.unit, HEAD)
    assert (found.pk, found.title, found.version) == (head.pk, "党组书记、局长", 2)
    assert found.phone.open() == "04554622009"
    assert sent_contacts(*lines).same == 1


def test_a_phone_lies_sealed_in_the_database(head):
    sealed = UnitContact.objects.get(pk=head.pk).phone
    assert b"4622001" not in sealed.raw
    assert str(sealed) == "••••"


def test_nobody_can_be_named_for_a_time_before_the_one_who_is_named(head):
    with pytest.raises(Refusal, match="县农业农村局的第一责任人自 2024-01-01 起已是王某"):
        areas.name_contact(
            unit=head.unit, role=HEAD, name="李某", title="", phone="", since=date(2023, 12, 31)
        )
    with clock.at(clock.noon(date(2023, 12, 31))):
        applied = sent_contacts(
            ("县农业农村局", "第一责任人", "李某", "", ""), ("县农业农村局", "联络员", "赵某", "", "")
        )
    assert (applied.new, applied.problems) == (
        1,
        [(2, "县农业农村局的第一责任人自 2024-01-01 起已是王某。起始日期不能早于这一天")],
    )
    with clock.at(clock.noon(date(2024, 1, 1))):
        areas.name_contact(unit=head.unit, role=HEAD, name="李某", title="", phone="", since=date(2024, 1, 1))
        assert areas.contact(head.unit, HEAD).name == "李某"
