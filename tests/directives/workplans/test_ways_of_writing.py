"""Ways in which other papers name units, days and tasks (R0)."""

import pytest

from dixian.directives.workplans.api import Item, Named, Paper, packaged_units, read_text

HEAD = "绥棱县2026年工作要点\n"


def items_of(words: str) -> list[Item]:
    return read_text(f"{HEAD}{words}\n", packaged_units()).items


def paper_of(words: str) -> Paper:
    return read_text(words, packaged_units())


def names(named: list[Named]) -> list[str]:
    return list(dict.fromkeys(one.written for one in named))


def units(named: list[Named]) -> list[str | None]:
    return [one.unit for one in named]


def test_a_heading_that_is_a_unit_the_table_lacks_stands_in_a_row_of_units() -> None:
    told = items_of(
        "一、县残联\n1.改造六十户。\n二、县委宣传部（县文明办）\n1.刊发稿件。\n三、县文体广电和旅游局\n1.送戏下乡。"
    )
    assert [(names(one.responsible), units(one.responsible)) for one in told] == [
        (["县残联"], ["绥棱县残疾人联合会"]),
        (["县委宣传部（县文明办）"], ["中共绥棱县委宣传部"]),
        (["县文体广电和旅游局"], [None]),
    ]


def test_a_heading_says_who_leads_what_stands_below_it() -> None:
    first, second = items_of(
        "一、县农业农村局牵头任务\n1.收入测算。责任单位：各乡镇；配合：统计局\n二、由县医保局负责的重点任务\n2.参保。每月调度。"
    )
    assert names(first.lead) == ["县农业农村局"] and names(first.responsible) == ["各乡镇", "统计局"]
    assert (first.lead, names(second.responsible)) != ([], []) and second.lead == []
    assert names(second.responsible) == ["县医保局"]


def test_a_heading_does_not_speak_over_a_lead_of_the_items_own() -> None:
    (item,) = items_of("一、县农业农村局牵头任务\n1.供水。（牵头单位：县水务局；责任单位：各乡镇）")
    assert names(item.lead) == ["县水务局"]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("绥棱县上集镇人民政府", "上集镇"),
        ("绥棱县上集镇", "上集镇"),
        ("绥棱县畜牧中心", None),
        ("民政", None),
        ("民政部门", "绥棱县民政局"),
        ("县医保部门", "绥棱县医疗保障局"),
        ("农业农村部门", "绥棱县农业农村局"),
        ("行业部门", None),
        ("税务部门", None),
    ],
)
def test_places_of_the_county_and_what_bureaus_are_called_by(written: str, unit: str | None) -> None:
    meant = packaged_units().resolve(written)
    assert list(meant.units) == ([unit] if unit else [])


def test_what_a_bureau_is_called_by_is_marked() -> None:
    (item,) = items_of("一、监测\n1.比对数据。（责任单位：民政、医保、税务等部门）")
    assert units(item.responsible) == ["绥棱县民政局", "绥棱县医疗保障局", None]
    assert {"民政", "医保", "税务"} <= {mark.about for mark in item.marks}


def test_a_paper_of_another_place_knows_nobody_by_a_bureaus_work() -> None:
    paper = paper_of("庆安县2026年工作要点\n一、监测\n1.比对数据。（责任单位：民政、医保等部门）\n")
    assert units(paper.items[0].responsible) == [None, None]


def test_a_limits_label_without_a_colon_is_no_unit() -> None:
    (item,) = items_of("一、产业\n1.牵头单位县农业农村局，配合单位县工商联，完成时间2026年11月30日前。")
    assert names(item.responsible) == ["县工商联"]
    assert [limit.date for limit in item.limits] == ["2026-11-30"]


def test_at_once_and_for_good_are_limits() -> None:
    (item,) = items_of("一、整改\n1.清退。（责任单位：县人社局；整改时限：立行立改，长期坚持）")
    assert [(limit.written, limit.kind) for limit in item.limits] == [
        ("立行立改", "within"),
        ("长期坚持", "lasting"),
    ]


def test_times_are_figures_and_mottos_are_none() -> None:
    (item,) = items_of(
        "一、帮扶\n1.社会帮扶。不低于低保标准的1.3倍，“百企兴百村”企业达到20家，万企千村。（县工商联负责）"
    )
    assert [(one.value, one.measure) for one in item.figures] == [(1.3, "倍"), (20, "家")]


def test_problems_counted_through_stand_below_their_headings() -> None:
    told = items_of(
        "一、整改任务\n（一）责任落实方面\n问题 1：重视不够。\n牵头单位：县委农办\n问题2：误报率高。\n牵头单位：县农业农村局\n"
        "（二）政策落实方面\n问题3：发放不及时。\n牵头单位：县教育局"
    )
    assert [(one.number, one.title, one.section, names(one.lead)) for one in told] == [
        (1, "重视不够", "（一）责任落实方面", ["县委农办"]),
        (2, "误报率高", "（一）责任落实方面", ["县农业农村局"]),
        (3, "发放不及时", "（二）政策落实方面", ["县教育局"]),
    ]


def test_a_table_of_problems_is_called_by_them_and_its_sum_is_no_task() -> None:
    rows = (
        ("序号", "反馈问题", "整改措施", "责任单位", "整改时限"),
        ("1", "收入测算不准", "全面复核", "县农业农村局", "立行立改"),
        ("2", "岗位空置", "清退", "县人社局", "2026年9月30日"),
        ("合计", "2项", "", "", ""),
    )
    paper = paper_of("绥棱县整改台账\n" + "\n".join("\t".join(row) for row in rows))
    assert [(one.title, one.text) for one in paper.items] == [
        ("收入测算不准", "全面复核"),
        ("岗位空置", "清退"),
    ]
    assert [one.text for one in paper.rest] == ["合计 2项"]
    assert paper.items[0].limits[0].written == "立行立改"


def test_who_and_when_in_one_bracket_below_the_title() -> None:
    paper = paper_of(
        "绥棱县考核反馈问题整改方案\n（绥棱县委农村工作领导小组  2024年6月3日）\n一、任务\n1.整改。（县水务局负责）\n"
    )
    assert (paper.issuer, paper.date) == ("绥棱县委农村工作领导小组", "2024-06-03")


def test_whom_a_notice_is_about_is_no_task() -> None:
    told = items_of(
        "一、补助对象\n脱贫家庭子女。\n二、补助标准\n每生每学期1500元。\n三、提高补助标准。\n（县教育局负责）"
    )
    assert [one.title for one in told] == ["提高补助标准"]
