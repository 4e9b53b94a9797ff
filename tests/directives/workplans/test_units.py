"""Which unit a written name means: at most one, never a guess (R0)."""

from datetime import date
from typing import Any

import pytest

from dixian.directives.workplans.api import NotAPaper, UnitTable, packaged_units, stored_units, units_of_file
from dixian.foundation.kernel.problems import Refusal
from tests.directives.workplans.written import units


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("县农业农村局", "青禾县农业农村局"),
        ("农业农村局", "青禾县农业农村局"),
        ("青禾县农业农村局", "青禾县农业农村局"),
        ("县乡村振兴局", "青禾县农业农村局"),
        ("县人力资源社会保障局", "青禾县人力资源和社会保障局"),
        ("县委统战部（县民宗局）", "中共青禾县委统一战线工作部"),
        ("县教育局（县语委办）", "青禾县教育局"),
        ("县 教 育 局", "青禾县教育局"),
        ("中共青禾县委组织部", "中共青禾县委组织部"),
    ],
)
def test_a_name_is_found_in_each_of_its_spellings(written: str, name: str) -> None:
    assert units().resolve(written).units == (name,)


@pytest.mark.parametrize(
    "written",
    [
        "县科技局",
        "市教育局",
        "省教育厅",
        "望川县教育局",
        "教育",
        "公路站",
        "县教育局（县民政局）",
        "有关乡镇",
        "各有关部门",
        "县粮食局",
        "县",
    ],
)
def test_what_is_unknown_or_means_several_stays_open_with_a_reason(written: str) -> None:
    meant = units().resolve(written)
    assert meant.units == ()
    assert meant.why and meant.told


def test_a_unit_that_ended_stands_for_who_it_went_into_once_it_has_ended() -> None:
    before = units().resolve("县商务局", on=date(2023, 5, 1))
    after = units().resolve("县商务局", on=date(2024, 5, 1))
    assert (before.units, before.told) == (("青禾县商务局",), "")
    assert after.units == ("青禾县工业和信息化局",)
    assert "已并入" in after.told


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("县扶贫办", "绥棱县农业农村局"),
        ("县乡村振兴局", "绥棱县农业农村局"),
        ("县卫计委", "绥棱县卫生健康局"),
        ("绥棱县卫生和计划生育局", "绥棱县卫生健康局"),
    ],
)
def test_a_unit_a_reform_has_ended_stands_for_who_it_went_into_and_is_marked(written: str, name: str) -> None:
    meant = packaged_units().resolve(written)
    assert meant.units == (name,)
    assert "机构改革后已不单设" in meant.told and f"职责并入{name}" in meant.told


def test_a_unit_of_such_a_name_that_stands_in_the_table_is_itself() -> None:
    table = units_of_file(
        "全称,简称\n青禾县乡村振兴局,县乡村振兴局\n青禾县农业农村局,县农业农村局\n".encode(), name="单位.csv"
    )
    meant = table.resolve("县乡村振兴局")
    assert (meant.units, meant.told) == (("青禾县乡村振兴局",), "")


def test_a_paper_of_elsewhere_gets_proposals_and_no_unit_of_ours() -> None:
    meant = units().resolve("县教育局", place="望川县")
    assert (meant.units, meant.proposal) == ((), "望川县教育局")
    assert units().resolve("青禾县教育局", place="望川县").units == ("青禾县教育局",)


@pytest.mark.parametrize("word", ["各乡镇", "各乡（镇）", "各乡镇人民政府", "各乡镇党委、政府"])
def test_the_packaged_townships_are_eleven(word: str) -> None:
    assert len(packaged_units().resolve(word).units) == 11


@pytest.mark.django_db
def test_the_installed_units_are_read_as_the_packaged_ones(acting: Any, home: Any) -> None:
    from tests.support.county import found_county

    found_county()
    stored = stored_units(date(2025, 1, 1))
    for written in (
        "县卫健局",
        "县委农办",
        "县委统战部(民宗局)",
        "国网绥棱县供电公司",
        "绥棱生态环境局",
        "各乡镇",
    ):
        meant = stored.resolve(written).units
        assert meant == packaged_units().resolve(written).units
        assert meant


@pytest.mark.parametrize(
    "content",
    [b"", "序号,电话\n1,2\n".encode(), b"\xff\xfe\xfa", "全称,撤销日期\n青禾县教育局,明年\n".encode()],
)
def test_a_table_of_units_that_cannot_be_read_says_how_to_mend_it(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        units_of_file(content, name="单位.csv")
    assert not isinstance(refused.value, NotAPaper)
    assert "单位.csv" in refused.value.message and refused.value.remedy


def test_townships_of_a_table_without_groups_are_its_townships() -> None:
    table: UnitTable = units_of_file("全称\n青禾县教育局\n柳林镇\n北沟乡\n".encode(), name="单位.csv")
    assert table.county == "青禾县"
    assert table.resolve("各乡镇").units == ("柳林镇", "北沟乡")
    assert table.resolve("县教育局").units == ("青禾县教育局",)


def test_what_stands_for_several_is_proposed_as_no_unit() -> None:
    assert packaged_units().resolve("各驻村工作队").proposal == ""


def test_a_name_as_it_stands_is_no_proposal() -> None:
    named = [packaged_units().resolve(one).proposal for one in ("中心校", "县火箭局")]
    assert named == ["", "绥棱县火箭局"]
