"""Units a paper leaves out of a group are left out, and a mark says so (R0)."""

import pytest

from dixian.directives.workplans.api import Item, packaged_units, read_text

HEAD = "绥棱县2026年工作要点\n一、任务\n"


def item(words: str) -> Item:
    (found,) = read_text(f"{HEAD}1. 甲事。做好甲事。{words}\n", packaged_units()).items
    return found


@pytest.mark.parametrize(
    "words",
    [
        "各乡镇（除绥棱镇外）", "各乡镇（绥棱镇除外）", "各乡镇（不含绥棱镇）", "除绥棱镇外的各乡镇", "除绥棱镇以外各乡镇", "各乡镇除绥棱镇外",
    ],
)  # fmt: skip
def test_a_township_that_is_excepted_is_none_of_all_townships(words: str) -> None:
    found = item(f"（牵头单位：县残联；责任单位：{words}、县妇联）")
    units = {one.unit for one in found.responsible}
    assert "绥棱镇" not in units and None not in units and len(units) == 11
    assert any("除去绥棱镇" in mark.why for mark in found.marks)


def test_several_are_left_out_of_a_group() -> None:
    for words in ("各乡镇（除绥棱镇、上集镇外）", "除绥棱镇、上集镇外的各乡镇", "除绥棱镇和上集镇外的各乡镇"):
        found = item(f"（牵头单位：县残联；责任单位：{words}）")
        units = {one.unit for one in found.responsible}
        assert not units & {"绥棱镇", "上集镇", None} and len(units) == 9


def test_members_but_one_are_the_others() -> None:
    found = item("（牵头单位：县残联；责任单位：各成员单位（县财政局除外））")
    units = {one.unit for one in found.responsible}
    assert "绥棱县财政局" not in units and len(units) > 10


def test_who_is_excepted_without_being_known_leaves_the_name_open() -> None:
    found = item("（牵头单位：县残联；责任单位：各乡镇（除某某镇外））")
    assert [one.unit for one in found.responsible] == [None]
    assert any("没有列入" in mark.why for mark in found.marks)


def test_an_exception_in_a_sentence_holds() -> None:
    found = item("由县残联牵头，除绥棱镇外的各乡镇配合。")
    assert "绥棱镇" not in {one.unit for one in found.responsible}
    assert len(found.responsible) == 10
