"""Everything the reader got wrong is put right before a paper is adopted: items, words, limits, figures (R0)."""

from datetime import date
from typing import Any

import pytest

from dixian.directives.tasks.models import Task
from dixian.directives.workplans import api as workplans
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from tests.support.workplans import TEXT, proposed, settled, taken_in

pytestmark = pytest.mark.django_db
# The reader makes no task of a paragraph without a number.
MISSED = "加强资金监管。每月10日前公示，资金支出进度达到95%以上。（牵头单位：县水务局；责任单位：县医保局、各乡镇）"
WITH_MISSED = TEXT.replace("二、强化帮扶\n", f"二、强化帮扶\n{MISSED}\n")


def item(plan: Any, position: int) -> Any:
    return workplans.items_of(plan)[position - 1]


def correct(plan: Any, position: int, post: Any, **said: Any) -> None:
    of = item(plan, position)
    workplans.correct_item(item=of, said=workplans.ItemSaid(**{"title": of.title, **said}), post=post)


def limits(plan: Any, position: int) -> list[str]:
    return [one.written for one in workplans.live_limits().filter(item=item(plan, position))]


def test_what_became_no_task_stands_beside_the_tasks_and_is_made_one_where_it_stood(office: Any) -> None:
    draft = taken_in(office["bureau"], WITH_MISSED)
    (passage,) = [one for one in workplans.passages_of(draft) if one.text == MISSED]
    assert passage.after == 2
    workplans.add_item(
        workplan=draft, said=workplans.MissedSaid(passages=[passage.uid]), post=office["bureau"]
    )
    assert [(one.position, one.title) for one in workplans.items_of(draft)] == [
        (1, "开展集中排查"),
        (2, "落实医疗保障"),
        (3, "加强资金监管"),
        (4, "推进产业帮扶"),
    ]
    added = item(draft, 3)
    units = [(str(row.unit), row.role, row.group) for row in added.units.all()]
    assert units[:2] == [("县水务局", "lead", ""), ("县医保局", "responsible", "")] and len(units) == 13
    assert limits(draft, 3) == ["每月10日前"]
    assert [one.written for one in workplans.live_figures(added)] == ["95%以上"]


def test_a_pasted_item_takes_what_the_form_says_besides_and_masks_numbers(office: Any) -> None:
    draft = taken_in(office["bureau"])
    said = workplans.MissedSaid(
        text="做好饮水安全保障，联系电话13800000101。",
        title="饮水安全",
        section="一、健全监测机制",
        marker="4.",
        lead="县水务局",
        responsible="各乡镇、县星火办",
        after=item(draft, 1).uid,
    )
    made = workplans.add_item(workplan=draft, said=said, post=office["bureau"])
    added = item(draft, 2)
    assert (added.pk, str(added), added.section) == (made.pk, "4. 饮水安全", "一、健全监测机制")
    assert "138****0101" in added.text and "13800000101" not in added.text
    open_ = [row.written for row in added.units.all() if row.unit is None]
    assert open_ == ["县星火办"] and added.units.count() == 13
    with pytest.raises(Refusal, match="没有写这一项的原文"):
        workplans.add_item(workplan=draft, said=workplans.MissedSaid(title="空的"), post=office["bureau"])


def test_words_section_and_number_of_an_item_are_put_right(office: Any) -> None:
    draft = taken_in(office["bureau"])
    correct(
        draft, 1, office["bureau"], section="一、监测", marker="（一）", text="每月排查。\n电话13800000101"
    )
    found = item(draft, 1)
    assert (str(found), found.section, found.text) == (
        "（一） 开展集中排查",
        "一、监测",
        "每月排查。\n电话138****0101",
    )


def test_a_limit_is_worded_anew_added_and_struck_and_what_was_read_stays_readable(office: Any) -> None:
    draft = taken_in(office["bureau"])
    monthly = item(draft, 1).limits.get(written="每月")
    last = item(draft, 1).limits.get(on__isnull=False)
    said = [
        workplans.WordsSaid(monthly.uid, "每月5日至15日"),
        workplans.WordsSaid(last.uid, last.written, struck="文件没有这一条"),
        workplans.WordsSaid(None, "10天内"),
    ]
    correct(draft, 1, office["bureau"], limits=said)
    assert limits(draft, 1) == ["每月5日至15日", "10天内"]
    struck = {one.written: one.struck for one in item(draft, 1).limits.all() if one.struck}
    assert struck == {"每月": "校对为“每月5日至15日”", "2024年12月31日前": "文件没有这一条"}
    correct(draft, 1, office["bureau"], limits=[workplans.WordsSaid(last.uid, last.written)])
    assert limits(draft, 1) == ["2024年12月31日前", "每月5日至15日", "10天内"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("抓紧", "没有读出时限"),
        ("2月30日前", "没有这一天"),
        ("春节前", "没有写明到哪一天"),
        ("每月", "已经列了"),
        ("每月31日至5日", "起日在止日以后"),
        ("0天内", "期数要在 1 到"),
        ("99999999999天内", "期数要在 1 到"),
    ],
)
def test_words_that_are_no_limit_are_refused_with_the_reason(office: Any, words: str, why: str) -> None:
    draft = taken_in(office["bureau"])
    with pytest.raises(Refusal, match=why):
        correct(draft, 1, office["bureau"], limits=[workplans.WordsSaid(None, words)])
    assert limits(draft, 1) == ["每月", "2024年12月31日前"]


def test_a_figure_is_worded_anew_and_a_range_is_two(office: Any) -> None:
    draft = taken_in(office["bureau"])
    (whole,) = workplans.live_figures(item(draft, 2))
    said = [workplans.WordsSaid(whole.uid, "65%以上"), workplans.WordsSaid(None, "20—30户")]
    correct(draft, 2, office["bureau"], figures=said)
    found = [(one.value, one.measure, one.bound) for one in workplans.live_figures(item(draft, 2))]
    assert found == [(65, "%", "at_least"), (20, "户", "at_least"), (30, "户", "at_most")]
    with pytest.raises(Refusal, match="“65%以上”空着"):
        row = workplans.live_figures(item(draft, 2))[0]
        correct(draft, 2, office["bureau"], figures=[workplans.WordsSaid(row.uid, "")])


def test_a_range_is_worded_anew_and_struck_as_one(office: Any) -> None:
    draft = taken_in(office["bureau"])
    correct(draft, 2, office["bureau"], figures=[workplans.WordsSaid(None, "10个-15个")])
    *_, low, _high = workplans.live_figures(item(draft, 2))
    correct(draft, 2, office["bureau"], figures=[workplans.WordsSaid(low.uid, "10%—15%")])
    found = [one.written for one in workplans.live_figures(item(draft, 2))]
    assert found == ["100%", "10%—15%", "10%—15%"]
    *_, low, _high = workplans.live_figures(item(draft, 2))
    correct(
        draft, 2, office["bureau"], figures=[workplans.WordsSaid(low.uid, low.written, struck="不是指标")]
    )
    assert [one.written for one in workplans.live_figures(item(draft, 2))] == ["100%"]


def test_a_figure_below_nothing_and_an_emptied_text_are_refused(office: Any) -> None:
    draft = taken_in(office["bureau"])
    with pytest.raises(Refusal, match="指标“-5%”：指标不能是负数"):
        correct(draft, 2, office["bureau"], figures=[workplans.WordsSaid(None, "-5%")])
    with pytest.raises(Refusal, match="原文空着"):
        correct(draft, 2, office["bureau"], text=" ")


def test_a_corrected_paper_is_adopted_with_what_was_added_and_without_what_was_struck(office: Any) -> None:
    draft, bureau = settled(taken_in(office["bureau"], WITH_MISSED), office["bureau"]), office["bureau"]
    passage = next(one for one in workplans.passages_of(draft) if one.text == MISSED)
    workplans.add_item(workplan=draft, said=workplans.MissedSaid(passages=[passage.uid]), post=bureau)
    due = item(draft, 1).limits.get(on__isnull=False)
    correct(draft, 1, bureau, limits=[workplans.WordsSaid(due.uid, "2024年10月31日前")])
    correct(draft, 4, bureau, struck="已并入第一项")
    approve(proposal=proposed(workplans.Workplan.objects.get(pk=draft.pk), bureau), post=office["reviewer"])
    drain()
    tasks = Task.objects.order_by("position")
    assert [(one.position, str(one.due_on)) for one in tasks] == [
        (1, "2024-10-31"),
        (2, "None"),
        (3, "None"),
    ]
    with pytest.raises(Refusal, match="不能再校对"):
        workplans.add_item(workplan=draft, said=workplans.MissedSaid(text=MISSED), post=bureau)


def test_who_may_not_propose_adds_nothing(office: Any) -> None:
    draft = taken_in(office["bureau"])
    with pytest.raises(NotAllowed):
        workplans.add_item(workplan=draft, said=workplans.MissedSaid(text=MISSED), post=office["insurer"])


def test_a_day_without_a_year_is_told_once_the_papers_own_day_is_written(office: Any) -> None:
    undated = TEXT.replace("2024年2月20日\n", "").replace("2024年12月31日前", "12月31日前")
    undated = undated.replace("绥农组发〔2024〕3号\n", "").replace("绥棱县2024年守住", "绥棱县守住")
    draft = taken_in(office["bureau"], undated)
    assert item(draft, 1).limits.get(written="12月31日前").on is None
    workplans.correct_head(
        workplan=draft,
        title=draft.title,
        issuer=draft.issuer,
        document_number="",
        issued_on=date(2024, 2, 20),
        post=office["bureau"],
    )
    told = {one.written: str(one.on) for one in workplans.live_limits().filter(item=item(draft, 1))}
    assert told == {"每月": "None", "12月31日前": "2024-12-31"}
