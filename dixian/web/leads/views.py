"""The push desk and the list of leads."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import (
    by_state,
    by_township,
    leads,
    sentences_of,
)
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import limit, number
from dixian.warning.submissions.api import Row
from dixian.warning.submissions.enums import BatchState, Bin, Outcome
from dixian.warning.verification import api as verification
from dixian.web.leads.steps import STEPS
from dixian.web.shell.keyset import page_by_due
from dixian.web.shell.pages import chosen_uids, page


@page(C.RELEASE)
def push_desk(request: Any) -> HttpResponse:
    """Leads that wait to be pushed, with why; select many, push."""
    waiting = leads(request.post).filter(state=LeadState.WAITING)
    township = request.GET.get("township", "")
    if township:
        waiting = waiting.filter(township__code=township)
    shown = page_by_due(waiting, request.GET.get("after", ""), size=100)
    reasons = sentences_of(shown.rows, request.post)
    townships = [(code, name, states["waiting"]) for code, name, states in by_township(request.post)]
    values = {
        "rows": [(lead, reasons.get(lead.pk, "")) for lead in shown.rows],
        "next_key": shown.next_key,
        "carried": f"township={township}",
        "township": township,
        "townships": townships,
        "everywhere": sum(count for _, _, count in townships),
        "total": sum(count for code, _, count in townships if township in ("", code)),
        "warn": int(number("warn.days")),
    }
    return render(request, "leads/push_desk.html", values)


@page(C.RELEASE, methods=("POST",))
def release(request: Any) -> HttpResponse:
    """Push what was ticked; one numbered sheet per township."""
    sheets = verification.release(lead_uids=chosen_uids(request), post=request.post)
    said = "、".join(f"{sheet}（{sheet.lead_count} 条）" for sheet in sheets)
    messages.success(request, f"已推送：{said}。村里须在{limit('limit.answer').words}内反馈")
    return redirect("push-desk")


@page(C.SEE_LEADS)
def lead_list(request: Any) -> HttpResponse:
    """All leads the post reaches, filtered by state, township, lateness; each count is a door to here."""
    found = leads(request.post)
    state, township = request.GET.get("state", ""), request.GET.get("township", "")
    if state in LeadState.values:
        found = found.filter(state=state)
    if township:
        found = found.filter(township__code=township)
    late = request.GET.get("late", "")
    if late:
        found = found.overdue(clock.today())
    shown = page_by_due(found, request.GET.get("after", ""))
    counts = by_state(request.post)
    values = {
        "rows": shown.rows,
        "next_key": shown.next_key,
        "carried": f"state={state}&township={township}&late={late}",
        "state": state,
        "township": township,
        "states": [(one.value, one.label, counts[one.value]) for one in STEPS],
        "warn": int(number("warn.days")),
    }
    return render(request, "leads/list.html", values)


@page(C.SEE_LOOP)
def loop(request: Any) -> HttpResponse:
    """From rows to decisions in one picture; every count opens its list (R1.5, R2.5)."""
    rows = Row.objects.visible_to(request.post).filter(batch__state=BatchState.COMMITTED)
    bins = dict(rows.values_list("bin").annotate(n=Count("id")).order_by())
    outcomes = dict(rows.values_list("outcome").annotate(n=Count("id")).order_by())
    states = by_state(request.post)
    values = {
        "bins": [(one.value, one.label, bins.get(one.value, 0)) for one in Bin if one != Bin.WAITING],
        "outcomes": [(one.value, one.label, outcomes.get(one.value, 0)) for one in Outcome if one.value],
        "states": [(one.value, one.label, states[one.value]) for one in STEPS],
        "late": leads(request.post).overdue(clock.today()).count(),
        "townships": [
            (code, name, [(one.value, states_[one.value]) for one in STEPS])
            for code, name, states_ in by_township(request.post)
        ],
        "labels": [one.label for one in STEPS],
        "sees_rows": bool(bins) and request.post.can(C.SEE_SUBMISSIONS),
    }
    return render(request, "leads/loop.html", values)
