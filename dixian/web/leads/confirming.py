"""The township's desk: what the villages found, row by row; tick those that hold, confirm them together."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import Lead, leads
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import labels, number
from dixian.warning.verification import api as verification
from dixian.web.shell.keyset import page_by_due
from dixian.web.shell.pages import page, uid_of

SHOWN_REFUSALS = 5


@page(C.CONFIRM)
def desk(request: Any) -> HttpResponse:
    """Answers that wait; what asks for a look of its own opens its lead instead.

    That is what is at risk, typed in, one's own, or was overtaken by a further warning.
    """
    waiting = leads(request.post).filter(state=LeadState.ANSWERED)
    shown = page_by_due(waiting, request.GET.get("after", ""))
    given = verification.latest_answers(shown.rows, request.post)
    named = labels("no_risk_reason", "at_risk_reason")
    bases = verification.bases_of(shown.rows, given, request.post)
    values = {
        "rows": [
            (
                lead,
                bases[lead.pk],
                answer,
                named.get(answer.reason, answer.reason),
                _why_alone(answer, request.post, len(bases[lead.pk].newer)),
            )
            for lead in shown.rows
            if (answer := given.get(lead.pk))
        ],
        "next_key": shown.next_key,
        "total": waiting.count(),
        "carried": "",
        "warn": int(number("warn.days")),
    }
    return render(request, "leads/confirm_desk.html", values)


@page(C.CONFIRM, methods=("POST",))
def confirm_many(request: Any) -> HttpResponse:
    """Confirm what was ticked, each for itself; what can't be is named, the rest goes on."""
    chosen = [text.partition(".") for text in request.POST.getlist("chosen")]
    versions = {uid_of(uid): version for uid, _, version in chosen}
    if not versions:
        raise Refusal("没有选中任何一户", "勾选后再确认")
    refused = []
    for lead in leads(request.post).filter(uid__in=versions).order_by("id"):
        try:
            with transaction.atomic():
                _confirm(lead, versions.pop(lead.uid), request.post)
        except Refusal as refusal:
            refused.append(f"{lead.household.head_name}户：{refusal.message}")
    done = len(chosen) - len(refused) - len(versions)
    if done:
        messages.success(request, f"已确认 {done} 户，答复已送回报送的部门")
    if refused or versions:
        more = f"等 {len(refused)} 户" if len(refused) > SHOWN_REFUSALS else ""
        gone = f"；{len(versions)} 户已不在您的范围" if versions else ""
        messages.warning(request, "没有确认：" + "；".join(refused[:SHOWN_REFUSALS]) + more + gone)
    return redirect("confirm-desk")


def _confirm(lead: Lead, version: str, post: Post) -> None:
    if version != str(lead.version):
        raise Refusal("在您打开页面之后又有变化，请打开再看")
    answer = verification.latest_answers([lead], post).get(lead.pk)
    newer = verification.unseen_sources(answer).count() if answer else 0
    why = _why_alone(answer, post, newer) if answer else "没有反馈"
    if why:
        raise Refusal(why if "单独" in why else f"{why}，请打开单独办理")
    verification.confirm(lead=lead, post=post)


def _why_alone(answer: verification.Answer, post: Post, newer: int) -> str:
    if answer.answered_by_id == post.acting_person.pk:
        return "本人的反馈，须由另一位同事确认"
    if newer:
        return f"答复后又来了 {newer} 条预警，点开单独确认"
    if answer.verdict != Verdict.NO_RISK:
        return "有风险的逐户确认"
    if answer.on_behalf and answer.on_behalf.confirmed_by_id is None:
        return "代录的先对照签字原件"
    return ""
