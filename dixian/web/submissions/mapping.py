"""Which column of the file is read as what: shown with the preview, put right there, held for later months."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.submissions import api as submissions
from dixian.web.shell.mapping import meant_by
from dixian.web.shell.pages import page
from dixian.web.submissions.asked import batch_asked
from dixian.web.submissions.shown import batch_page


@page(C.SUBMIT, methods=("POST",), refused=batch_page)
def read_as(request: Any, uid: UUID) -> HttpResponse:
    """Read the file anew with the columns as the form says, or of its sheets one alone."""
    found = batch_asked(request, uid)
    if sheet := request.POST.get("sheet", ""):
        made = submissions.read_sheet(batch=found, sheet=sheet, post=request.post)
        messages.success(request, f"正在重新读取，只读“{sheet}”")
        return redirect("batch", made.uid)
    meant = meant_by(request, found.mapping, submissions.columns_of(found.submission.kind))
    made = submissions.read_as(batch=found, meant=meant, post=request.post)
    messages.success(request, "已按您选的栏目重新读取；以后的文件用同样的表头，就这样读")
    return redirect("batch", made.uid)
