"""Accounts from a workbook: checked at once, opened in the background, their passwords fetched afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import (
    ACCOUNT_COLUMNS,
    BulkOpening,
    Checked,
    check_accounts,
    fetch_passwords,
    forget_passwords,
    is_opening,
    passwords_workbook,
    problems_of,
)
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.jobs.api import latest_job
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import list_waiting, open_list_or_propose
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import read_rows, sent_file


def _checked(request: Any) -> Checked:
    sent = read_rows(request, ACCOUNT_COLUMNS)
    checked = check_accounts(rows=sent.rows, by=request.post)
    return Checked(checked.numbers, checked.roles, [*sent.problems, *checked.problems])


@page(C.MANAGE_ACCOUNTS, methods=("POST",), files=("file",), prepare=_checked)
def open_from_file(request: Any) -> HttpResponse:
    """Queue the rows that can be opened, or propose the list; the others are named on the page it leads to."""
    opening = open_list_or_propose(
        stored=sent_file(request, purpose="开通账号"),
        checked=request.prepared,
        source=request.POST.get("source", ""),
        post=request.post,
    )
    return redirect("opening", opening.uid)


@page(C.MANAGE_ACCOUNTS)
def opening(request: Any, uid: UUID) -> HttpResponse:
    """How far it is, what was not opened, and the way to the passwords."""
    found = _own(request, uid)
    accounts = found.accounts.all()
    values = {
        "opening": found,
        "problems": problems_of(found),
        "busy": is_opening(found),
        "waiting": list_waiting(found),
        "job": latest_job(keys=[found.job_key]),
        "opened": accounts.filter(user__isnull=False).count(),
        "to_fetch": accounts.filter(password__isnull=False).count() if clock.today() <= found.until else 0,
    }
    return render(request, "settings/opening.html", values)


@page(C.MANAGE_ACCOUNTS)
def progress(request: Any, uid: UUID) -> HttpResponse:
    """How far it is; asks again by itself, and brings the page anew at the end."""
    found = _own(request, uid)
    if not is_opening(found):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    values = {"opening": found, "job": latest_job(keys=[found.job_key])}
    return render(request, "settings/opening_progress.html", values)


@page(C.MANAGE_ACCOUNTS, methods=("POST",), look_up=True)
def fetch(request: Any, uid: UUID) -> HttpResponse:
    """The one-time passwords as a workbook; noted as a read."""
    accounts = fetch_passwords(opening=_own(request, uid), post=request.post)
    return workbook(passwords_workbook(accounts), "一次性密码.xlsx")


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def forget(request: Any, uid: UUID) -> HttpResponse:
    """They are handed out; nothing of them stays here."""
    forget_passwords(opening=_own(request, uid), post=request.post)
    messages.success(request, "一次性密码已清除")
    return redirect("account-list")


def _own(request: Any, uid: UUID) -> BulkOpening:
    """404 for what somebody else has asked for."""
    found = BulkOpening.objects.filter(uid=uid, asked_by=request.post.acting_person).first()
    if found is None:
        raise Http404
    return found
