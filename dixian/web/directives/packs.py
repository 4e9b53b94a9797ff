"""The evidence of a task as one file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.directives.inspections import api as inspections
from dixian.directives.tasks import api as tasks
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import get_visible, page


@page(C.CHECK_BOOKS, methods=("POST",))
def ask(request: Any, uid: UUID) -> HttpResponse:
    """Let it be made in the background."""
    found = get_visible(tasks.Task.objects, request, uid)
    inspections.ask_for_pack(task=found, post=request.post)
    messages.success(request, "正在生成迎检资料包，过一会儿刷新页面下载")
    return redirect("task", uid)


@page((C.CHECK_BOOKS, C.SEE_EVIDENCE), methods=("POST",), look_up=True)
def download(request: Any, uid: UUID) -> HttpResponse:
    """The pack; noted. Raises Refusal where it is not there any more."""
    found = get_visible(inspections.Pack.objects.select_related("stored"), request, uid)
    if found.stored is None:
        raise Http404
    record_read(what="下载迎检资料包", subject="任务", uids=[str(uid)], reason="迎接督查检查")
    try:
        content = content_of(found.stored)
    except FileNotFoundError:
        raise Refusal("资料包已过保留期", "重新生成一份") from None
    return attachment(content, found.stored.name, content_type="application/zip")
