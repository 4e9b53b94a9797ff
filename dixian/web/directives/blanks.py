"""A superior's empty table: its columns matched with figures, each township's part, the whole as it came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.directives.blanks import api as blanks
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import Kind
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.words import free_text


@page(C.CHECK_BOOKS, methods=("POST",))
def match(request: Any, uid: UUID) -> HttpResponse:
    """Which figure each column means."""
    found = get_visible(blanks.Blank.objects, request, uid)
    meant = {column: request.POST.get(f"m-{column}", "") for column in found.meant}
    blanks.match(blank=found, meant=meant, post=request.post, whose=request.POST.get("whose", ""))
    messages.success(request, "栏目对应的指标已保存")
    return redirect("book-row", "blanks", uid)


@page(C.CHECK_BOOKS, methods=("POST",), look_up=True)
def whole(request: Any, uid: UUID) -> HttpResponse:
    """The superior's workbook with all townships in it; noted."""
    found = get_visible(blanks.Blank.objects.select_related("source"), request, uid)
    if found.source is None:
        raise Refusal("还没有上传空表", "先上传上级的空表")
    record_read(what="下载临时报表", subject="临时报表", uids=[str(uid)], reason="汇总上报")
    return workbook(blanks.merged(found, request.post), f"{found.title}.xlsx")


@page(C.KEEP_BOOKS, methods=("POST",), files=("file",))
def fill(request: Any, uid: UUID) -> HttpResponse:
    """What a township says: what stands in the form, or in the workbook it sends back."""
    found = get_visible(
        blanks.BlankPart.objects.select_related("blank__source", "unit", "sent"), request, uid
    )
    titles = found.blank.layout["columns"]
    values = {
        column: free_text(request, f"c-{column}", called=titles[column][:40], longest=200)
        for column in found.blank.meant
    }
    sent = bool(request.FILES.get("file"))
    returned = sent_file(request, purpose="临时报表填报", kind=Kind.EVIDENCE) if sent else None
    blanks.fill(part=found, values=values, returned=returned, post=request.post)
    messages.success(request, "已填报，等县里审核")
    return redirect("book-row", "blank-parts", uid)


@page((C.KEEP_BOOKS, C.CHECK_BOOKS), methods=("POST",), look_up=True)
def part(request: Any, uid: UUID) -> HttpResponse:
    """The workbook with one township's row; noted."""
    found = get_visible(
        blanks.BlankPart.objects.select_related("blank__source", "sent", "back"), request, uid
    )
    record_read(what="下载临时报表", subject="临时报表", uids=[str(uid)], reason="填报临时报表")
    return workbook(blanks.part_of(found, request.post), f"{found.blank.title}-{found.name}.xlsx")
