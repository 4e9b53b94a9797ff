"""Which column of the file is read as what: shown with the preview, put right there, held for later months."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.submissions import api as submissions
from dixian.web.shell.pages import page
from dixian.web.submissions.asked import batch_asked


@page(C.SUBMIT, methods=("POST",))
def read_as(request: Any, uid: UUID) -> HttpResponse:
    """Read the file anew with the columns as the form says."""
    found = batch_asked(request, uid)
    codes = {column.code for column in submissions.columns_of(found.submission.kind)}
    meant = {
        header: code
        for place, (header, _) in enumerate(found.mapping)
        if (code := request.POST.get(f"column-{place}", "")) in codes | {""}
    }
    made = submissions.read_as(batch=found, meant=meant, post=request.post)
    messages.success(request, "已按您选的栏目重新读取；以后的文件用同样的表头，就这样读")
    return redirect("batch", made.uid)


def mapping_of(found: Any, post: Any) -> dict[str, Any]:
    """What the page shows of the mapping: each header, the code it is read as, and what can be chosen."""
    columns = submissions.columns_of(found.submission.kind)
    by_title = {column.title: column.code for column in columns}
    return {
        "headers": [(header, by_title.get(read, ""), read) for header, read in found.mapping],
        "columns": columns,
        "may_correct": not found.mends_id
        and found.state in submissions.CORRECTABLE
        and post.can(C.SUBMIT)
        and found.unit_id in span_of(post).units,
        "unread": sum(1 for _, read in found.mapping if not read),
    }
