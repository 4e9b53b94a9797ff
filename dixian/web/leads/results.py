"""核实结果: what became of what a department pushed, by batch and by row."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.commons.leads.api import answered_sources
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem
from dixian.warning.submissions.api import Batch
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Progress
from dixian.web.leads.result_columns import BATCH_RESULTS, RESULTS
from dixian.web.leads.steps import STEPS
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import get_visible, page

MONTHS = 12
# Of a source: without an answer, with one; a verdict is one of those that have one.
UNANSWERED, ANSWERED = "none", "any"


@page(C.SEE_SUBMISSIONS, methods=("GET", "POST"), look_up=True)
def results(request: Any) -> HttpResponse:
    """What came of each batch, for whoever pushed it, newest first; by month, progress, verdict (R2.6).

    POST is the workbook of what is seen.
    """
    month = _month(request.GET.get("month", ""))
    state, verdict = request.GET.get("state", ""), request.GET.get("verdict", "")
    within = verification.result_batches(request.post, month=month)
    found = within
    if state in Progress.values:
        found = found.filter(verification.in_progress(Progress(state), request.post))
    if verdict in Verdict.values:
        found = found.filter(verification.with_verdict(verdict, request.post))
    look = Look.of(request, BATCH_RESULTS, month=month, state=state, verdict=verdict)
    if request.method == "POST":
        return export(request, look, found)
    counts = verification.by_progress(within, request.post)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "month": month,
        "state": state,
        "verdict": verdict,
        "months": _months(month),
        "all": counts["all"],
        "states": [(one.value, one.label, counts[one.value]) for one in Progress],
        "verdicts": [(one.value, one.label, counts[one.value]) for one in Verdict],
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
    sources = answered_sources(group_uids=[found.uid], post=request.post)
    look, narrowed = _look_at_result(request, uid, sources)
    values = {
        "batch": found,
        "look": look.page(narrowed, request.GET.get("after", "")),
        "state": request.GET.get("state", ""),
        "verdict": request.GET.get("verdict", ""),
        "may_see_off": _may_see_off(found, request.post),
        **_counts(sources),
    }
    return render(request, "leads/result.html", values)


@page(C.EXPORT, methods=("POST",), look_up=True)
def export_result(request: Any, uid: UUID) -> HttpResponse:
    """The same list as a workbook, for whoever pushed the batch (R2.6)."""
    found = get_visible(Batch.objects.all(), request, uid)
    return export(
        request, *_look_at_result(request, uid, answered_sources(group_uids=[found.uid], post=request.post))
    )


def _look_at_result(request: Any, uid: UUID, sources: Any) -> tuple[Look, Any]:
    state, verdict = request.GET.get("state", ""), request.GET.get("verdict", "")
    to = reverse("export-result", args=[uid])
    look = Look.of(request, RESULTS, export_to=to, state=state, verdict=verdict)
    return look, verification.with_questions(_narrowed(sources, state, verdict), request.post)


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
