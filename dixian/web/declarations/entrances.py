"""A village's public address: opened, renewed and revoked by the township; its poster and its form on paper."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, in_force
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import items
from dixian.warning.declarations import api as declarations
from dixian.warning.declarations.enums import Filler
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.words import free_text

SEES = (C.ANSWER, C.CONFIRM, C.RELEASE)
WORD = 200


@page(SEES)
def entrance_list(request: Any) -> HttpResponse:
    """The villages of the post, each with its address or none."""
    found = {one.village_id: one for one in declarations.entrances(request.post).filter(ended_on=None)}
    villages = [(village, found.get(village.pk)) for village in villages_of(request.post)]
    values = {"villages": villages, "may_open": request.post.can(C.CONFIRM)}
    return render(request, "declarations/entrances.html", values)


@page(C.CONFIRM, methods=("POST",), sealed=("phone",))
def open_one(request: Any) -> HttpResponse:
    """A new address of a village; the one before stops."""
    village = Area.objects.filter(code=request.POST.get("village", "")).first()
    if village is None:
        raise Refusal("没有选村", "从村申报入口的页面开通")
    try:
        text = request.POST.get("phone", "")
        phone = str(declarations.TELEPHONE.convert(text, tidy(text)))
    except CellProblem:
        raise Refusal("咨询电话不对", "填村委会或村干部的电话，印在海报上") from None
    reason = free_text(request, "reason", called="换新的理由", longest=WORD)
    declarations.open_entrance(village=village, phone=phone, reason=reason, post=request.post)
    messages.success(
        request, f"{village}的申报入口已开通，请打印海报张贴" + ("，旧海报要撤下" if reason else "")
    )
    return redirect("entrances")


@page(C.CONFIRM, methods=("POST",))
def end(request: Any, uid: UUID) -> HttpResponse:
    """The address opens nothing any more."""
    found = get_visible(declarations.entrances(request.post), request, uid)
    reason = free_text(request, "reason", called="停用理由", longest=WORD)
    declarations.end_entrance(entrance=found, reason=reason, post=request.post)
    messages.success(request, f"{found.village}的申报入口已停用，海报请撤下")
    return redirect("entrances")


@page(SEES)
def poster(request: Any, uid: UUID) -> HttpResponse:
    """One A4 page to hang up: the code to scan, in words an old farmer understands, and whom to call."""
    found = get_visible(declarations.entrances(request.post).filter(ended_on=None), request, uid)
    return render(request, "declarations/poster.html", {**_paper(request, found)})


@page(SEES)
def blank(request: Any, uid: UUID) -> HttpResponse:
    """The same form on paper, one A4 page."""
    found = get_visible(declarations.entrances(request.post).filter(ended_on=None), request, uid)
    values = {**_paper(request, found), "troubles": declarations.choices(), "fillers": Filler.choices}
    return render(request, "declarations/blank.html", values)


def villages_of(post: Any) -> list[Area]:
    """The villages a post reaches, by code."""
    span = span_of(post)
    found = Area.objects.filter(in_force(clock.today()), level=Level.VILLAGE).select_related("parent")
    return list((found if span.everything else found.filter(pk__in=span.areas)).order_by("code"))


def _paper(request: Any, entrance: Any) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("declare", args=[entrance.token.open()]))
    lines = [declarations.trouble(one.code, one.label) for one in items("declare_phone")]
    return {
        "entrance": entrance,
        "address": address,
        "query": request.build_absolute_uri(reverse("declaration-query")),
        # Much of it may be torn or wet, and it is still read.
        "picture": segno.make(address, error="q", micro=False).svg_data_uri(scale=6, border=2),
        "phone": entrance.phone.open(),
        "lines": [(line.risk, line.words) for line in lines],
    }
