"""改派: the township gives what waits in a village to somebody else, one or many at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification import api as verification
from dixian.web.leads.desk import ANSWER, Chosen
from dixian.web.shell.pages import page, uid_of

SHOWN_REFUSALS = 5


@page(C.CONFIRM, methods=("POST",))
def redirect_leads(request: Any) -> HttpResponse:
    """Give what was ticked to somebody; what can't be given is named, the rest goes on."""
    uids = _chosen(request)
    to = _whom(request.POST.get("to", ""))
    told = verification.redirect(lead_uids=uids, to=to, post=request.post)
    if told.done:
        messages.success(request, f"已改派给{to.user.name} {told.done} 户，核实期限不变")
    if told.refused:
        more = f"等 {len(told.refused)} 户" if len(told.refused) > SHOWN_REFUSALS else ""
        messages.warning(request, "没有改派：" + "；".join(told.refused[:SHOWN_REFUSALS]) + more)
    desk = Chosen.sent(request)
    if desk or len(uids) != 1:
        return redirect((desk or Chosen(ANSWER)).address())
    return redirect("lead", uids[0])


def _chosen(request: Any) -> list[UUID]:
    return [uid_of(text.partition(".")[0]) for text in request.POST.getlist("chosen")]


def _whom(text: str) -> Post:
    found = Post.objects.filter(uid=uid_of(text)).select_related("user").first() if text else None
    if found is None:
        raise Refusal("没有选择改派给谁", "从名单里选一位村干部、网格员、驻村队员或结对的责任人")
    return found
