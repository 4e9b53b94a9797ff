"""What is checked of inspections and visits; a finding becomes a problem of the township."""

from datetime import date
from typing import Any

from dixian.commons.rectification.api import Problem
from dixian.commons.rectification.enums import Source
from dixian.directives.inspections.models import Inspection, InspectionProblem, InspectionVisit
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import unit_of_area
from dixian.foundation.books.api import book, register
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import latest, number

MOST, AHEAD = "inspections.sample.most", "slip.start.ahead"


def of_inspection(row: Inspection, _memo: dict[Any, Any]) -> None:
    """Raises Refusal for days in disorder, and for a sample of nobody or of too many."""
    if row.due_on is None or row.due_on < row.from_on:
        raise Refusal("没有写结束的期限，或者早于开始日期", "写明哪天检查完")
    last = latest(AHEAD, clock.today())
    if row.state == "planned" and row.due_on > last:
        raise Refusal(f"结束日期 {row.due_on} 在 {last} 以后", "核对年份改正")
    most = int(number(MOST))
    if not 0 < row.villages * row.households <= most:
        raise Refusal(f"一次抽 1 到 {most} 户", "改抽几个村、每村抽几户")


def of_visit(row: InspectionVisit, _memo: dict[Any, Any]) -> None:
    """A visit lies with the inspecting unit."""
    row.unit = row.inspection.unit


def visited(row: InspectionVisit, on: date) -> None:
    """Raises Refusal for a day before the inspection."""
    if on < row.inspection.from_on:
        raise Refusal("检查日期早于督导检查的开始日期", "填实际到户到村的日期")
    row.visited_on = on


def found(row: InspectionVisit, on: date, post: Post) -> None:
    """The problem is the township's to put right, with the inspection as its source. Raises Refusal (its days)."""
    village = row.village
    unit = unit_of_area(village.parent) if village.parent else None
    if unit is None:
        raise Refusal(f"{village}没有负责的乡镇", "先在区划单位里登记代管单位")
    values = {
        "source": Source.INSPECTION,
        "paper": row.inspection.title,
        "found_on": on,
        "problem": f"{row.title}：{row.finding}"[:400],
        "unit": unit,
        "mode": row.mode,
        "due_on": row.fix_by,
    }
    problem: Problem = register(
        book=book("rectification"), values=values, extra={}, post=post, text=f"督导检查：{row.inspection}"
    )
    InspectionProblem.objects.create(visit=row, unit=row.unit, problem=problem)


def closing(row: Inspection, on: date) -> None:
    """Raises Refusal while somebody of the sample was not visited."""
    left = InspectionVisit.objects.filter(inspection=row, state="due").count()
    if left:
        raise Refusal(f"还有 {left} 个督导对象没有检查", "检查后登记；没有见到的写明原因")


def beside(row: Any, _post: Post) -> dict[str, Any]:
    """The problems a visit has opened, with how they stand."""
    found_there = InspectionProblem.objects.filter(visit=row).select_related("problem__unit")
    labels = book("rectification").states.labels
    return {"findings": [(one.problem, labels[one.problem.state]) for one in found_there.order_by("id")]}
