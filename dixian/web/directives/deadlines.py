"""By when a task, or a unit's part in it, is to be done, where the paper doesn't say."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.directives.tasks import api as tasks
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.calendar import zh_day
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.words import free_text


@page(C.REPORT_TASKS, methods=("POST",))
def set_deadline(request: Any, uid: UUID) -> HttpResponse:
    """Set the day of the whole task, or of the part that was chosen."""
    found = get_visible(tasks.Task.objects, request, uid)
    chosen = request.POST.get("share", "")
    parts = tasks.Share.objects.filter(task=found).select_related("unit")
    share = get_visible(parts, request, uid_of(chosen)) if chosen else None
    due_on, why = day_of(request, "due_on"), free_text(request, "why", called="理由", longest=200)
    portions_too = request.POST.get("portions_too") == "1"
    tasks.set_deadline(
        task=found, share=share, due_on=due_on, why=why, post=request.post, portions_too=portions_too
    )
    messages.success(request, f"{share.unit if share else '这项任务'}的期限定为{zh_day(due_on)}，已列入待办")
    return redirect("task", uid)
