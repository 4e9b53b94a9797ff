"""Who acts with my post while I am away."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import Delegation, User, delegate, end_delegation
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.pages import page


@page(C.DELEGATE, methods=("GET", "POST"))
def delegations(request: Any) -> HttpResponse:
    """The post's delegations, newest first, and the form for another."""
    if request.method == "POST":
        return _delegate(request)
    mine = (
        Delegation.objects.filter(post=request.post).select_related("delegate").order_by("-valid_from", "-id")
    )
    return render(request, "account/delegations.html", {"rows": mine[:50], "today": clock.today()})


@page(C.DELEGATE, methods=("POST",))
def end(request: Any, uid: UUID) -> HttpResponse:
    """Back earlier than thought."""
    found = Delegation.objects.filter(uid=uid, post=request.post).first()
    if found is None:
        raise Http404
    end_delegation(delegation=found, by=request.post)
    messages.success(request, "代办已结束")
    return redirect("delegations")


def _delegate(request: Any) -> HttpResponse:
    username = request.POST.get("username", "").strip()
    someone = User.objects.filter(username=username, is_active=True).first()
    if someone is None:
        raise Refusal(f"没有用户名为“{username}”的人", "问清代办人的用户名后再填")
    made = delegate(
        post=request.post,
        delegate=someone,
        valid_from=_day(request, "valid_from"),
        valid_to=_day(request, "valid_to"),
        reason=request.POST.get("reason", "")[:100],
        by=request.post,
    )
    messages.success(request, f"{made.valid_from} 起由{someone.name}代办，{made.valid_to} 起收回")
    return redirect("delegations")


def _day(request: Any, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Refusal("代办的起止日期没有填好", "写成 2024-04-03") from None
