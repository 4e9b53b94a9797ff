"""一并办结: many declarations that are no plea ended with one word, and taken up again by somebody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.warning.declarations import api as declarations
from dixian.warning.declarations.enums import DeclarationState
from dixian.web.shell.keyset import page_by
from dixian.web.shell.pages import page, uid_of
from dixian.web.shell.words import free_text

WORD = 200
STATES = (DeclarationState.WAITING, *declarations.TOGETHER)


@page(C.CONFIRM)
def together(request: Any) -> HttpResponse:
    """What waits, or was ended so, with what was chosen; what may be a plea is opened alone. That it was read is noted."""
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else DeclarationState.WAITING
    found = declarations.declarations(request.post).filter(state=state)
    shown = page_by(found, request.GET.get("after", ""), field="told_on", descending=True)
    if shown.rows:
        uids = [str(one.uid) for one in shown.rows]
        record_read(what="查看自主申报", subject="自主申报", uids=uids, reason="一并办结自主申报")
    real = declarations.pleas(shown.rows) if state == DeclarationState.WAITING else {}
    named, own = declarations.names(), request.post.acting_person.pk
    values = {
        "rows": [
            (one, "、".join(declarations.troubles_of(one, named)), _alone(one, real, own))
            for one in shown.rows
        ],
        "next_key": shown.next_key,
        "carried": f"state={state}",
        "state": state,
        "states": [(one.value, one.label) for one in STATES],
        "waits": state == DeclarationState.WAITING,
        "ends": [(one.value, one.label) for one in declarations.TOGETHER],
        "most": int(number("declare.together.most")),
    }
    return render(request, "declarations/together.html", values)


@page(C.CONFIRM, methods=("POST",))
def end_together(request: Any) -> HttpResponse:
    """All that were ticked end, or none."""
    chosen, reason = _chosen(request), free_text(request, "reason", called="理由", longest=WORD)
    declarations.end_many(
        declarations=chosen, state=request.POST.get("state", ""), reason=reason, post=request.post
    )
    messages.success(request, f"已一并办结 {len(chosen)} 份；办错的，另一位同事可以重新办理")
    return redirect("declarations-together")


@page(C.CONFIRM, methods=("POST",))
def take_up_together(request: Any) -> HttpResponse:
    """All that were ticked are looked at again, or none."""
    chosen, reason = _chosen(request), free_text(request, "reason", called="理由", longest=WORD)
    declarations.take_up_many(declarations=chosen, reason=reason, post=request.post)
    messages.success(request, f"{len(chosen)} 份重新办理，已列入待办")
    return redirect(f"{reverse('declarations-together')}?state={DeclarationState.WAITING}")


def _alone(one: declarations.Declaration, real: dict[int, str], own: int) -> str:
    """Why it can't be ticked; "" where it can."""
    if one.pk in real:
        return f"{real[one.pk]}，打开逐份办理"
    if one.entered_by_id == own:
        return "自己代录的，由同事办理"
    if one.settled_by_id == own:
        return "自己办结的，由同事重新办理"
    return ""


def _chosen(request: Any) -> list[declarations.Declaration]:
    """What was ticked, as the page showed it. Raises Refusal where one has changed since, or is beyond reach."""
    ticked = [text.partition(".") for text in request.POST.getlist("chosen")]
    versions = {uid_of(uid): version for uid, _, version in ticked}
    found = list(declarations.declarations(request.post).filter(uid__in=versions).order_by("id"))
    if len(found) != len(versions) or any(versions[one.uid] != str(one.version) for one in found):
        raise Refusal("有几份在您打开页面之后又有变化", "刷新页面，重新勾选")
    return found
