"""Who acts with my post while I am away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import Delegation, Post, colleagues_of, end_delegation
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import stand_in
from dixian.web.shell.pages import day_of, page, uid_of
from dixian.web.shell.words import free_text


@page(C.DELEGATE, methods=("GET", "POST"))
def delegations(request: Any) -> HttpResponse:
    """The post's delegations, newest first, and the form for another."""
    if request.method == "POST":
        return _delegate(request)
    mine = (
        Delegation.objects.filter(post=request.post).select_related("delegate").order_by("-valid_from", "-id")
    )
    values = {
        "rows": mine[:50],
        "today": clock.today(),
        "colleagues": colleagues_of(request.post),
        "own": request.post.acting_person.pk == request.post.user_id,
    }
    return render(request, "account/delegations.html", values)


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
    made = stand_in(post=request.post, by=request.post, **leave(request, request.post))
    messages.success(request, f"{made.valid_from} 起由{made.delegate.name}代办，{made.valid_to} 起收回")
    return redirect("delegations")


def leave(request: Any, post: Post) -> dict[str, Any]:
    """Who stands in for the post, from when to when and why, as the form says. Raises Refusal."""
    chosen = request.POST.get("delegate", "")
    someone = colleagues_of(post).filter(uid=uid_of(chosen)).first() if chosen else None
    if someone is None:
        raise Refusal("没有选择代办人", "从列表里选一位本单位或下属单位的同事")
    return {
        "someone": someone,
        "valid_from": day_of(request, "valid_from"),
        "valid_to": day_of(request, "valid_to"),
        "reason": free_text(request, "reason", called="代办原因", longest=100),
    }
