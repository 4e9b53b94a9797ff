"""The half-year and year-end report says what is there and nothing else (R0)."""

from datetime import date, timedelta
from typing import Any

import pytest

from dixian.directives.tasks import api as tasks
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from tests.support.workplans import adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(office: Any) -> list[tasks.Task]:
    return adopted(office["bureau"], office["reviewer"])


def entered(task: tasks.Task, unit: Any, post: Any, other: Any, *, on: date, text: str) -> None:
    share = tasks.Share.objects.select_related("task", "unit").get(task=task, unit=unit)
    entry = tasks.report(share=share, text=text, on=on, finishes=False, evidence=None, post=post)
    entry = tasks.ProgressEntry.objects.select_related("share__task", "share__unit").get(pk=entry.pk)
    tasks.decide(entry=entry, accept=True, reason="", post=other)


def test_the_report_tells_accepted_progress_of_the_leads_within_the_term(
    office: Any, plan: list[tasks.Task]
) -> None:
    workplan, today = plan[0].workplan, clock.today()
    term = tasks.terms(workplan)["year"]
    entered(
        plan[1], office.insurance, office["insurer"], office["depthead"], on=today, text="参保率达到百分之百"
    )
    before = term.first - timedelta(days=1)
    entered(plan[0], office.bureau, office["bureau"], office["reviewer"], on=before, text="上年的排查")
    paper = tasks.report_paper(workplan, term, office["bureau"])
    assert [row[5] for row in paper.rows] == [
        "本期没有经认可的进展",
        "县医保局：参保率达到百分之百",
        "本期没有经认可的进展",
    ]
    assert paper.title == f"《{workplan.title}》{today.year}年落实情况报告"
    assert "确定任务 3 项" in paper.paragraphs[0]
    assert "还没有填报过进展的单位 12 个" in paper.paragraphs[3]


def test_a_unit_makes_its_own_report_and_one_without_a_task_none(office: Any, plan: list[tasks.Task]) -> None:
    workplan, term = plan[0].workplan, tasks.terms(plan[0].workplan)["year"]
    paper = tasks.report_paper(workplan, term, office["insurer"])
    assert [row[1] for row in paper.rows] == [plan[0].title, plan[1].title]
    assert paper.title.startswith(office.insurance.name) and paper.signed == office.insurance.name
    assert "本单位承担任务 2 项" in paper.paragraphs[0]
    assert paper.paragraphs[3] == "（二）本单位还没有填报过进展。"
    with pytest.raises(Refusal, match="没有承担这份文件的任务"):
        tasks.report_paper(workplan, term, office["cadre"])


def test_a_late_task_is_named(office: Any, plan: list[tasks.Task]) -> None:
    assert plan[0].due_on is not None and plan[0].due_on < clock.today()
    paper = tasks.report_paper(plan[0].workplan, tasks.terms(plan[0].workplan)["year"], office["bureau"])
    assert paper.paragraphs[2].startswith(
        "（一）超期任务 1 项：1. 开展集中排查（还有 13 个单位没有完成，期限 2024年12月31日，已超 "
    )


def test_the_halves_and_the_year_are_those_of_the_adoption(plan: list[tasks.Task]) -> None:
    year = plan[0].workplan.adopted_on.year
    found = tasks.terms(plan[0].workplan)
    assert (found["half"].last, found["year"].last) == (date(year, 6, 30), date(year, 12, 31))
