"""What has ended is reached and answered for by its successor; nothing ends into itself, too early or with loose ends."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import Area, HandledBy, Unit
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.kernel.problems import Refusal
from tests.foundation.areas.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]
PAPER = "民政局批复"


@pytest.fixture
def town():
    return areas.area("231226100")


def merge(old, new, on=TODAY):
    areas.end_area(area=areas.area(old), on=on, successor=areas.area(new), source=PAPER)


def test_an_area_that_ends_is_kept_and_reached_through_its_successor():
    merge("231226582", "231226581")
    old, new = areas.area("231226582"), areas.area("231226581")
    assert (old.successor, old.valid_to, old.ended_source) == (new, TODAY, PAPER)
    assert old not in areas.townships()
    assert areas.townships().count() == 23
    assert areas.unanswered_areas(date(2024, 4, 2)).filter(pk=old.pk).exists()
    assert old.pk in areas.area_subtree(new)
    assert areas.area_subtree(old) == [old.pk]


def test_what_lay_in_it_comes_to_the_successor_and_so_do_the_units():
    merge("231226582", "231226581")
    village = areas.area("231226582598")
    assert village.path == "231226/231226581/231226582598/"
    assert areas.parent_on(village, date(2024, 4, 2)) == areas.area("231226582")
    own = areas.own_unit(village)
    assert own.parent == areas.own_unit(areas.area("231226581"))
    assert areas.unit("xz-231226582").successor == areas.unit("xz-231226581")


def test_villages_that_end_one_into_another_are_all_reached_by_the_last(town):
    first, second, third = areas.villages_of(town)[:3]
    merge(first.code, second.code)
    merge(second.code, third.code)
    third = areas.area(third.code)
    everything = {first.pk, second.pk, third.pk}
    assert set(areas.area_subtree(third)) == everything
    assert set(areas.villages_of(third).values_list("pk", flat=True)) == everything
    units = {areas.own_unit(one).pk for one in (first, second, third)}
    assert set(areas.unit_subtree(areas.own_unit(third))) == units
    assert areas.unit_of_area(areas.area(first.code)) == areas.own_unit(third)


def test_a_subtree_reaches_what_ended_into_something_deep_within_it(town):
    far = areas.villages_of(areas.area("231226101"))[0]
    near = areas.villages_of(town)[0]
    assert far.pk not in areas.area_subtree(town)
    merge(far.code, near.code)
    assert far.pk in areas.area_subtree(town)
    assert far.pk in areas.area_subtree(areas.area("231226101"))


def test_an_end_that_is_still_to_come_gives_no_reach(town):
    first, second = areas.villages_of(town)[:2]
    Area.objects.filter(pk=first.pk).update(valid_to=date(2024, 5, 1), successor=second)
    assert areas.area_subtree(second) == [second.pk]


def test_a_unit_that_ends_hands_over_what_it_had_and_leaves_its_contacts():
    old, heir = areas.unit("tjj"), areas.unit("fgj")
    areas.confirm_handler(area=areas.area("231226001"), unit=old, since=date(2024, 1, 1), source="会议纪要")
    areas.add_member(group=areas.find_group("派驻单位"), unit=old, since=date(2024, 1, 1))
    areas.name_contact(
        unit=old, role=ContactRole.DEPUTY, name="甲", title="", phone="", since=date(2024, 1, 1)
    )
    child = areas.open_unit(
        code="pcd", name="普查队", short_name="普查队", kind="works", parent=old, since=date(2024, 1, 1)
    )
    areas.end_unit(unit=old, on=TODAY, successor=heir, source=PAPER)
    child.refresh_from_db()
    assert child.parent == heir
    assert set(areas.unit_subtree(heir)) == {heir.pk, old.pk, child.pk}
    assert areas.unit_of_area(areas.area("231226001")) == heir
    assert list(areas.group_members("paizhudanwei")) == [heir]
    assert list(areas.group_members("paizhudanwei", on=date(2024, 4, 2))) == [areas.unit("tjj")]
    assert areas.contact(old, ContactRole.DEPUTY) is None
    assert areas.contact(old, ContactRole.DEPUTY, on=date(2024, 4, 2)).name == "甲"
    with pytest.raises(Refusal, match="县统计局已撤销，不能登记分管领导"):
        areas.name_contact(
            unit=areas.unit("tjj"), role=ContactRole.DEPUTY, name="乙", title="", phone="", since=TODAY
        )


def test_nothing_ends_with_loose_ends(town):
    with pytest.raises(Refusal, match="绥棱镇还有 3 个下级"):
        areas.end_area(area=town, on=TODAY, successor=None, source=PAPER)
    areas.confirm_handler(
        area=areas.area("231226001"), unit=areas.unit("tjj"), since=date(2024, 1, 1), source="会议纪要"
    )
    with pytest.raises(Refusal, match="县统计局还代管着车站街道"):
        areas.end_unit(unit=areas.unit("tjj"), on=TODAY, successor=None, source=PAPER)
    with pytest.raises(Refusal, match="没有写明撤销的依据"):
        areas.end_area(area=town, on=TODAY, successor=areas.area("231226101"), source=" ")
    with pytest.raises(Refusal, match="级别不同，不能并入"):
        areas.end_area(area=town, on=TODAY, successor=areas.villages_of(town)[0], source=PAPER)
    assert not Area.objects.filter(valid_to__isnull=False).exists()
    assert not Unit.objects.filter(valid_to__isnull=False).exists()


def test_areas_do_not_lead_in_a_circle_nor_end_before_they_began_or_before_today_has_come():
    one, two = areas.area("231226581"), areas.area("231226582")
    merge(one.code, two.code)
    for successor in (Area.objects.get(pk=one.pk), two):
        with pytest.raises(Refusal, match="不能并入它自己"):
            areas.end_area(area=areas.area(two.code), on=TODAY, successor=successor, source=PAPER)
    with pytest.raises(Refusal, match=r"自 2021-01-01 起才有，不能在 2020-12-31 撤销"):
        areas.end_area(area=areas.area(two.code), on=date(2020, 12, 31), successor=None, source=PAPER)
    with pytest.raises(Refusal, match="2024-04-04 还没有到"):
        merge("231226580", two.code, on=date(2024, 4, 4))
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.filter(pk=two.pk).update(valid_to=date(2020, 1, 1))


def test_the_day_and_the_successor_of_an_end_can_be_corrected_and_an_end_taken_back():
    merge("231226582", "231226581")
    areas.end_area(
        area=areas.area("231226582"), on=date(2024, 3, 1), successor=areas.area("231226580"), source=PAPER
    )
    old = areas.area("231226582")
    assert (old.valid_to, old.successor.code) == (date(2024, 3, 1), "231226580")
    assert areas.unit("xz-231226582").successor.code == "xz-231226580"
    areas.restore_area(area=old)
    assert areas.area("231226582").valid_to is None
    assert areas.area("231226582") in areas.townships()
    assert areas.unit("xz-231226582").successor is None
    with pytest.raises(Refusal, match="没有撤销"):
        areas.restore_area(area=areas.area("231226582"))


def test_an_end_is_not_taken_back_where_another_bears_the_name_by_now():
    old, name = areas.area("231226582"), areas.area("231226582").name
    merge(old.code, "231226581")
    areas.add_area(parent=old.parent, code="2312269", name=name, since=TODAY)
    with pytest.raises(Refusal, match=r"已经有“.*”（2312269）"), transaction.atomic():
        areas.restore_area(area=areas.area(old.code))
    assert areas.area(old.code).valid_to is not None


def test_who_answers_is_known_for_ended_and_handled_areas_alike(town):
    first, second = areas.villages_of(town)[:2]
    merge(first.code, second.code)
    street, quarter = areas.area("231226001"), areas.area("231226001001")
    areas.confirm_handler(area=street, unit=areas.unit("xz-231226100"), since=TODAY, source="会议纪要")
    HandledBy.objects.create(
        area=areas.area("231226002"), unit=areas.unit("jyj"), source="推测", valid_from=date(2024, 1, 1)
    )
    who = areas.answering(TODAY)
    assert who.unit_of_area[first.pk] == areas.own_unit(second).pk
    assert who.above[areas.own_unit(first).pk] == areas.own_unit(second).pk
    assert who.unit_of_area[street.pk] == areas.unit("xz-231226100").pk
    own = areas.own_unit(quarter)
    assert who.unit_of_area[quarter.pk] == own.pk
    assert who.above[own.pk] == areas.own_unit(street).pk
    assert who.above[areas.own_unit(street).pk] == areas.unit("xz-231226100").pk
    assert who.unit_of_area[areas.area("231226002").pk] == areas.unit("xz-231226002").pk


def test_a_place_becomes_otherwise_no_earlier_than_it_became_what_it_is(town):
    rename = {"kind": "镇", "parent": town.parent, "source": PAPER}
    areas.change_area(area=town, since=date(2024, 2, 1), name="绥棱新镇", **rename)
    with pytest.raises(Refusal, match="自 2024-02-01 起就是现在这样，不能从 2024-01-31 起变更"):
        areas.change_area(area=town, since=date(2024, 1, 31), name="别的镇", **rename)
    with pytest.raises(Refusal, match="没有写明变更的依据"):
        areas.change_area(area=town, since=TODAY, name="别的镇", **{**rename, "source": ""})
    assert areas.change_area(area=town, since=date(2024, 2, 1), name="绥棱大镇", **rename) == ["name"]
    assert [one.name for one in town.formers.all()] == ["绥棱镇"]
    assert (town.name, areas.own_unit(town).name) == ("绥棱大镇", "绥棱大镇")


def test_a_child_lies_one_level_below_and_brings_its_own_unit(town):
    village = areas.add_area(parent=town, code="231226100299", name="新立村委会", since=TODAY)
    assert (village.level, village.kind, village.path) == ("village", "村", f"{town.path}231226100299/")
    unit = areas.own_unit(village)
    assert (unit.code, unit.short_name, unit.parent) == ("c-231226100299", "新立村", areas.own_unit(town))
    group = areas.add_area(parent=village, code="231226100299-1", name="前屯", since=TODAY)
    assert (group.level, areas.own_unit(group)) == ("group", None)
    for parent, code, said in (
        (group, "x", "不再分区划"),
        (town, "231226100299", "已经有了"),
        (town, "新 村", "不能用的字符"),
    ):
        with pytest.raises(Refusal, match=said):
            areas.add_area(parent=parent, code=code, name="某村", since=TODAY)


def test_a_new_township_belongs_to_the_townships_and_stands_under_the_same_government():
    town = areas.add_area(parent=areas.area("231226"), code="231226208", name="靠河乡", since=TODAY)
    own = areas.own_unit(town)
    assert town.is_township_proper
    assert own.parent == areas.unit("xzf")
    assert own in areas.group_members("gexiangzhen")
    areas.change_area(
        area=town,
        since=TODAY,
        source=PAPER,
        name=town.name,
        kind="街道",
        parent=town.parent,
        is_township_proper=False,
    )
    assert own not in areas.group_members("gexiangzhen")
    assert town in areas.unanswered_areas()


def test_an_installation_with_an_area_that_lacks_its_unit_gets_it_when_reference_data_is_loaded(town):
    made = Area.objects.create(
        code="231226100298", name="老村委会", level="village", kind="村", parent=town,
        path=f"{town.path}231226100298/", valid_from=TODAY,
    )  # fmt: skip
    areas.load_reference()
    assert areas.own_unit(made).parent == areas.own_unit(town)
