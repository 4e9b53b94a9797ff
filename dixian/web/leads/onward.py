"""What follows a verdict: another village takes the lead, a department answers, a plan is revised."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.commons.leads.api import leads
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Word
from dixian.web.leads.field import as_shown, day_in
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.words import free_text

TAKE, REFUSE = "take", "refuse"


@page((C.ANSWER, C.CONFIRM), methods=("POST",))
def take(request: Any, uid: UUID) -> HttpResponse:
    """The other village takes the lead, or refuses it with a reason."""
    found = get_visible(leads(request.post), request, uid)
    verb = request.POST.get("verb", "")
    if verb not in (TAKE, REFUSE):
        raise Refusal("没有选择接收还是不接收", "回到线索再选")
    as_shown(request, found, "接收" if verb == TAKE else "不接收")
    if verb == TAKE:
        verification.take(lead=found, post=request.post)
        messages.success(request, f"已接收{found.household}，请在核实时限内反馈")
        return redirect("lead", uid)
    reason = free_text(request, "reason", called="不接收的理由", longest=200)
    verification.refuse(lead=found, reason=reason, post=request.post)
    messages.success(request, f"没有接收{found.household}，已退回原来的村")
    return redirect("home")


@page(C.REPLY, methods=("POST",))
def reply(request: Any, uid: UUID) -> HttpResponse:
    """The department's word on what it was asked."""
    found = get_visible(leads(request.post), request, uid)
    word = request.POST.get("word", "")
    if word not in Word.values:
        raise Refusal("没有选择结果", "从列表里选一项")
    as_shown(request, found, Word(word).label)
    text = free_text(request, "text", called="答复", longest=300)
    verification.reply(lead=found, word=Word(word), text=text, post=request.post)
    messages.success(request, f"已答复{found.household}：{Word(word).label}")
    return redirect("lead", uid)


@page(C.CONFIRM, methods=("POST",))
def revise(request: Any, uid: UUID) -> HttpResponse:
    """The assistance plan was revised on paper."""
    found = get_visible(leads(request.post), request, uid)
    as_shown(request, found, "帮扶计划已修订")
    on = day_in(request.POST.get("on", ""), "修订日期")
    paper = free_text(request, "paper", called="文号或依据", longest=200)
    verification.revise(lead=found, on=on, paper=paper, post=request.post)
    messages.success(request, f"已登记{found.household}的帮扶计划修订")
    return redirect("lead", uid)
