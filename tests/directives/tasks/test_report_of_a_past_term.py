"""The half-year's report tells how things stood at the end of June, whenever it is drawn (R0)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest

from dixian.directives.tasks import api as tasks
from dixian.directives.workplans import api as workplans
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from tests.support.workplans import adopted

pytestmark = pytest.mark.django_db


def on(month: int, day: int) -> Any:
    return clock.at(datetime.combine(date(2026, month, day), time(9), clock.SHANGHAI))


@pytest.fixture
def plan(office: Any) -> Iterator[list[tasks.Task]]:
    with on(5, 6):
        yield adopted(office["bureau"], office["reviewer"])


def entered(
    plan: list[tasks.Task], office: Any, day: date, *, finishes: bool = False, accept: bool = True
) -> None:
    """The insurer, which leads the second task, reports on it; its head has the word."""
    share = tasks.Share.objects.select_related("task__workplan", "unit").get(
        task=plan[1], unit=office.insurance
    )
    entry = tasks.report(
        share=share, text="参保动员到户", on=day, finishes=finishes, evidence=None, post=office["insurer"]
    )
    entry = tasks.ProgressEntry.objects.select_related("share__task", "share__unit").get(pk=entry.pk)
    reason = "" if accept else "缺少名单"
    tasks.decide(entry=entry, accept=accept, reason=reason, post=office["depthead"])


def half(plan: list[tasks.Task], office: Any) -> Any:
    term = tasks.terms(plan[0].workplan)["half"]
    paper = tasks.report_paper(workplans.Workplan.objects.get(pk=plan[0].workplan_id), term, office["bureau"])
    assert "截至2026年6月30日：" in paper.paragraphs[0]
    return paper


def part_of(paper: Any, unit: str, task: int = 1) -> list[str]:
    title = paper.rows[task][1]
    (row,) = [row for row in paper.parts[0].rows if row[0] == title and unit in row[1]]
    return list(row)


def test_what_was_done_in_july_is_not_done_at_the_end_of_june(office: Any, plan: list[tasks.Task]) -> None:
    with on(6, 20):
        entered(plan, office, date(2026, 6, 20))
    with on(7, 10):
        entered(plan, office, date(2026, 7, 9), finishes=True)
        paper = half(plan, office)
    assert part_of(paper, "县医保局")[2] == "推进中"
    assert (paper.rows[1][3], paper.rows[1][4]) == ("推进中", "0/2")
    with on(7, 10):
        year = tasks.report_paper(plan[0].workplan, tasks.terms(plan[0].workplan)["year"], office["bureau"])
    assert part_of(year, "县医保局")[2] == "已完成"


def test_who_spoke_first_in_july_had_said_nothing_in_june(office: Any, plan: list[tasks.Task]) -> None:
    with on(7, 10):
        entered(plan, office, date(2026, 7, 9))
        paper = half(plan, office)
    assert "还没有填报过进展的单位 14 个" in paper.paragraphs[3]


def test_what_was_done_in_june_and_accepted_in_july_counts_and_is_told(
    office: Any, plan: list[tasks.Task]
) -> None:
    with on(7, 3):
        entered(plan, office, date(2026, 6, 28), finishes=True)
        paper = half(plan, office)
    assert part_of(paper, "县医保局")[2] == "已完成"
    assert "其中 1 条进展是2026年6月30日以后认可的" in paper.paragraphs[0]


def test_what_the_lead_sent_back_in_july_was_waiting_in_june(office: Any, plan: list[tasks.Task]) -> None:
    with on(7, 3):
        entered(plan, office, date(2026, 6, 28), accept=False)
        paper = half(plan, office)
    assert part_of(paper, "县医保局")[2] == "待认可"


def test_a_day_holds_from_when_it_was_set(office: Any, plan: list[tasks.Task]) -> None:
    june, july = date(2026, 6, 25), date(2026, 9, 1)
    for month, day, due in ((6, 1, june), (7, 2, july)):
        with on(month, day):
            tasks.set_deadline(
                task=plan[1], share=None, due_on=due, why="会商会议定的", post=office["bureau"]
            )
    with on(7, 10):
        paper = half(plan, office)
    assert paper.rows[1][3] == "超期" and "已超 5 天" in paper.paragraphs[2]
    assert str(june) in str(paper.parts[0].rows)


def test_a_paper_stopped_in_july_was_under_way_in_june(office: Any, plan: list[tasks.Task]) -> None:
    with on(7, 5):
        asked = workplans.propose_stopping(
            workplan=plan[0].workplan, reason="县里另发文件", post=office["bureau"]
        )
        approve(proposal=asked, post=office["reviewer"])
        drain()
        assert tasks.Share.objects.filter(task=plan[1], state="ended").count() == 2
        paper = half(plan, office)
    assert paper.rows[1][3] == "未报进展"


def test_before_a_paper_was_adopted_there_is_nothing_to_report_on(office: Any) -> None:
    with on(9, 1):
        later = adopted(office["bureau"], office["reviewer"])
        term = tasks.terms(later[0].workplan)["half"]
        with pytest.raises(Refusal, match="2026年9月1日才下达，没有2026年上半年"):
            tasks.report_paper(later[0].workplan, term, office["bureau"])
