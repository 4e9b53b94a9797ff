"""Next year's paper beside this year's: carried over, changed, new, gone (R0)."""

from itertools import pairwise

from dixian.directives.workplans.api import compare, read_text
from tests.directives.workplans.written import NAMES, paper, units

OLD = """
1.抓好监测。每月排查一次。（牵头单位：县农业农村局；责任单位：各乡镇）
2.抓好教育。落实资助政策，做到应助尽助。（牵头单位：县教育局；责任单位：各乡镇）
3.抓好饮水。冬季防冻。（牵头单位：县水务局；责任单位：各乡镇）
4.办好展销会。全年不少于2场。（牵头单位：县工信局；责任单位：县妇联）
"""
NEW = """
1.抓好教育。落实资助政策，做到应助尽助。（牵头单位：县教育局；责任单位：各乡镇）
2.抓好监测。每月排查一次。（牵头单位：县农业农村局；责任单位：县民政局、各乡镇）
3.抓好农村饮水。冬季防冻，24小时内抢修。（牵头单位：县水务局；责任单位：各乡镇）
4.盘活资产。年底前处置率达到90%。（牵头单位：县财政局；责任单位：各乡镇）
"""


def test_tasks_are_carried_over_changed_new_and_gone() -> None:
    found = compare(read_text(OLD, units()), read_text(NEW, units()))
    assert [change.after.title for change in found.carried if change.after] == ["抓好教育"]
    assert [change.after.title for change in found.changed if change.after] == ["抓好监测", "抓好农村饮水"]
    assert [change.after.title for change in found.new if change.after] == ["盘活资产"]
    assert [change.before.title for change in found.gone if change.before] == ["办好展销会"]


def test_what_is_changed_is_told_field_by_field() -> None:
    watched, water = compare(read_text(OLD, units()), read_text(NEW, units())).changed
    assert set(watched.differences) == {"responsible"}
    before, after = watched.differences["responsible"]
    assert set(after) - set(before) == {"青禾县民政局"}
    assert set(water.differences) == {"title", "text", "limits"}


def test_every_task_of_both_papers_stands_in_one_list() -> None:
    for first, second in pairwise(NAMES):
        old, new = paper(first), paper(second)
        found = compare(old, new)
        both = len(found.carried) + len(found.changed)
        assert both + len(found.gone) == len(old.items)
        assert both + len(found.new) == len(new.items)


def test_a_paper_beside_itself_is_carried_over_whole() -> None:
    for name in NAMES:
        found = compare(paper(name), paper(name))
        assert len(found.carried) == len(paper(name).items)


SHORT_OLD = """
1.开展饮水安全巡查。每月开展一次巡查，发现问题及时整改到位。（牵头单位：县水务局；责任单位：各乡镇）
2.开展路灯巡查。每月开展一次巡查，发现问题及时整改到位。（牵头单位：县住建局；责任单位：各乡镇）
3.开展集中排查。每半年一次。（牵头单位：县农业农村局；责任单位：各乡镇）
"""
SHORT_NEW = """
1.开展住房安全排查。每月开展一次排查，发现问题及时整改到位。（牵头单位：县住建局；责任单位：各乡镇）
2.开展供水安全巡查。每月开展一次巡查，发现问题及时整改到位。（牵头单位：县水务局；责任单位：各乡镇）
3.开展古树巡查。每月开展一次巡查，发现问题及时整改到位。（牵头单位：县林草局；责任单位：各乡镇）
4.开展常态化排查。每半年一次。（牵头单位：县农业农村局；责任单位：各乡镇）
"""


def test_short_tasks_of_one_frame_are_told_apart_by_their_matter() -> None:
    """饮水 is 供水 and neither is 住房; 路灯 isn't 古树; what has no matter of its own is told by its words."""
    found = compare(read_text(SHORT_OLD, units()), read_text(SHORT_NEW, units()))
    pairs = {(one.before.title, one.after.title) for one in found.changed if one.before and one.after}
    assert pairs == {
        ("开展饮水安全巡查", "开展供水安全巡查"),
        ("开展集中排查", "开展常态化排查"),
    }
    assert [one.before.title for one in found.gone if one.before] == ["开展路灯巡查"]
    assert [one.after.title for one in found.new if one.after] == ["开展住房安全排查", "开展古树巡查"]
