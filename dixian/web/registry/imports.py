"""A roster for the register, from any file: sent here, compared in the background, looked at on its own page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.registry.households import api as households
from dixian.registry.households.enums import Source
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import sent_file

SHOWN = 20


def files(request: Any) -> HttpResponse:
    """The form and the latest files."""
    found = households.ChangeBatch.objects.visible_to(request.post).filter(source=Source.IMPORT)
    values = {
        "rows": list(found.select_related("stored").order_by("-id")[:SHOWN]),
        "columns": households.IMPORT_COLUMNS,
    }
    return render(request, "registry/imports.html", values)


@page(C.IMPORT_REGISTER, methods=("GET", "POST"), files=("file",), refused=files)
def imports(request: Any) -> HttpResponse:
    """GET: the form and the latest files. POST: file the workbook and let a job compare it."""
    if request.method == "GET":
        return files(request)
    stored = sent_file(request, purpose="户档案")
    full = request.POST.get("full", "") == "1"
    made = households.receive_register(stored=stored, full=full, post=request.post)
    return redirect("change-batch", made.uid)


@page(C.IMPORT_REGISTER)
def template(request: Any) -> HttpResponse:
    """A roster to fill in."""
    return workbook(households.register_template(), "户档案名册模板.xlsx")
