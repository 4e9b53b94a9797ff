"""Brackets and labels as hasty papers write them (R0)."""

import pytest

from dixian.directives.workplans.api import Item, packaged_units, read_text

HEAD = "绥棱县2026年工作要点\n一、任务\n"


def item_of(words: str) -> Item:
    (item,) = read_text(f"{HEAD}1. 甲事。{words}\n2. 乙事。（县水务局负责）\n", packaged_units()).items[:1]
    return item


def names(named: list) -> list[str]:
    return list(dict.fromkeys(one.written for one in named))


@pytest.mark.parametrize(
    ("words", "lead", "responsible"),
    [
        ("持续推进。\n(牵头单位:县委宣传部\n责任单位:县公安局、各乡镇)", ["县委宣传部"], ["县公安局", "各乡镇"]),
        ("持续推进。（牵头单位：县教育局责任单位：县公安局）", ["县教育局"], ["县公安局"]),
        ("持续推进。【牵头单位】县委组织部【责任单位】县财政局、各乡镇", ["县委组织部"], ["县财政局", "各乡镇"]),
        ("持续推进。（牵头单位：县水务局；县住建局、生态环境局配合）", ["县水务局"], ["县住建局", "生态环境局"]),
        ("持续推进。（责任单位：县水务局；县住建局配合）", ["县水务局"], ["县住建局"]),
        ("持续推进（教育局、公安局、各乡（镇）人民政府）", [], ["教育局", "公安局", "各乡（镇）人民政府"]),
        ("新增二百个（县人社局、财政局），培训三十期（县妇联）。", [], ["县人社局", "财政局", "县妇联"]),
        ("持续推进。（县工商联、团县委等群团组织，县民政局负责）", [], ["县工商联", "团县委", "县民政局"]),
    ],
)  # fmt: skip
def test_each_unit_stands_in_its_role(words: str, lead: list[str], responsible: list[str]) -> None:
    item = item_of(words)
    assert (names(item.lead), names(item.responsible)) == (lead, responsible)
    assert all(one.unit for one in (*item.lead, *item.responsible))


def test_what_follows_is_marked_at_the_name_it_follows() -> None:
    item = item_of("持续推进。（县工商联、团县委等群团组织，县民政局负责）")
    assert [mark.about for mark in item.marks if "等" in mark.why] == ["团县委"]


@pytest.mark.parametrize(
    "words",
    [
        "各部门（县教育局、县卫健局）要推送信息。（牵头单位：县医保局）",
        "推送至主管部门（县教育局、县卫健局），及时核实。（县医保局牵头）",
    ],
)
def test_units_in_a_sentence_have_no_role_where_the_item_says_who_does_it(words: str) -> None:
    item = item_of(words)
    assert (names(item.lead), names(item.responsible)) == (["县医保局"], [])
    assert "县教育局" in item.text


def test_what_stood_between_two_stops_leaves_one() -> None:
    item = item_of("加强宣传，（县委宣传部负责），抓好落实，（县教育局负责）。")
    assert item.text == "加强宣传，抓好落实。"
    assert item_of("加强宣传，抓好落实。（县教育局负责）").text == item.text


def test_two_brackets_whose_first_units_differ_are_marked_where_the_first_leads() -> None:
    words = "（列第一位者为牵头单位，下同）加强宣传（县委宣传部、县教育局），抓好落实（{}、县财政局）。"
    led = {unit: item_of(words.format(unit)) for unit in ("县水务局", "县委宣传部")}
    assert names(led["县水务局"].lead) == ["县委宣传部", "县水务局"]
    marked = {unit: [mark.about for mark in item.marks if "几处" in mark.why] for unit, item in led.items()}
    assert marked == {"县水务局": ["牵头单位"], "县委宣传部": []}
