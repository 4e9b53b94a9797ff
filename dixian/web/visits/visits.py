"""Visits that were made."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import JPEG, content_of
from dixian.warning.visits import api as visits
from dixian.web.leads.month import month_asked, months
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import picture
from dixian.web.shell.pages import get_visible, page
from dixian.web.visits.columns import VISITS

ONLY = {"found": "有发现", "mine": "我走访的"}


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def visit_list(request: Any) -> HttpResponse:
    """The visits of a month, the latest first; POST is the workbook."""
    month = month_asked(request.GET.get("month", ""))
    only = request.GET.get("only", "")
    found = visits.visits(request.post).filter(on__gte=month.first, on__lte=month.last)
    if only == "found":
        found = found.filter(pk__in=visits.Finding.objects.visible_to(request.post).values("visit"))
    elif only == "mine":
        found = found.filter(by=request.post.acting_person)
    look = Look.of(request, VISITS, month=month.code, only=only)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "month": month,
        "months": months(),
        "only": only,
        "narrowed": ONLY,
    }
    return render(request, "visits/list.html", values)


@page(C.SEE_LEADS)
def visit(request: Any, uid: UUID) -> HttpResponse:
    """One visit: what was said, found, and done with."""
    found = get_visible(visits.visits(request.post), request, uid)
    values = {
        "visit": found,
        "answers": list(found.answers.order_by("id")),
        "findings": visits.findings_of(found, request.post),
        "done": list(found.discharged.order_by("id")),
        "photos": list(visits.photos(request.post).filter(visit=found).order_by("id")),
        "may_visit": (request.post.can(C.ANSWER) or request.post.can(C.VISIT))
        and found.household.valid_to is None,
    }
    return render(request, "visits/visit.html", values)


@page(C.SEE_LEADS)
def photo(request: Any, uid: UUID) -> HttpResponse:
    """A photo of a visit, as it was made anew; that it was looked at is noted."""
    found = get_visible(visits.photos(request.post), request, uid)
    record_read(what="查看走访照片", subject="走访照片", uids=[str(uid)], reason="查看走访记录")
    return picture(content_of(found.shown), JPEG)
