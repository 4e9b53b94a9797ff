"""批量核实: the village answers several households with one reason that can be checked at a desk."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import Lead, leads, sentences_of
from dixian.commons.leads.enums import TO_ANSWER, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.web.leads.field import day_in
from dixian.web.shell.keyset import page_by_due
from dixian.web.shell.pages import page, uid_of
from dixian.web.shell.words import free_text

SHOWN_REFUSALS = 5


@page(C.ANSWER)
def desk(request: Any) -> HttpResponse:
    """What waits for the post's answer, with why; several are ticked and answered with one reason."""
    waiting = verification.to_answer(request.post)
    shown = page_by_due(waiting, request.GET.get("after", ""))
    why = sentences_of(shown.rows, request.post)
    values = {
        "rows": [(one, why.get(one.pk, "")) for one in shown.rows],
        "next_key": shown.next_key,
        "carried": "",
        "reasons": verification.desk_reasons(),
        "percent": number("sample.percent.desk"),
        "today": clock.today(),
        "warn": int(number("warn.days")),
    }
    return render(request, "leads/answer_desk.html", values)


@page(C.ANSWER, methods=("POST",))
def answer_many(request: Any) -> HttpResponse:
    """Answer what was ticked, each for itself; what can't be is named, the rest goes on."""
    values = {
        "verdict": Verdict.NO_RISK,
        "reason": request.POST.get("reason", ""),
        "method": Method.PAPERS,
        "event_on": day_in(request.POST.get("event_on", "")),
        "note": free_text(request, "note", called="查了什么资料", longest=300),
        "many": True,
    }
    chosen = [text.partition(".") for text in request.POST.getlist("chosen")]
    versions = {uid_of(uid): version for uid, _, version in chosen}
    if not versions:
        raise Refusal("没有选中任何一户", "勾选后再反馈")
    done, refused = 0, []
    for lead in leads(request.post).filter(uid__in=versions).order_by("id"):
        try:
            with transaction.atomic():
                _answer(lead, versions[lead.uid], request.post, values)
            done += 1
        except Refusal as refusal:
            refused.append(f"{lead.household}：{refusal.message}")
    _tell(request, done, refused)
    return redirect("answer-desk")


def _answer(lead: Lead, version: str, post: Post, values: dict[str, Any]) -> None:
    if version != str(lead.version) or lead.state not in TO_ANSWER:
        raise Refusal("在您打开页面之后又有变化，请打开再看")
    verification.answer(lead=lead, post=post, **values)


def _tell(request: Any, done: int, refused: list[str]) -> None:
    if done:
        messages.success(request, f"已反馈 {done} 户，等待乡镇确认；批量核实的抽查比例更高")
    if refused:
        more = f"等 {len(refused)} 户" if len(refused) > SHOWN_REFUSALS else ""
        messages.warning(request, "没有反馈：" + "；".join(refused[:SHOWN_REFUSALS]) + more)
