"""Parameters, limits, rules; and the proposals that change policy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import (
    Parameter,
    Proposal,
    approve,
    bounds,
    code_to_tell,
    coming,
    decidable,
    has_code,
    holidays_known,
    may_decide,
    parameters,
    propose_parameter,
    propose_taking_back,
    reject,
    subject,
    withdraw,
)
from dixian.foundation.policy.enums import ProposalState
from dixian.foundation.worklist.api import proposal_decided, proposal_returned_to, proposal_seen
from dixian.web.settings.forms import dated, proposed
from dixian.web.settings.parameter_groups import grouped
from dixian.web.settings.proposed import differences_of
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.menu import PROPOSALS, SEES_PROPOSALS
from dixian.web.shell.pages import chosen_uids, page
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

# The next year's holidays are announced in November.
ANNOUNCED_BY = 11
# Subjects whose pages show what is to come.
DATED = ("parameter", "item", "days", "rule", "kind", "questionnaire", "template")


@page(C.SEE_POLICY)
def parameter_list(request: Any) -> HttpResponse:
    """What is in force today, with its paper; a change is proposed on the row."""
    values = {
        "groups": grouped(parameters()),
        "unknown": [year for year in _years_that_matter() if not holidays_known(year)],
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/parameters.html", values)


@page(C.SEE_POLICY)
def parameter(request: Any, code: str) -> HttpResponse:
    """One parameter through time, and the form to propose the next value."""
    rows = list(Parameter.objects.filter(code=code).order_by("-valid_from"))
    if not rows:
        raise Http404
    values = {
        "rows": rows,
        "newest": rows[0],
        "bounds": bounds(code),
        "coming": coming("parameter", rows),
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/parameter.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any, code: str) -> HttpResponse:
    """Ask for a new value from a day on."""
    current = Parameter.objects.filter(code=code, valid_to=None).first()
    if current is None:
        raise Http404
    unchanged(request, current)
    propose_parameter(code=code, text=request.POST.get("text", "").strip(), **dated(request))
    return proposed(request)


@page(C.PROPOSE_POLICY, methods=("POST",))
def take_back(request: Any, of: str) -> HttpResponse:
    """Ask that what was approved to begin on a day to come does not."""
    if of not in DATED:
        raise Http404
    propose_taking_back(of=of, uids=chosen_uids(request), **dated(request))
    return proposed(request)


@page(SEES_PROPOSALS)
def proposals(request: Any) -> HttpResponse:
    """What waits for a second pair of eyes, and what was decided; first what waits for one's own."""
    waiting = decidable(request.post)
    mine = bool(waiting) if "mine" not in request.GET else request.GET["mine"] == "1"
    asked = Proposal.objects.select_related("submitter", "approver")
    if mine:
        asked = asked.filter(pk__in=[one.pk for one in waiting])
    found = page_by_id(asked, request.GET.get("after", ""), descending=True)
    values = {
        "rows": [(one, subject(one.subject).lines(one.arguments)) for one in found.rows],
        "next_key": found.next_key,
        "carried": f"mine={int(mine)}",
        "mine": mine,
        "decidable": {
            one.pk
            for one in found.rows
            if one.state == ProposalState.WAITING and may_decide(proposal=one, post=request.post)
        },
    }
    return render(request, "settings/proposals.html", values)


@page(SEES_PROPOSALS, methods=("GET", "POST"))
def proposal(request: Any, uid: UUID) -> HttpResponse:
    """One proposal: approved, rejected with a reason, withdrawn; seen where it came back."""
    found = Proposal.objects.filter(uid=uid).select_related("submitter", "approver").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        if not any(request.post.can(one) for one in PROPOSALS):
            request.post.require(PROPOSALS[0])
        messages.success(request, _decided(request, found))
        if request.POST.get("verb") == "approve" and has_code(found):
            return redirect("proposal", uid)
        return redirect("home" if request.POST.get("back") == "home" else "proposals")
    about = subject(found.subject)
    values = {
        "found": found,
        "title": about.title,
        "rows": [(found, about.lines(found.arguments))],
        "decidable": {found.pk} if may_decide(proposal=found, post=request.post) else set(),
        "returned": proposal_returned_to(found, request.post),
        "code": code_to_tell(found, request.user),
        "differences": differences_of(found, request.post),
    }
    return render(request, "settings/proposal.html", values)


def _decided(request: Any, found: Proposal) -> str:
    """Do what was chosen; what is said about it. Raises Refusal."""
    verb = request.POST.get("verb", "")
    reason = free_text(request, "reason", called="审批意见", longest=200)
    if verb == "approve":
        approve(proposal=found, post=request.post, reason=reason)
        proposal_decided(proposal=found, post=request.post)
        return f"已批准：{found.label}{_holds_from(found)}"
    if verb == "reject":
        reject(proposal=found, post=request.post, reason=reason)
        proposal_decided(proposal=found, post=request.post)
        return f"已退回：{found.label}"
    if verb == "withdraw":
        withdraw(proposal=found, post=request.post)
        return f"已撤回：{found.label}"
    if verb == "seen":
        proposal_seen(proposal=found, post=request.post)
        return f"已看过：{found.label}"
    raise Refusal("没有选择怎么办理")


def _holds_from(proposal: Proposal) -> str:
    """From when on, where the label doesn't say it."""
    since = proposal.arguments.get("valid_from", "")
    if since:
        return "" if since in proposal.label else f"，自 {since} 起生效"
    return f"，{subject(proposal.subject).holds}"


def _years_that_matter() -> list[int]:
    """This year, and from November on the next, for limits that run into it."""
    today = clock.today()
    return [today.year, today.year + 1] if today.month >= ANNOUNCED_BY else [today.year]
