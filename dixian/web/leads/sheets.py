"""Push sheets: what the bureau handed to each township in one go, and the township's receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import leads, sentences_of
from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.policy.api import number
from dixian.warning.verification import api as verification
from dixian.web.leads.columns import SHEETS, receipt_of
from dixian.web.leads.papers import FORMS
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.keyset import page_by_due
from dixian.web.shell.pages import get_visible, page

MAY_READ = (C.RELEASE, C.CONFIRM, C.SEE_LOOP)


@page(MAY_READ, methods=("GET", "POST"), look_up=True)
def sheet_list(request: Any) -> HttpResponse:
    """All sheets the post reaches, newest first, or those nobody has received yet. POST is their workbook."""
    found = verification.sheets(request.post)
    waiting = request.GET.get("waiting", "")
    if waiting:
        found = found.filter(receipt=None)
    look = Look.of(request, SHEETS, waiting=waiting)
    if request.method == "POST":
        return export(request, look, found)
    values = {"look": look.page(found, request.GET.get("after", "")), "waiting": waiting}
    return render(request, "leads/sheets.html", values)


@page(MAY_READ)
def sheet(request: Any, uid: UUID) -> HttpResponse:
    """One sheet with its leads and how far each has come; the township receives it here.

    Why each household is on it is told as it was when the sheet was issued.
    """
    found = get_visible(verification.sheets(request.post), request, uid)
    on_it = leads(request.post).filter(assignment__sheet=found)
    shown = page_by_due(on_it, request.GET.get("after", ""))
    reasons = sentences_of(shown.rows, request.post, until=found.made_at)
    receipt = receipt_of(found)
    values = {
        "sheet": found,
        "rows": [(lead, reasons.get(lead.pk, "")) for lead in shown.rows],
        "next_key": shown.next_key,
        "carried": "",
        "warn": int(number("warn.days")),
        "receipt": receipt,
        "forms": list(FORMS),
        "may_receive": receipt is None
        and request.post.can(C.CONFIRM)
        and found.township_id in span_of(request.post).areas,
    }
    return render(request, "leads/sheet.html", values)


@page(C.CONFIRM, methods=("POST",))
def receive(request: Any, uid: UUID) -> HttpResponse:
    """The township has received it."""
    found = get_visible(verification.sheets(request.post), request, uid)
    verification.receive_sheet(sheet=found, post=request.post)
    messages.success(request, f"{found}已签收。村里正在核实，反馈后由乡镇确认")
    return redirect("push-sheet", uid)
