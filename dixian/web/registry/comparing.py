"""名单比对: a list goes in with a reason, is compared in the background, and comes back to the person who sent it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.policy.api import number
from dixian.registry.inquiries import api as lists
from dixian.registry.inquiries.enums import InquiryState
from dixian.web.shell.downloads import workbook
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page
from dixian.web.shell.reasons import why_sent
from dixian.web.shell.uploads import sent_file


@page(C.SEE_HOUSEHOLDS, methods=("GET", "POST"), files=("file",))
def compare(request: Any) -> HttpResponse:
    """The form, and the person's own lists so far. POST files a list and lets a job compare it."""
    if request.method == "GET":
        found = lists.inquiries(request.post)
        shown = page_by_id(found, request.GET.get("after", ""), descending=True)
        values = {
            "most": int(number("inquiry.rows")),
            "days": int(number("inquiry.days")),
            "rows": [(one, lists.has_expired(one)) for one in shown.rows],
            "next_key": shown.next_key,
            "whole_county": span_of(request.post).everything,
        }
        return render(request, "registry/compare.html", values)
    reason = why_sent(request, None).reason
    stored = sent_file(request, purpose="名单比对", expires_on=lists.kept_until())
    made = lists.ask_about(stored=stored, reason=reason, post=request.post)
    return redirect("compared-list", made.uid)


@page(C.SEE_HOUSEHOLDS)
def compared(request: Any, uid: UUID) -> HttpResponse:
    """One list: how many of its rows ended where, what these mean, and what to do next."""
    found = _asked(request, uid)
    beginning = lists.beginning_of(found)
    if beginning:
        record_read(what="查看名单比对结果", subject="名单比对", uids=[str(uid)], reason=found.reason)
    values = {
        "inquiry": found,
        "titles": lists.TITLES,
        "beginning": [
            (at, name, list(zip(lists.TITLES, texts, strict=True))) for at, name, *texts in beginning
        ],
        "counts": [(bin_, label, getattr(found, bin_)) for bin_, label in lists.LABELS.items()],
        "busy": found.state == InquiryState.WORKING,
        "expired": lists.has_expired(found),
        "whole_county": span_of(request.post).everything,
    }
    return render(request, "registry/compared.html", values)


@page(C.SEE_HOUSEHOLDS)
def progress(request: Any, uid: UUID) -> HttpResponse:
    """How far the comparison is; asks again by itself, and brings the page anew at the end."""
    found = _asked(request, uid)
    if found.state != InquiryState.WORKING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    values = {"again": request.path, "job": lists.job_of(found), "after": "正在收尾"}
    return render(request, "shell/progress.html", values)


@page(C.SEE_HOUSEHOLDS, methods=("POST",), look_up=True)
def result(request: Any, uid: UUID) -> HttpResponse:
    """The list with what was found; noted with the reason it was asked for."""
    found = _asked(request, uid)
    content = lists.result_of(found)
    record_read(what="下载名单比对结果", subject="名单比对", uids=[str(uid)], reason=found.reason)
    return workbook(content, found.result.name)


def _asked(request: Any, uid: UUID) -> Any:
    """The inquiry, where it is the person's own; 404 otherwise."""
    try:
        return lists.inquiry(uid=uid, post=request.post)
    except lists.Inquiry.DoesNotExist:
        raise Http404 from None
