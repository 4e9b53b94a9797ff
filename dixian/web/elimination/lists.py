"""风险消除: what is under way, what should have been ended, what should not have been."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.cases.api import RIGHT
from dixian.warning.cases.enums import Step
from dixian.warning.elimination import api as elimination
from dixian.web.lists.columns import Column, Listing
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.lists.whose import whose
from dixian.web.shell.pages import page
from dixian.web.shell.templatetags.dixian import day

Found = Callable[[Any], Any]
LISTS: dict[str, tuple[str, Found]] = {
    "under_way": ("正在办理", elimination.under_way),
    "ripe": ("应消未消", elimination.ripe),
    "doubtful": ("消而不应", elimination.doubtful),
    "eliminated": ("已消除", elimination.eliminated),
}
WHAT = {
    "under_way": "村里提出风险消除后，评议、公示、审核、审定、公告都在这里看。",
    "ripe": "监测满期限、没有报来的问题、措施都已落实、最近一次跟踪有成效，还没有提出消除的户。",
    "doubtful": "已经消除，又有问题报来、有线索没有办结，或者回头看不稳定的户；先去核实，再定是回退还是按新线索重新识别。",
    "eliminated": "风险已经消除的户，每半年回头看一次。",
}


def _looked_back(row: elimination.Looked) -> str:
    return f"{day(row.last.on)} {'稳定' if row.last.stable else '不稳定'}" if row.last else ""


ELIMINATIONS = Listing(
    "eliminations",
    "风险消除",
    rows_of=lambda found, post: elimination.looked(found, post),
    uids_of=lambda one: one.case.household.uid,
    columns=(
        *whose("elimination", lambda one: one.case),
        Column("type", "监测类别", lambda one: one.case.get_monitoring_type_display()),
        Column("step", "办到哪一步", lambda one: one.now.standing if one.now else ""),
        Column("since", "批复日期", lambda one: day(one.case.approved_on), sort="approved_on"),
        Column("ended", "消除日期", lambda one: day(one.case.ended_on), sort="ended_on"),
        Column(
            "measures",
            "措施落实",
            lambda one: f"{one.known.delivered}/{one.known.delivered + one.known.owed}",
        ),
        Column("look_back", "最近回头看", _looked_back),
        Column("why", "要注意的", lambda one: one.why),
    ),
)


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def eliminations(request: Any) -> HttpResponse:
    """One of the four lists; POST is its workbook."""
    which = request.GET.get("list", "")
    which = which if which in LISTS else "under_way"
    found = LISTS[which][1](request.post)
    look = Look.of(request, ELIMINATIONS, list=which)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "which": which,
        "lists": [(code, title) for code, (title, _) in LISTS.items()],
        "what": WHAT[which],
        "first_step": next((one.value for one in Step if request.post.can(RIGHT[one])), ""),
    }
    return render(request, "elimination/list.html", values)
