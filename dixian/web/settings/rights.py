"""Which role may do what; a change is proposed here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import RoleRight
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import propose_right
from dixian.web.shell.pages import page


@page(C.MANAGE_RIGHTS, methods=("GET", "POST"))
def rights(request: Any) -> HttpResponse:
    """Who may do what; a change is proposed here and approved by the bureau."""
    if request.method == "POST":
        role, right = _chosen(request)
        propose_right(
            role=role,
            right=right,
            granted=request.POST.get("granted") == "1",
            source=request.POST.get("source", ""),
            post=request.post,
        )
        messages.success(request, "已提请，待县局审核批准后生效")
        return redirect("proposals")
    held = set(RoleRight.objects.filter(in_force(clock.today())).values_list("role", "capability"))
    rows = [(role, [(right, (role.value, right.value) in held) for right in C]) for role in Role]
    return render(request, "settings/rights.html", {"rows": rows, "rights": list(C), "roles": list(Role)})


def _chosen(request: Any) -> tuple[Role, C]:
    try:
        return Role(request.POST.get("role", "")), C(request.POST.get("capability", ""))
    except ValueError:
        raise Refusal("没有选择角色或权限", "各选一项后再提请") from None
