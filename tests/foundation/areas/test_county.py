"""The county as it is packaged: who lies within whom, who answers, and by which name a unit is meant."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import Area, HandledBy, Unit, UnitAlias, UnitContact
from dixian.foundation.areas.models import UnitGroup, UnitGroupMember
from dixian.foundation.kernel.problems import Refusal
from tests.foundation.areas.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]


def test_there_are_24_areas_of_township_level_of_which_11_are_townships_proper():
    assert areas.townships().count() == 24
    proper = areas.townships(proper_only=True)
    assert (proper.count(), {area.kind for area in proper}) == (11, {"镇", "乡"})
    assert list(areas.group_members("gexiangzhen")) == [areas.unit_of_area(area) for area in proper]


def test_every_village_lies_in_a_township_level_area_of_the_county():
    county = areas.area("231226")
    villages = areas.villages_of(county)
    assert villages.count() == 115
    assert sum(areas.villages_of(township).count() for township in areas.townships()) == 115
    for village in villages.select_related("parent__parent"):
        assert village.path == f"231226/{village.parent.code}/{village.code}/"
        assert village.parent.parent == county
    assert len(areas.packaged_villages()) == 115


def test_a_subtree_is_the_area_itself_and_everything_within_it():
    town = areas.area("231226100")
    assert set(areas.area_subtree(town)) == {town.id, *(area.id for area in areas.villages_of(town))}
    assert len(areas.area_subtree(areas.area("231226"))) == Area.objects.count()
    village = areas.villages_of(town)[0]
    assert areas.area_subtree(village) == [village.id]
    assert list(areas.villages_of(village)) == [village]


def test_a_unit_subtree_holds_its_schools_and_no_other_bureaus_units():
    bureau = areas.unit("jyj")
    found = Unit.objects.filter(id__in=areas.unit_subtree(bureau)).exclude(id=bureau.id)
    assert Counter(found.values_list("kind", flat=True)) == {"school": 12}
    assert set(areas.unit_subtree(areas.unit("ybj"))) == {areas.unit("ybj").id}


def test_each_township_and_village_is_a_unit_too():
    for area in Area.objects.filter(level__in=("township", "village")):
        unit = areas.unit_of_area(area)
        assert unit and unit.area_id == area.id
    assert areas.unit_of_area(areas.area("231226")) is None


@pytest.mark.parametrize(
    "text", ["绥棱县农业农村局", "县农业农村局", "乡村振兴局", " 县 乡村振兴局 ", "nyncj"]
)
def test_a_unit_is_found_by_full_name_short_name_alias_or_code(text):
    assert areas.find_unit(text) == areas.unit("nyncj")


@pytest.mark.parametrize("text", ["", "没有这个局", "农业", "局"])
def test_a_text_that_names_no_unit_finds_none(text):
    assert areas.find_unit(text) is None


def test_a_name_that_two_units_bear_finds_neither_even_where_it_is_an_alias():
    for code in ("cun-1", "cun-2"):
        Unit.objects.create(
            code=code,
            name=f"全称{code}",
            short_name="胜利村",
            kind="village",
            path=f"{code}/",
            valid_from=TODAY,
        )
    UnitAlias.objects.create(unit=areas.unit("nyncj"), name="胜利村")
    assert areas.find_unit("胜利村") is None
    assert areas.find_unit("全称cun-1") == areas.unit("cun-1")


def test_every_packaged_name_means_its_own_unit():
    for unit in Unit.objects.all():
        assert areas.find_unit(unit.name) == areas.find_unit(unit.short_name) == unit
    for alias in UnitAlias.objects.select_related("unit"):
        assert areas.find_unit(alias.name) == alias.unit


def test_the_thirteen_areas_that_are_no_townships_wait_for_an_answer():
    waiting = areas.unanswered_areas()
    assert waiting.count() == 13
    assert not waiting.filter(is_township_proper=True).exists()


def test_an_area_that_is_handled_is_answered_for_from_that_day_on():
    street, town = areas.area("231226001"), areas.unit("xz-231226100")
    areas.confirm_handler(area=street, unit=town, since=date(2024, 4, 1), source="县政府会议纪要")
    assert areas.unit_of_area(street) == town
    assert street not in areas.unanswered_areas()
    assert street in areas.unanswered_areas(date(2024, 3, 31))


def test_another_handler_takes_the_place_of_the_one_before():
    street, first, second = areas.area("231226001"), areas.unit("xz-231226100"), areas.unit("xz-231226101")
    areas.confirm_handler(area=street, unit=first, since=date(2024, 1, 1), source="会议纪要")
    areas.confirm_handler(area=street, unit=second, since=date(2024, 4, 3), source="会议纪要")
    assert areas.unit_of_area(street) == second
    assert list(HandledBy.objects.order_by("id").values_list("unit__code", "valid_to")) == [
        ("xz-231226100", date(2024, 4, 3)),
        ("xz-231226101", None),
    ]
    assert areas.unanswered_areas().count() == 12


def test_a_handler_the_county_has_not_confirmed_answers_no_question():
    street, own = areas.area("231226001"), areas.unit("xz-231226001")
    HandledBy.objects.create(
        area=street, unit=areas.unit("xz-231226100"), source="推测", valid_from=date(2024, 1, 1)
    )
    assert street in areas.unanswered_areas()
    assert areas.unit_of_area(street) == own
    assert areas.answering(TODAY).unit_of_area[street.pk] == own.pk


def test_a_township_is_handled_by_nobody_else_and_a_handler_needs_a_paper():
    with pytest.raises(Refusal, match="绥棱镇是乡镇"):
        areas.confirm_handler(
            area=areas.area("231226100"), unit=areas.unit("nyncj"), since=TODAY, source="会议"
        )
    with pytest.raises(Refusal, match="没有写明代管的依据"):
        areas.confirm_handler(area=areas.area("231226001"), unit=areas.unit("nyncj"), since=TODAY, source=" ")


@pytest.mark.parametrize(
    ("area", "unit", "said"),
    [
        ("231226001001", "xz-231226100", "不是乡镇级区划"),
        ("231226001", "xz-231226001", "就是车站街道自己"),
    ],
)
def test_a_village_has_no_handler_and_nobody_handles_itself(area, unit, said):
    with pytest.raises(Refusal, match=said):
        areas.confirm_handler(area=areas.area(area), unit=areas.unit(unit), since=TODAY, source="会议纪要")


def test_what_was_noted_wrongly_of_a_handler_is_corrected_and_days_never_overlap():
    street, town = areas.area("231226001"), areas.unit("xz-231226100")
    first = areas.confirm_handler(area=street, unit=town, since=date(2024, 2, 1), source="会议纪要")
    corrected = {"unit": areas.unit("lcj"), "source": "县政府会议纪要〔2024〕3号"}
    areas.correct_handler(handled=first, valid_from=date(2024, 1, 1), valid_to=date(2024, 3, 1), **corrected)
    first.refresh_from_db()
    assert (first.unit.code, first.valid_to, first.version) == ("lcj", date(2024, 3, 1), 2)
    assert street in areas.unanswered_areas()
    with pytest.raises(Refusal, match="2024-01-01 至 2024-03-01已有记录，日期重叠"):
        areas.confirm_handler(area=street, unit=town, since=date(2024, 2, 1), source="会议纪要")
    areas.confirm_handler(area=street, unit=town, since=date(2024, 3, 1), source="会议纪要")
    with pytest.raises(Refusal, match="日期重叠"):
        areas.correct_handler(
            handled=first, valid_from=date(2024, 1, 1), valid_to=date(2024, 4, 1), **corrected
        )
    with pytest.raises(Refusal, match="终止日期 2023-12-31 早于起始日期 2024-01-01"):
        areas.correct_handler(
            handled=first, valid_from=date(2024, 1, 1), valid_to=date(2023, 12, 31), **corrected
        )


def test_a_handler_from_a_day_before_the_one_noted_is_refused():
    street, town = areas.area("231226001"), areas.unit("xz-231226100")
    areas.confirm_handler(area=street, unit=town, since=date(2024, 2, 1), source="会议纪要")
    with pytest.raises(Refusal, match="自 2024-02-01 起已由绥棱镇代管"):
        areas.confirm_handler(area=street, unit=areas.unit("lcj"), since=date(2024, 1, 1), source="会议纪要")


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (HandledBy, {"area": "231226001", "unit": "nyncj", "source": "会议纪要"}),
        (UnitContact, {"unit": "nyncj", "role": "deputy", "name": "某人"}),
        (UnitGroupMember, {"group": "paizhudanwei", "unit": "nyncj"}),
    ],
)
def test_the_database_refuses_an_end_before_its_beginning(model, fields):
    lookups = {"area": Area, "unit": Unit, "group": UnitGroup}
    values = {
        name: lookups[name].objects.get(code=value) if name in lookups else value
        for name, value in fields.items()
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(valid_from=TODAY, valid_to=date(2024, 4, 2), **values)
    assert model.objects.create(valid_from=TODAY, valid_to=TODAY, **values).pk


def test_a_member_of_a_group_belongs_to_it_from_to():
    group, unit = UnitGroup.objects.get(code="paizhudanwei"), areas.unit("jyj")
    UnitGroupMember.objects.create(
        group=group, unit=unit, valid_from=date(2024, 1, 1), valid_to=date(2024, 4, 3)
    )
    assert list(areas.group_members("paizhudanwei", on=date(2024, 4, 2))) == [unit]
    assert not areas.group_members("paizhudanwei")


def test_members_of_a_group_come_and_go_on_a_day_and_never_twice_at_once():
    group, unit = areas.find_group("各派驻单位"), areas.unit("jyj")
    member = areas.add_member(group=group, unit=unit, since=date(2024, 1, 1))
    with pytest.raises(Refusal, match="县教育局已经在“各派驻单位”里"):
        areas.add_member(group=group, unit=unit, since=TODAY)
    areas.correct_member(member=member, valid_from=date(2024, 1, 1), valid_to=date(2024, 3, 1))
    again = areas.add_member(group=group, unit=unit, since=TODAY)
    with pytest.raises(Refusal, match="日期重叠"):
        areas.correct_member(member=again, valid_from=date(2024, 2, 1), valid_to=None)
    assert not areas.group_members("paizhudanwei", on=date(2024, 3, 15))
    assert list(areas.group_members("paizhudanwei")) == [unit]


def test_a_group_and_its_other_names_are_added_where_nothing_means_it_yet():
    with pytest.raises(Refusal, match="已经有单位组“各派驻单位”"):
        areas.open_group(code="pz", name="派驻单位")
    group = areas.open_group(code="zhuanban", name="防返贫工作专班成员单位")
    alias = areas.add_group_alias(group=group, name="专班成员单位")
    assert areas.find_group("专班各成员单位") == group
    with pytest.raises(Refusal, match="“各专班成员单位”已经指“防返贫工作专班成员单位”"):
        areas.add_group_alias(group=group, name="各专班成员单位")
    areas.drop_group_alias(alias=alias)
    assert areas.find_group("专班各成员单位") is None


def test_loading_what_is_packaged_again_changes_nothing_and_keeps_local_names():
    assert (areas.load_reference().new, areas.load_reference().different) == (0, [])
    Area.objects.filter(code="231226100").update(name="绥棱新镇")
    again = areas.load_reference()
    assert (again.new, again.different) == (0, ["绥棱新镇 的 名称：随附 绥棱镇，本地 绥棱新镇"])
    assert areas.area("231226100").name == "绥棱新镇"
