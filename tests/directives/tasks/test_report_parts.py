"""The report prints each unit's part, and what the tasks are measured by month by month (R0)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dixian.directives.tasks import api as tasks
from dixian.foundation.figures.api import FigureValue
from dixian.foundation.kernel import clock
from dixian.foundation.papers.api import word_file
from tests.support.database import as_worker
from tests.support.workplans import adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(office: Any) -> list[tasks.Task]:
    return adopted(office["bureau"], office["reviewer"])


def paper(plan: list[tasks.Task], post: Any) -> Any:
    return tasks.report_paper(plan[0].workplan, tasks.terms(plan[0].workplan)["year"], post)


def test_each_unit_stands_with_its_state_and_words_and_the_silent_ones_together(
    office: Any, plan: list[tasks.Task]
) -> None:
    share = tasks.Share.objects.select_related("task__workplan", "unit").get(
        task=plan[0], unit=office.insurance
    )
    due = clock.today() + timedelta(days=2)
    tasks.set_deadline(task=plan[2], share=None, due_on=due, why="会商会议定的", post=office["bureau"])
    sooner, water = (
        clock.today() + timedelta(days=1),
        tasks.Share.objects.get(task=plan[2], role="responsible"),
    )
    tasks.set_deadline(task=plan[2], share=water, due_on=sooner, why="会商会议定的", post=office["bureau"])
    entry = tasks.report(
        share=share,
        text="已核对参保名单",
        on=clock.today(),
        finishes=True,
        evidence=None,
        post=office["insurer"],
    )
    tasks.decide(entry=entry, accept=True, reason="", post=office["bureau"])
    (part,) = paper(plan, office["bureau"]).parts
    assert part.title == "三、各单位完成情况"
    assert part.rows[0] == ["1. 开展集中排查", "县医保局（责任）", "已完成", "2024-12-31", "已核对参保名单"]
    assert part.rows[1][2:] == ["未报进展", "2024-12-31", "1 个单位没有填报过进展"]
    assert part.rows[1][1] == "县农业农村局（牵头）"
    assert part.rows[2][3:] == ["2024-12-31", "11 个单位没有填报过进展"]
    silent = ["未报进展", str(due), "1 个单位没有填报过进展"]
    assert part.rows[-2] == ["3. 推进产业帮扶", "县农业农村局（牵头）", *silent]
    silent[1] = str(sooner)
    assert part.rows[-1] == ["3. 推进产业帮扶", "县水务局（责任）", *silent]
    assert paper(plan, office["insurer"]).parts == []


def test_what_a_task_is_measured_by_is_printed_month_by_month(office: Any, plan: list[tasks.Task]) -> None:
    tasks.set_indicator(
        task=plan[1], code="tasks.done", target=Decimal(90), at_least=True, paper="", post=office["bureau"]
    )
    today = clock.today()
    numbers = {1: 1, today.month: 3}
    with as_worker():
        for month, part in numbers.items():
            FigureValue.objects.create(
                figure="tasks.done", month=f"{today.year}-{month:02}", part=part, whole=3, counted_on=today
            )
    made = paper(plan, office["bureau"])
    (row,) = made.parts[1].rows
    assert (made.parts[1].title, row[0], row[2], row[4]) == (
        "指标完成情况",
        "2. 落实医疗保障",
        "不低于 90%",
        "达到",
    )
    assert row[3].count("月") == len(numbers) and "100" in row[3]
    (shown,) = tasks.indicators_of(plan[1])
    assert [one.month.number for one in shown.months] == list(numbers)
    assert word_file(made)[:2] == b"PK"
