"""责任分工: who looks into which household by default, where nobody does, and the list from Excel."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import Stale
from dixian.foundation.files.api import StoredFile
from dixian.foundation.sheets.api import template
from dixian.warning.verification import api as verification
from dixian.web.leads.assignee_columns import ASSIGNEES
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import workbook
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import SentRows, file_again, read_rows, rows_of, sent_file

PURPOSE = "责任分工名单"
ARRANGES = (C.CONFIRM, C.PAIR_HELPERS)
SEES = (*ARRANGES, C.SEE_POLICY)


@page(SEES, methods=("GET", "POST"), look_up=True)
def assignee_list(request: Any) -> HttpResponse:
    """Who is responsible where; with `missing`, the 屯 nobody is responsible for. POST is the workbook of what is seen."""
    look = Look.of(request, ASSIGNEES)
    found = verification.assignees(request.post)
    if request.method == "POST":
        return export(request, look, found)
    values: dict[str, Any] = {
        "missing": request.GET.get("missing", "")[:1],
        "township": request.GET.get("township", "").replace("\0", ""),
        "may_arrange": any(request.post.can(one) for one in ARRANGES),
        "look": look,
        "homes": None,
    }
    if values["missing"] and request.GET.get("village"):
        values |= _homes_without(request)
    elif values["missing"]:
        values["places"] = _without(request.post, values["township"])
        values["households"] = sum(one.count for one in values["places"])
    else:
        values["look"] = look.page(found, request.GET.get("after", ""))
    return render(request, "leads/assignees.html", values)


def _without(post: Any, township: str) -> list[Any]:
    """By township, or the 屯 of the one that is asked for; of who belongs to one, those of their own."""
    if township:
        return verification.by_group_uncovered(post, township)
    found = verification.by_township_uncovered(post)
    return verification.by_group_uncovered(post, found[0].code) if len(found) == 1 else found


def _homes_without(request: Any) -> dict[str, Any]:
    """The households of one 屯 nobody is responsible for."""
    at = {name: request.GET.get(name, "").replace("\0", "") for name in ("village", "group")}
    found = verification.uncovered(request.post).filter(village__code=at["village"], group_name=at["group"])
    shown = page_by_id(found.select_related("village"), request.GET.get("after", ""))
    carried = urlencode({"missing": "1", **at})
    return {"homes": shown.rows, "next_key": shown.next_key, "carried": carried, **at}


def _rows(request: Any) -> SentRows:
    known = file_again(request, PURPOSE)
    columns = verification.ASSIGNEE_COLUMNS
    return rows_of(known, columns) if known else read_rows(request, columns)


@page(ARRANGES, methods=("GET", "POST"), files=("file",), prepare=_rows)
def arrange(request: Any) -> HttpResponse:
    """GET: the form. POST with a file: what it would change. POST with the number of that file: the change.

    What was changed by others between the two is shown anew, with 409, before anything is written.
    """
    if request.method == "GET":
        return render(request, "leads/arrange.html", {"told": None, "problems": []})
    sent, known = request.prepared, file_again(request, PURPOSE)
    if known is None:
        return _preview(request, sent, sent_file(request, purpose=PURPOSE))
    version = request.POST.get("version", "")
    try:
        told = verification.arrange(rows=sent.rows, by=request.post, version=version)
    except Stale:
        return _preview(request, sent, known, status=409)
    messages.success(request, f"责任分工已导入：新指定 {told.came}，换人 {told.changed}，撤下 {told.went}")
    return redirect("assignees")


@page(ARRANGES)
def arrange_template(request: Any) -> HttpResponse:
    """The list to fill in."""
    content = template(title="责任分工", columns=verification.ASSIGNEE_COLUMNS)
    return workbook(content, "责任分工模板.xlsx")


def _preview(request: Any, sent: SentRows, stored: StoredFile, *, status: int = 200) -> HttpResponse:
    told = verification.arrange(rows=sent.rows, by=request.post)
    problems = sent.and_named(told.problems)
    values = {"told": told, "problems": problems, "stored": stored, "stale": status == 409}
    return render(request, "leads/arrange.html", values, status=status)
