"""未消除风险台账: every household that is monitored, with what is done for it and what is in the way."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import villages_of
from dixian.warning.measures import api as measures
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.measures.columns import LEDGER
from dixian.web.measures.papers import GOES
from dixian.web.shell.pages import page

NARROWED = {
    "unplanned": "没有审定的计划",
    "unhelped": "期初没有措施",
    "late": "措施超期",
    "unfollowed": "本月没有跟踪",
}


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def monitored(request: Any) -> HttpResponse:
    """The ledger of households not eliminated; POST is its workbook."""
    only = request.GET.get("only", "")
    found = measures.monitored(request.post)
    if only in NARROWED:
        found = measures.narrowed(found, only)
    look = Look.of(request, LEDGER, only=only)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "only": only,
        "narrowed": NARROWED,
        "villages": villages_of(request.post.area)
        if request.post.area is not None and any(request.post.can(one) for one in GOES)
        else [],
        "paces": measures.paces(request.post) if request.post.can(C.SEE_LOOP) else [],
    }
    return render(request, "measures/ledger.html", values)
