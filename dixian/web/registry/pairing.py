"""The list of helpers and their households, from Excel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.sheets.api import template
from dixian.registry.households.api import PAIRING_COLUMNS, pair_helpers
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import sent_rows


@page(C.PAIR_HELPERS, methods=("GET", "POST"))
def pairing(request: Any) -> HttpResponse:
    """GET: what the list looks like. POST: the list itself, and what came of it."""
    if request.method == "GET":
        return render(request, "registry/pairing.html", {"paired": None, "problems": []})
    sent = sent_rows(request, PAIRING_COLUMNS, purpose="结对名单")
    paired = pair_helpers(rows=sent.rows, by=request.post)
    problems = [*sent.problems, *(f"第 {number} 行：{said}" for number, said in paired.problems)]
    return render(request, "registry/pairing.html", {"paired": paired, "problems": problems})


@page(C.PAIR_HELPERS)
def pairing_template(request: Any) -> HttpResponse:
    """The list to fill in."""
    return workbook(template(title="结对名单", columns=PAIRING_COLUMNS), "结对名单模板.xlsx")
