"""闭环: from rows to decisions, by township or by the department that warned; every count opens its list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from dixian.commons.leads.api import Group, by_age, by_month, by_township, by_unit, together
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.calendar import Month
from dixian.warning.cases.api import by_decision
from dixian.warning.cases.enums import Decision
from dixian.warning.submissions.api import counted
from dixian.warning.submissions.enums import Bin, Outcome
from dixian.web.leads.flow import Box, Layer, drawings
from dixian.web.leads.loop_tables import TABLES, export_table
from dixian.web.leads.month import month_asked, shown_month
from dixian.web.leads.steps import STEPS
from dixian.web.shell.pages import page

TOWNSHIP, DEPARTMENT, MONTH, AGE = "township", "department", "month", "age"
TITLES = {TOWNSHIP: "乡镇", DEPARTMENT: "部门", MONTH: "发现的月份", AGE: "发现了多久"}


@dataclass(frozen=True)
class Figure:
    """A count under its label, and the list it opens."""

    label: str
    count: int
    door: str
    late: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    name: str
    figures: list[Figure]

    @property
    def total(self) -> int:
        """All its leads."""
        return self.figures[0].count


@page(C.SEE_LOOP, methods=("GET", "POST"), look_up=True)
def loop(request: Any) -> HttpResponse:
    """From rows to decisions in one picture; every count opens its list (R1.5, R2.5). POST is a table as a workbook."""
    by = request.GET.get("by", "")
    by = by if by in TITLES else TOWNSHIP
    month = month_asked(request.GET.get("month", ""))
    townships = by_township(request.post)
    everything = together(townships, "", "")
    layers = _layers(request.post, everything)
    whole = _line("全部线索", everything, {})
    values = {
        "drawings": drawings(layers),
        "late": everything.late,
        "by": by,
        "ways": TITLES.items(),
        "whole": whole,
        **(
            _by_department(request.post, everything)
            if by == DEPARTMENT
            else {"lines": _lines(by, request.post, townships)}
        ),
        **shown_month(request.post, month),
    }
    if request.method == "POST":
        return export_table(request, layers, values)
    return render(request, "leads/loop.html", {**values, "tables": TABLES.items()})


def _layers(post: Any, everything: Group) -> list[Layer]:
    """Rows, what the rules said of them, leads by state, and how those at risk ended; rows for who may see them."""
    identified = by_decision(post)
    shown = []
    ended = counted(post) if post.can(C.SEE_SUBMISSIONS) else None
    if ended and ended.rows:
        bins = [
            Box(one.label, ended.bins[one], f"/rows/?bin={one.value}") for one in Bin if one != Bin.WAITING
        ]
        ends = [
            Box(one.label, ended.outcomes[one], f"/rows/?outcome={one.value}") for one in Outcome if one.value
        ]
        shown = [Layer("部门报送的行，与户档案比对", bins), Layer("对上的行，按规则判断", ends)]
    at = [
        Box(
            one.label,
            everything.states[one],
            f"/leads/?state={one.value}",
            everything.late_in[one],
            f"/leads/?state={one.value}&late=1",
        )
        for one in STEPS
    ]
    risk = [Box(one.label, identified[one], f"/leads/?outcome={one.value}") for one in Decision]
    return [
        *shown,
        Layer("线索，办到哪一步", at, chained=True),
        Layer("已办结里有风险的，县里已决定", risk),
    ]


def _by_department(post: Any, everything: Group) -> dict[str, Any]:
    """A lead counts at each of its departments; the leads of several stand apart, so that the sums come out."""
    units, several = by_unit(post, everything)
    shared = [one for one in several if one.code > "1"]
    return {
        "lines": [_line(one.name, one, {"unit": one.code}) for one in units],
        "several": [_line(f"其中由 {one.code} 个部门预警的", one, {"units": one.code}) for one in shared],
        "unseen": [_line("来源不在您的查看范围", one, {"units": "0"}) for one in several if one.code == "0"],
        "added": sum(one.total for one in units),
        "repeated": sum(one.total * (int(one.code) - 1) for one in shared),
    }


def _lines(by: str, post: Any, townships: list[Group]) -> list[Line]:
    """The table by township or month, or by age, which only what is still in the loop has."""
    if by == MONTH:
        return [_line(Month.parse(one.code).label, one, {"opened": one.code}) for one in by_month(post)]
    if by == AGE:
        return [_line(one.name, one, {"age": one.code}) for one in by_age(post)]
    return [_line(one.name, one, {"township": one.code}) for one in townships]


def _line(name: str, group: Group, chosen: dict[str, str]) -> Line:
    def figure(label: str, count: int, **more: str) -> Figure:
        return Figure(label, count, f"/leads/?{urlencode({**chosen, **more})}", late="late" in more)

    steps = [figure(one.label, group.states[one], state=one.value) for one in STEPS]
    return Line(name, [figure("合计", group.total), *steps, figure("超期", group.late, late="1")])
