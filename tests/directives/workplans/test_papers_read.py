"""Papers with the traps of real ones, read and compared with what a careful reader finds (R0)."""

from pathlib import Path

import pytest

from dixian.directives.workplans.api import packaged_units, read_text
from tests.directives.workplans.written import NAMES, paper, text_of, truth, units, unresolved, written

COUNTY_PAPER = Path(__file__).resolve().parents[4] / "shared" / "mission" / "suiling-2024.txt"


@pytest.mark.parametrize("name", NAMES)
def test_head_and_tasks_are_found(name: str) -> None:
    read, told = paper(name), truth(name)
    assert (read.issuer, read.document_number, read.date) == (
        told["issuer"],
        told["document_number"],
        told["date"],
    )
    assert [(item.number, item.title) for item in read.items] == [
        (one["number"], one["title"]) for one in told["items"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_units_stand_in_their_roles_as_written(name: str) -> None:
    for item, told in zip(paper(name).items, truth(name)["items"], strict=True):
        assert written(item.lead) == told["lead"], item.title
        assert written(item.responsible) == told["responsible"], item.title


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unknown_stays_open_and_is_marked(name: str) -> None:
    for item, told in zip(paper(name).items, truth(name)["items"], strict=True):
        assert unresolved(item) == set(told.get("unknown", ())), item.title
        marked = {mark.about for mark in item.marks}
        assert marked >= {*told.get("unknown", ()), *told.get("marked", ())}, item.title
        proposals = {mark.about: mark.proposal for mark in item.marks}
        assert told.get("proposed", {}).items() <= proposals.items()


@pytest.mark.parametrize("name", NAMES)
def test_limits_and_figures_are_found(name: str) -> None:
    for item, told in zip(paper(name).items, truth(name)["items"], strict=True):
        limits = [limit.written for limit in item.limits]
        figures = [figure.written for figure in item.figures]
        assert set(told.get("limits", ())) <= set(limits), item.title
        assert set(told.get("figures", ())) <= set(figures), item.title
        assert told.get("holds", "") in item.text
        assert not set(told.get("people", ())) - set(item.people)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if any("parts" in one for one in truth(name)["items"])]
)
def test_several_brackets_of_one_task_keep_their_own_units(name: str) -> None:
    for item, told in zip(paper(name).items, truth(name)["items"], strict=True):
        parts = [[written(part.lead), written(part.responsible)] for part in item.parts]
        assert parts == told.get("parts", []), item.title
        assert all(part.text for part in item.parts)


def test_every_unit_that_is_named_is_one_of_the_table() -> None:
    known = {unit.name for unit in units().units}
    for name in NAMES:
        for item in paper(name).items:
            assert {one.unit for one in (*item.lead, *item.responsible)} - {None} <= known


def test_a_group_stands_once_for_each_of_its_members() -> None:
    townships = [one.unit for one in paper("page-breaks").items[0].responsible if one.written == "各乡镇"]
    assert townships == ["柳林镇", "石桥镇", "和平镇", "北沟乡", "双井乡"]


def test_a_paper_is_read_the_same_with_the_line_ends_of_windows_and_blanks_at_the_ends() -> None:
    for name in NAMES:
        there = "\ufeff" + text_of(name).replace("\n", "  \r\n")
        assert read_text(there, units()).told() == paper(name).told()


@pytest.mark.skipif(not COUNTY_PAPER.is_file(), reason="the county's paper is not beside the project")
def test_the_county_paper_is_read_whole() -> None:
    read = read_text(COUNTY_PAPER.read_text(encoding="utf8"), packaged_units())
    assert [item.number for item in read.items] == list(range(1, 19))
    assert (read.document_number, read.date) == ("棱农工发〔2024〕2号", "2024-04-03")
    assert {name for item in read.items for name in unresolved(item)} == {"各派驻单位"}
    assert sum(len(written(item.lead)) for item in read.items) == 27
    assert sum(len(written(item.responsible)) for item in read.items) == 81
    limits = {limit.written for item in read.items for limit in item.limits}
    assert limits >= {"每月5日至15日", "10天内", "每季度", "每半年", "每月"}
    figures = {figure.written for item in read.items for figure in item.figures}
    assert figures >= {"65%以上", "30种", "100%", "两位数以上"}


def test_parts_led_by_different_units_within_one_task_are_marked() -> None:
    text = "1.饮水。①防冻。（县水务局牵头）②水质。（县卫健局牵头）\n2.道路。（县交通局牵头）\n"
    first, second = read_text(text, units()).items
    assert (written(first.lead), "牵头单位" in {mark.about for mark in first.marks}) == (
        ["县水务局", "县卫健局"],
        True,
    )
    assert "牵头单位" not in {mark.about for mark in second.marks}


def test_a_lead_that_only_the_sentences_name_beside_a_list_is_marked() -> None:
    text = "1.饮水。由县水务局牵头，每月巡查。（责任单位：县教育局、各乡镇）\n"
    (item,) = read_text(text, units()).items
    assert item.lead == []
    assert "县水务局" in {mark.about for mark in item.marks}


def test_items_count_on_beyond_a_thousand() -> None:
    text = "".join(f"{at}.抓第{at}件事。（县教育局牵头）\n" for at in range(998, 1003))
    assert [item.number for item in read_text(text, units()).items] == list(range(998, 1003))


def test_a_title_set_wide_is_closed_up_and_one_that_is_missing_is_marked() -> None:
    wide = read_text("青 禾 县 2025 年 工 作 要 点\n1.抓监测。（县教育局牵头）\n", units())
    assert wide.title == "青禾县2025年工作要点"
    assert "标题" in {mark.about for mark in read_text("1.抓监测。（县教育局牵头）\n", units()).marks}
