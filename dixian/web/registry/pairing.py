"""The list of helpers and their households, from Excel: first what it would change, then the change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import Stale
from dixian.foundation.files.api import StoredFile
from dixian.foundation.sheets.api import template
from dixian.registry.households.api import PAIRING_COLUMNS, pair_helpers, paired_now
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import SentRows, file_again, read_rows, rows_of, sent_file

PURPOSE = "结对名单"
SEES_PAIRING = (C.PAIR_HELPERS, C.SEE_POLICY)


def _rows(request: Any) -> SentRows:
    request.post.require(C.PAIR_HELPERS)
    known = file_again(request, PURPOSE)
    return rows_of(known, PAIRING_COLUMNS) if known else read_rows(request, PAIRING_COLUMNS)


@page(SEES_PAIRING, methods=("GET", "POST"), files=("file",), prepare=_rows)
def pairing(request: Any) -> HttpResponse:
    """GET: how many are paired, and the form of who may pair. POST with a file: what it would change. POST with the number of that file: the change.

    What was changed by others between the two is shown anew, with 409, before anything is written.
    """
    if request.method == "GET":
        helpers, homes = paired_now()
        values: dict[str, Any] = {"paired": None, "problems": [], "helpers": helpers, "homes": homes}
        return render(
            request, "registry/pairing.html", {**values, "may_pair": request.post.can(C.PAIR_HELPERS)}
        )
    sent, known = request.prepared, file_again(request, PURPOSE)
    if known is None:
        return _preview(request, sent, sent_file(request, purpose=PURPOSE))
    try:
        paired = pair_helpers(rows=sent.rows, by=request.post, version=request.POST.get("version", ""))
    except Stale:
        return _preview(request, sent, known, status=409)
    messages.success(
        request,
        f"结对名单已导入：责任人 {paired.helpers} 人，新结对 {paired.came} 户，不再帮扶 {paired.went} 户",
    )
    return redirect("pairing")


@page(C.PAIR_HELPERS)
def pairing_template(request: Any) -> HttpResponse:
    """The list to fill in."""
    return workbook(template(title="结对名单", columns=PAIRING_COLUMNS), "结对名单模板.xlsx")


def _preview(request: Any, sent: SentRows, stored: StoredFile, *, status: int = 200) -> HttpResponse:
    paired = pair_helpers(rows=sent.rows, by=request.post)
    problems = sent.and_named(paired.problems)
    values = {"paired": paired, "problems": problems, "stored": stored, "stale": status == 409}
    return render(request, "registry/pairing.html", values, status=status)
