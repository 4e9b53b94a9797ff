"""A file of a department, from upload to rows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import content_of
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState
from dixian.web.lists.exporting import export
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.reasons import Why, ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.words import free_text
from dixian.web.submissions.asked import batch_asked, kind_asked
from dixian.web.submissions.month import month_asked, of_a_form
from dixian.web.submissions.shown import SEEN_FIRST, batch_page, rows_seen


@page(C.SUBMIT, methods=("POST",), files=("file",), refused=of_a_form)
def upload(request: Any, uid: UUID) -> HttpResponse:
    """File the workbook and let a job read it."""
    kind = kind_asked(uid)
    stored = sent_file(request, purpose="报送")
    made = submissions.receive(
        kind=kind, month=month_asked(request.POST.get("month", "")), stored=stored, post=request.post
    )
    return redirect("batch", made.uid)


@page(C.SUBMIT, methods=("POST",), refused=of_a_form)
def nil_return(request: Any, uid: UUID) -> HttpResponse:
    """零报告 with one click."""
    shown = month_asked(request.POST.get("month", ""))
    said = submissions.nil_return(kind=kind_asked(uid), month=shown, post=request.post)
    waits = "" if said.submitted_on else "，等本单位负责人签发"
    messages.success(request, f"已报{shown.label}零报告{waits}")
    return redirect(f"/submissions/?month={shown.code}")


@page(C.SEE_SUBMISSIONS)
def template(request: Any, uid: UUID) -> HttpResponse:
    """The kind's template."""
    kind = kind_asked(uid)
    return workbook(submissions.template_file(kind), f"{kind.name}模板.xlsx")


@page(C.SEE_SUBMISSIONS, methods=("GET", "POST"), look_up=True)
def batch(request: Any, uid: UUID) -> HttpResponse:
    """One file (`batch_page`). POST is the workbook of the rows that are seen."""
    if request.method == "GET":
        return batch_page(request, uid)
    found = batch_asked(request, uid)
    look, seen = rows_seen(request, found)
    return export(request, look, seen)


@page(C.SEE_SUBMISSIONS)
def progress(request: Any, uid: UUID) -> HttpResponse:
    """How far the background work on a file is; asks again by itself, and brings the page anew at the end."""
    found = batch_asked(request, uid)
    if not submissions.is_busy(found):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    after = "正在与户档案对照" if found.submission.kind.change else "正在对照预警规则"
    values = {"again": request.path, "job": submissions.job_of(found), "after": after}
    return render(request, "shell/progress.html", values)


@page(C.SUBMIT, methods=("POST",), refused=batch_page)
def commit(request: Any, uid: UUID) -> HttpResponse:
    """The preview is right."""
    word = free_text(request, "word", called="异常情况的说明", longest=200)
    found = batch_asked(request, uid)
    submissions.commit(batch=found, post=request.post, word=word)
    waits = found.state == BatchState.SIGNING
    done = "等本单位负责人签发" if waits else "正在与户档案比对；可以离开本页"
    messages.success(request, f"已提交，{done}")
    return redirect("batch", uid)


@page(C.SUBMIT, methods=("POST",), refused=batch_page)
def withdraw(request: Any, uid: UUID) -> HttpResponse:
    """Take it back before it was committed; a roster before anybody has decided about what it changes."""
    found = batch_asked(request, uid)
    submissions.withdraw(batch=found, post=request.post)
    messages.success(request, "已撤回，可以重新上传")
    return redirect(f"/submissions/?month={found.submission.month}")


@page(C.SUBMIT, methods=("POST",), refused=of_a_form)
def withdraw_nil(request: Any, uid: UUID) -> HttpResponse:
    """A 零报告 was a mistake; the month is to be reported after all."""
    shown = month_asked(request.POST.get("month", ""))
    submissions.withdraw_nil(
        kind=kind_asked(uid),
        month=shown,
        post=request.post,
        reason=free_text(request, "reason", called="撤回理由", longest=200),
    )
    messages.success(request, f"{shown.label}零报告已撤回，请上传文件")
    return redirect(f"/submissions/?month={shown.code}")


@page(C.SUBMIT, methods=("POST",), refused=batch_page)
def retry(request: Any, uid: UUID) -> HttpResponse:
    """Try again what did not come to its end."""
    submissions.retry(batch=batch_asked(request, uid), post=request.post)
    messages.success(request, "正在重试，可以离开本页")
    return redirect("batch", uid)


@page(C.SUBMIT, methods=("POST",), files=("file",), refused=batch_page)
def mend(request: Any, uid: UUID) -> HttpResponse:
    """File the mended rejected rows of a committed file (补报)."""
    found = batch_asked(request, uid)
    made = submissions.mend(batch=found, stored=sent_file(request, purpose="报送"), post=request.post)
    return redirect("batch", made.uid)


@page(C.EXPORT, methods=("GET", "POST"), look_up=True)
def rejected(request: Any, uid: UUID) -> HttpResponse:
    """The rejected rows as a workbook; it holds full numbers: for an open duty or a reason, which is noted."""
    found = batch_asked(request, uid)
    told: Why | None = Why("提交前核对退回行")
    # Before the commit it is the unit's own work in hand, whether or not the window has opened.
    if found.state not in SEEN_FIRST:
        told = why(request, duty_in_hand(request.post, subjects=[uid, found.submission.uid]))
    if told is None:
        return ask(request, what="退回行", name=found.stored.name, back=f"/batches/{uid}/")
    told.note(what="退回行工作簿", subject="批次", uids=[uid])
    return workbook(submissions.rejected_file(found), f"退回行-{found.submission.month}.xlsx")


@page((C.EXPORT, C.SEE_EVIDENCE), methods=("GET", "POST"), look_up=True)
def original(request: Any, uid: UUID) -> HttpResponse:
    """The original, unaltered (R2.4): for an open duty or a reason, which is noted."""
    found = batch_asked(request, uid)
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what="报送原件", name=found.stored.name, back=f"/batches/{uid}/")
    told.note(what="报送原件", subject="批次", uids=[uid])
    return workbook(content_of(found.stored), found.stored.name)


@page(C.SEE_SUBMISSIONS)
def of_duty(request: Any, uid: UUID) -> HttpResponse:
    """The month a duty speaks of."""
    found = get_visible(submissions.Submission.objects, request, uid)
    return redirect(f"/submissions/?month={found.month}")
