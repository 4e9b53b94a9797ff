"""Which column of the file is read as what: shown with the preview, put right there, held for later months."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.submissions import api as submissions
from dixian.web.shell.mapping import meant_by, shown_mapping
from dixian.web.shell.pages import page
from dixian.web.submissions.asked import batch_asked


@page(C.SUBMIT, methods=("POST",))
def read_as(request: Any, uid: UUID) -> HttpResponse:
    """Read the file anew with the columns as the form says."""
    found = batch_asked(request, uid)
    meant = meant_by(request, found.mapping, submissions.columns_of(found.submission.kind))
    made = submissions.read_as(batch=found, meant=meant, post=request.post)
    messages.success(request, "已按您选的栏目重新读取；以后的文件用同样的表头，就这样读")
    return redirect("batch", made.uid)


def mapping_of(found: Any, post: Any) -> dict[str, Any]:
    """What the page shows of the mapping."""
    may_correct = (
        not found.mends_id
        and found.state in submissions.CORRECTABLE
        and post.can(C.SUBMIT)
        and found.unit_id in span_of(post).units
    )
    return shown_mapping(
        found.mapping,
        submissions.columns_of(found.submission.kind),
        address=reverse("read-as", args=[found.uid]),
        may_correct=may_correct,
        whose="本单位以后的文件",
    )
