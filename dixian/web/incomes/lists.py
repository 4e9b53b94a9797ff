"""收入采集: how far each village is; a village's list, and what is done with many of it at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import Kind
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.incomes import api as incomes
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.web.incomes.columns import STATEMENTS
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import chosen_uids, day_of, get_visible, page
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.words import free_text


@page(C.SEE_LEADS)
def progress(request: Any) -> HttpResponse:
    """One campaign, the latest unless another is asked for, village by village."""
    made = incomes.campaigns()
    asked = request.GET.get("campaign", "")
    chosen = next((one for one in made if str(one.uid) == asked), made[0] if made else None)
    if asked and (chosen is None or str(chosen.uid) != asked):
        raise Http404
    villages = incomes.villages_of(chosen, request.post) if chosen else []
    total = sum(one.total for one in villages)
    confirmed, imported = (sum(getattr(one, name) for one in villages) for name in ("confirmed", "imported"))
    values = {
        "campaigns": made,
        "chosen": chosen,
        "villages": villages,
        "total": total,
        "owed": sum(one.owed for one in villages),
        "signed": sum(one.signed for one in villages),
        "confirmed": confirmed,
        "imported": imported,
        "rate": confirmed * 100 // (total - imported) if total > imported else 0,
        "may_open": request.post.can(C.RELEASE),
        "today": clock.today(),
    }
    return render(request, "incomes/progress.html", values)


@page(C.RELEASE, methods=("POST",))
def open_year(request: Any) -> HttpResponse:
    """The year's collecting begins by the bureau's word."""
    if request.POST.get("really", "") != "1":
        raise Refusal("没有确认开始采集", "勾选后再开始")
    made = incomes.open_year(post=request.post)
    messages.success(request, f"{made}已开始，正在给各村生成收支表，{made.due_on} 前采集完")
    return redirect("incomes")


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def village(request: Any, uid: UUID) -> HttpResponse:
    """The statements of one village; POST is the workbook."""
    if request.method == "POST":
        request.post.require(C.EXPORT)
    found = get_visible(incomes.lists(request.post), request, uid)
    within = incomes.of_list(found, request.post)
    state = request.GET.get("state", "")
    rows = within.filter(state=state) if state in StatementState.values else within
    look = Look.of(request, STATEMENTS, state=state)
    if request.method == "POST":
        return export(request, look, rows)
    post = request.post
    # A township may do both; the signatures it enters itself are those it looks for.
    may_sign = found.campaign.kind == CampaignKind.YEAR and post.can(C.ANSWER)
    may_sign = may_sign and (state == StatementState.FILLED or not post.can(C.CONFIRM))
    values = {
        "found": found,
        "look": look.page(rows, request.GET.get("after", "")),
        "state": state,
        "states": StatementState.choices,
        "may_sign": may_sign,
        "may_confirm": post.can(C.CONFIRM) and not may_sign,
        "today": clock.today(),
    }
    return render(request, "incomes/village.html", values)


@page(C.ANSWER, methods=("POST",), files=("paper",))
def sign(request: Any, uid: UUID) -> HttpResponse:
    """The signed 收支确认表 of the ticked households."""
    found = get_visible(incomes.lists(request.post), request, uid)
    chosen = _chosen(request, found)
    incomes.sign(
        statements=chosen,
        on=day_of(request, "on"),
        paper=sent_file(request, purpose="收支确认表", field="paper", kind=Kind.SCAN),
        post=request.post,
    )
    messages.success(request, f"{len(chosen)} 户的签字确认表已收进来，等乡镇审核")
    return _back(request, uid)


@page(C.CONFIRM, methods=("POST",))
def confirm(request: Any, uid: UUID) -> HttpResponse:
    """The township's word on the ticked statements."""
    found = get_visible(incomes.lists(request.post), request, uid)
    chosen = _chosen(request, found)
    if request.POST.get("verb", "") == "return":
        reason = free_text(request, "reason", called="退回理由", longest=200)
        incomes.send_back(statements=chosen, reason=reason, post=request.post)
        messages.success(request, f"{len(chosen)} 户已退回村里重新核对")
    else:
        incomes.confirm(statements=chosen, post=request.post)
        messages.success(request, f"已审核 {len(chosen)} 户，人均纯收入已记入户档案")
    return _back(request, uid)


def _chosen(request: Any, found: incomes.VillageList) -> list[incomes.Statement]:
    uids = chosen_uids(request)
    rows = list(incomes.of_list(found, request.post).filter(uid__in=uids).order_by("id"))
    if len(rows) != len(set(uids)):
        raise Refusal("选中的户不在这个村的名单里", "刷新页面后再选")
    return rows


def _back(request: Any, uid: UUID) -> HttpResponse:
    one = request.POST.get("back", "")
    return (
        redirect("income", one)
        if one and one in request.POST.getlist("chosen")
        else redirect("income-list", uid)
    )
