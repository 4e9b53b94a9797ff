"""One item put right: the form beside its text."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import one_line
from dixian.web.shell.pages import get_visible, page, uid_of
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

# Blank lines in which units are added.
BLANK = ("1", "2")
NAME, ROLE, STRUCK = "unit-", "role-", "struck-"


@page(C.PROPOSE_POLICY, methods=("POST",))
def correct(request: Any, uid: UUID) -> HttpResponse:
    """Save what was said of an item's title, units and roles, and what is struck with a word."""
    item = get_visible(workplans.PlanItem.objects.select_related("workplan"), request, uid)
    unchanged(request, item)
    workplans.correct_item(
        item=item,
        said=_said(request),
        title=free_text(request, "title", called="任务", longest=200),
        struck=free_text(request, "struck", called="理由", longest=200),
        post=request.post,
    )
    messages.success(request, f"已保存：{item}")
    return redirect(reverse("workplan", args=[item.workplan.uid]) + f"#i{item.position}")


def _said(request: Any) -> list[workplans.UnitSaid]:
    """Each line of the form. Raises Refusal for a role that is none."""
    found = []
    for field in request.POST:
        if not field.startswith(NAME):
            continue
        key = field.removeprefix(NAME)
        role = request.POST.get(ROLE + key, "")
        if role not in UnitRole.values:
            raise Refusal("没有选择是牵头还是责任", "每个单位选一样")
        name = one_line(request.POST.get(field, ""))
        struck = free_text(request, STRUCK + key, called="划去的理由", longest=200)
        found.append(workplans.UnitSaid(None if key in BLANK else uid_of(key), name, role, struck))
    return found
