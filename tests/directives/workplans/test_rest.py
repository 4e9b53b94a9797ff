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
