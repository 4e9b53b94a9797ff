"""The head of a unit signs what its clerk confirmed, or sends it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.submissions import api as submissions
from dixian.web.shell.pages import page
from dixian.web.shell.words import free_text
from dixian.web.submissions.asked import batch_asked, kind_asked
from dixian.web.submissions.month import month_asked


@page(C.SIGN_OFF, methods=("POST",))
def sign_batch(request: Any, uid: UUID) -> HttpResponse:
    """A file of one's own unit: it counts from now on, or goes back to the clerk with the reason."""
    found = batch_asked(request, uid)
    if _returns(request):
        submissions.send_back(batch=found, reason=_reason(request), post=request.post)
        messages.success(request, "已退回，由经办人处理")
    else:
        submissions.sign(batch=found, post=request.post)
        messages.success(request, "已签发，正在与户档案比对；可以离开本页")
    return redirect("batch", uid)


@page(C.SIGN_OFF, methods=("POST",))
def sign_nil(request: Any, uid: UUID) -> HttpResponse:
    """A nil return of one's own unit."""
    kind, shown = kind_asked(uid), month_asked(request.POST.get("month", ""))
    of = submissions.Submission.objects.visible_to(request.post).filter(kind=kind, month=shown.code).first()
    if of is None:
        raise Http404
    if _returns(request):
        submissions.send_back_nil(submission=of, reason=_reason(request), post=request.post)
        messages.success(request, "零报告已退回，由经办人报送")
    else:
        submissions.sign_nil(submission=of, post=request.post)
        messages.success(request, f"{shown.label}零报告已签发")
    return redirect(f"/submissions/?month={shown.code}")


def _returns(request: Any) -> bool:
    return bool(request.POST.get("verb") == "return")


def _reason(request: Any) -> str:
    return free_text(request, "reason", called="退回理由", longest=200)
