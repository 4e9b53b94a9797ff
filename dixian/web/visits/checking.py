"""The bureau opens the half-year's check of every household, and closes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.visits import api as visits
from dixian.web.shell.pages import day_of, page
from dixian.web.shell.words import free_text
from dixian.web.visits.sweeps import sweep_of


@page(C.RELEASE, methods=("POST",))
def open_check(request: Any) -> HttpResponse:
    """Begin it; the list is made in the background."""
    made = visits.open_check(post=request.post, due_on=day_of(request, "due_on"))
    messages.success(request, f"已发起{made}，名单正在后台列出，列好后各村的待办自动生成")
    return redirect("sweep", made.uid)


@page(C.RELEASE, methods=("POST",))
def close_check(request: Any, uid: UUID) -> HttpResponse:
    """End it, with a word where households are left."""
    found = sweep_of(uid)
    word = free_text(request, "word", called="说明", longest=300)
    visits.close_check(sweep=found, word=word, post=request.post)
    messages.success(request, f"{found}已结束，可以下载总结报告")
    return redirect("sweep", uid)
