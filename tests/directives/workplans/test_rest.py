"""What a paper says that became no task is told beside its tasks: nothing of it is lost without a word (R0)."""

from dixian.directives.workplans.api import packaged_units, read_text
from tests.support.workplans import TEXT


def rest(text: str) -> list[tuple[int, str]]:
    return [(one.after, one.text) for one in read_text(text, packaged_units()).rest]


def test_what_stands_before_between_and_behind_the_tasks_is_told_with_its_place() -> None:
    text = (
        TEXT.replace("二、强化帮扶\n", "二、强化帮扶\n坚持因地制宜，不搞一刀切。\n") + "抄送：县政协办公室\n"
    )
    found = rest(text)
    assert any("现将全年重点任务分工印发给你们" in one and place == 0 for place, one in found)
    assert (2, "坚持因地制宜，不搞一刀切。") in found
    assert found[-1] == (3, "抄送：县政协办公室")


def test_headings_over_tasks_the_papers_own_head_and_its_day_are_told_elsewhere() -> None:
    told = "".join(text for _, text in rest(TEXT))
    for word in ("健全监测机制", "强化帮扶", "2024年2月20日", "开展集中排查"):
        assert word not in told


def test_a_preamble_with_a_heading_of_its_own_is_told_with_it() -> None:
    text = TEXT.replace("一、健全监测机制", "一、总体要求\n坚持底线思维。\n二、健全监测机制")
    assert (0, "一、总体要求") in rest(text) and (0, "坚持底线思维。") in rest(text)


def test_what_the_paper_says_to_all_behind_its_last_task_is_no_part_of_it() -> None:
    text = (
        "绥棱县2026年工作要点\n一、任务\n1. 抓监测。每月排查。（牵头单位：县农业农村局；责任单位：县残联）\n"
        "2. 加强宣传。加强宣传引导，每半年通报一次。\n"
        "各单位要于12月25日前报送总结，由县农业农村局汇总，县民政局配合。\n"
    )
    paper = read_text(text, packaged_units())
    assert paper.items[1].text == "加强宣传引导，每半年通报一次。"
    assert not paper.items[1].lead and [limit.written for limit in paper.items[1].limits] == ["每半年"]
    assert (2, "各单位要于12月25日前报送总结，由县农业农村局汇总，县民政局配合。") in rest(text)


def test_where_tasks_have_paragraphs_that_address_all_the_last_one_keeps_its_own() -> None:
    text = (
        "绥棱县2026年工作要点\n一、任务\n1. 抓监测。每月排查。\n各乡镇要逐户走访。\n（牵头单位：县农业农村局；责任单位：县残联）\n"
        "2. 加强宣传。加强宣传引导。\n各乡镇要每半年通报一次。\n"
    )
    assert "每半年通报一次" in read_text(text, packaged_units()).items[1].text


def test_a_clause_on_when_the_paper_applies_is_no_task() -> None:
    clause = "4.本方案自印发之日起施行，由县农业农村局负责解释。\n"
    text = TEXT.replace("中共绥棱县委农村工作领导小组\n2024", f"{clause}中共绥棱县委农村工作领导小组\n2024")
    paper = read_text(text, packaged_units())
    assert len(paper.items) == 3
    assert any("自印发之日起施行" in one.text for one in paper.rest)


def test_a_signature_with_its_day_on_one_line_is_no_part_of_the_last_task() -> None:
    text = TEXT.replace("领导小组\n2024年2月20日", "领导小组2024年2月20日")
    last = read_text(text, packaged_units()).items[-1]
    assert "领导小组" not in last.text
    assert [limit.written for limit in last.limits] == ["每月5日前"]


def test_a_title_that_ends_as_no_title_does_is_read_where_it_names_a_years_work() -> None:
    text = TEXT.replace("绥棱县2024年守住不返贫底线重点任务分工方案", "# 绥棱县2024年守底线重点任务")
    assert read_text(text, packaged_units()).title == "绥棱县2024年守底线重点任务"
