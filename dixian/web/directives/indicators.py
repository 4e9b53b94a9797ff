"""By which figures a task is measured."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.directives.tasks import api as tasks
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.columns import Money
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.words import free_text

TARGET = Money("target", "目标值", required=True)


@page(C.CHECK_BOOKS, methods=("POST",))
def add(request: Any, uid: UUID) -> HttpResponse:
    """Measure a task by a figure."""
    found = get_visible(tasks.Task.objects, request, uid)
    try:
        target = TARGET.clean(request.POST.get("target", ""))
    except CellProblem as problem:
        raise Refusal(problem.message, problem.remedy) from None
    tasks.set_indicator(
        task=found,
        code=request.POST.get("figure", ""),
        target=target,
        at_least=request.POST.get("bound") != "most",
        paper=free_text(request, "paper", called="依据", longest=200),
        post=request.post,
    )
    messages.success(request, "已加指标，现值由系统统计")
    return redirect("task", uid)


@page(C.CHECK_BOOKS, methods=("POST",))
def end(request: Any, uid: UUID) -> HttpResponse:
    """A figure measures a task no longer."""
    found = get_visible(tasks.TaskIndicator.objects.select_related("task"), request, uid)
    tasks.end_indicator(indicator=found, post=request.post)
    messages.success(request, "指标已停用")
    return redirect("task", found.task.uid)
