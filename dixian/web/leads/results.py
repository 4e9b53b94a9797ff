"""核实结果: what became of what a department pushed, by batch and by row."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import LeadSource, answered_sources
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.policy.api import labels
from dixian.warning.submissions.api import Batch
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Progress
from dixian.web.leads.steps import STEPS
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import get_visible, page

MONTHS, BATCHES = 12, 50
# Of a source: without an answer, with one; a verdict is one of those that have one.
UNANSWERED, ANSWERED = "none", "any"


@page(C.SEE_SUBMISSIONS)
def results(request: Any) -> HttpResponse:
    """What came of each batch, for whoever pushed it, newest first; by month, progress, verdict (R2.6)."""
    month = _month(request.GET.get("month", ""))
    state, verdict = request.GET.get("state", ""), request.GET.get("verdict", "")
    within = verification.result_batches(request.post, month=month)
    found = within
    if state in Progress.values:
        found = found.filter(verification.in_progress(Progress(state), request.post))
    if verdict in Verdict.values:
        found = found.filter(verification.with_verdict(verdict, request.post))
    shown = page_by_id(found, request.GET.get("after", ""), size=BATCHES, descending=True)
    counts = verification.by_progress(within, request.post)
    values = {
        "rows": verification.results_of(shown.rows, request.post),
        "next_key": shown.next_key,
        "carried": urlencode({"month": month, "state": state, "verdict": verdict}),
        "month": month,
        "state": state,
        "verdict": verdict,
        "months": _months(month),
        "all": counts["all"],
        "states": [(one.value, one.label, counts[one.value]) for one in Progress],
        "verdicts": [(one.value, one.label, counts[one.value]) for one in Verdict],
        "sees_units": span_of(request.post).everything,
    }
    return render(request, "leads/results.html", values)


@page(C.SEE_SUBMISSIONS, methods=("GET", "POST"))
def result(request: Any, uid: UUID) -> HttpResponse:
    """Per alert of one batch: the household, the sentence, the answer. POST says it was seen."""
    found = get_visible(Batch.objects.select_related("stored", "submission__kind", "unit"), request, uid)
    if request.method == "POST":
        verification.see_results(batch=found, post=request.post)
        messages.success(request, "已登记查看")
        return redirect("result-list")
    state, verdict = request.GET.get("state", ""), request.GET.get("verdict", "")
    sources = answered_sources(group_uids=[found.uid], post=request.post)
    shown = page_by_id(_narrowed(sources, state, verdict), request.GET.get("after", ""))
    values = {
        "batch": found,
        "rows": _with_findings(shown.rows, request.post),
        "next_key": shown.next_key,
        "carried": urlencode({"state": state, "verdict": verdict}),
        "state": state,
        "verdict": verdict,
        "may_see_off": _may_see_off(found, request.post),
        **_counts(sources),
    }
    return render(request, "leads/result.html", values)


def _with_findings(sources: Sequence[LeadSource], post: Post) -> list[tuple[LeadSource, str, str]]:
    """Each with the village's reason and note, where it is answered and the post reaches the answer."""
    answered = [one.lead for one in sources if one.answer]
    given = verification.latest_answers(answered, post) if answered else {}
    named = labels("no_risk_reason", "at_risk_reason") if given else {}
    found = []
    for one in sources:
        answer = given.get(one.lead_id) if one.answer else None
        found.append((one, named.get(answer.reason, answer.reason), answer.note) if answer else (one, "", ""))
    return found


def _narrowed(sources: Any, state: str, verdict: str) -> Any:
    if state in LeadState.values:
        sources = sources.filter(lead__state=state)
    if verdict in (UNANSWERED, ANSWERED):
        sources = sources.filter(answered_on__isnull=verdict == UNANSWERED)
    return sources.filter(answer=verdict) if verdict in Verdict.values else sources


def _counts(sources: Any) -> dict[str, Any]:
    """What the chips count: by state of the lead, by answer; those of no state are left out."""
    grouped = sources.select_related(None).order_by().values_list("lead__state", "answer")
    rows = list(grouped.annotate(n=Count("id")))
    states = {one: sum(n for state, _, n in rows if state == one) for one in STEPS}
    answers = {one: sum(n for _, answer, n in rows if answer == one) for one in ("", *Verdict)}
    total = sum(n for *_, n in rows)
    chips = [
        (UNANSWERED, "尚未答复", answers[""]),
        (ANSWERED, "已答复", total - answers[""]),
        *((one.value, one.label, answers[one]) for one in Verdict),
    ]
    return {
        "all": total,
        "states": [(one.value, one.label, count) for one, count in states.items() if count],
        "verdicts": chips,
    }


def _may_see_off(batch: Batch, post: Post) -> bool:
    return batch.unit_id in span_of(post).units and (post.can(C.SUBMIT) or post.can(C.SIGN_OFF))


def _month(text: str) -> str:
    """The month asked for; "" where none is, or it is none."""
    try:
        return Month.parse(text).code if text else ""
    except CellProblem:
        return ""


def _months(chosen: str) -> list[Month]:
    """The last twelve, newest first, and the chosen one where it lies before them."""
    months = [Month.of(clock.today())]
    while len(months) < MONTHS:
        months.append(months[-1].previous())
    older = Month.parse(chosen) if chosen else months[0]
    return months if older in months else [*months, older]
