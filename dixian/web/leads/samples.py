"""抽查: the bureau draws from a month's closed leads, and works off what was drawn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.policy.api import number
from dixian.warning.verification import api as verification
from dixian.web.leads.sample_columns import SAMPLES
from dixian.web.leads.shown import shown
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.words import free_text

DRAWS = 12
OPEN, AGREED, REOPENED = "open", "agreed", "reopened"
STATES: dict[str, tuple[str, dict[str, Any]]] = {
    OPEN: ("待抽查", {"examination": None}),
    AGREED: ("认可", {"examination__agreed": True}),
    REOPENED: ("重新核实", {"examination__agreed": False}),
}


@page(C.SEE_LOOP, methods=("GET", "POST"), look_up=True)
def sample_list(request: Any) -> HttpResponse:
    """The months that were drawn, the one that can be, and what was drawn. POST is the workbook of what is seen."""
    state, month = request.GET.get("state", ""), request.GET.get("month", "")
    within = verification.samples(request.post)
    if month:
        within = within.filter(draw__month=month.replace("\0", ""))
    found = within.filter(**STATES[state][1]) if state in STATES else within
    look = Look.of(request, SAMPLES, state=state, month=month)
    if request.method == "POST":
        return export(request, look, found)
    drawn = list(verification.draws()[:DRAWS])
    counts = verification.results_of_draws(drawn)
    before = Month.of(clock.today()).previous()
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "state": state,
        "month": month,
        "states": [(code, label) for code, (label, _) in STATES.items()],
        "draws": [(one, Month.parse(one.month).label, *counts[one.pk]) for one in drawn],
        "to_draw": None if before.code in {one.month for one in drawn} else before,
        "may_draw": request.post.can(C.RELEASE),
        "percent": number("sample.percent"),
        "percent_desk": number("sample.percent.desk"),
    }
    return render(request, "leads/samples.html", values)


@page(C.RELEASE, methods=("POST",))
def draw(request: Any) -> HttpResponse:
    """Draw from a month that has ended."""
    try:
        month = Month.parse(request.POST.get("month", ""))
    except CellProblem:
        raise Refusal("没有选择月份", "回到抽查页面再抽") from None
    made = verification.draw(month=month, post=request.post)
    drawn, *_ = verification.results_of_draws([made])[made.pk]
    total = made.population + made.population_desk
    messages.success(request, f"{month.label}办结的 {total} 户“无风险”里抽中 {drawn} 户，已列入待办")
    return redirect("sample-list")


@page(C.SEE_LOOP)
def sample(request: Any, uid: UUID) -> HttpResponse:
    """One that was drawn, with what was found and said."""
    found = get_visible(verification.samples(request.post), request, uid)
    result = getattr(found, "examination", None)
    may = result is None and request.post.can(C.RELEASE)
    values = {**shown(found.lead, request.post), "sample": found, "result": result, "may_examine": may}
    return render(request, "leads/sample.html", values)


@page(C.RELEASE, methods=("POST",))
def examine(request: Any, uid: UUID) -> HttpResponse:
    """Agreed, or to be looked at again with a reason; then the next one."""
    found = get_visible(verification.samples(request.post), request, uid)
    verb = request.POST.get("verb", "")
    if verb not in (AGREED, REOPENED):
        raise Refusal("没有选择结果", "选“认可”或“重新核实”")
    reason = free_text(request, "reason", called="理由", longest=200) if verb == REOPENED else ""
    verification.examine(sample=found, agreed=verb == AGREED, reason=reason, post=request.post)
    said = "认可" if verb == AGREED else "已退回村里重新核实"
    following = verification.samples(request.post).filter(examination=None).order_by("due_on", "id").first()
    messages.success(
        request, f"{found.household}{said}。" + ("下面是下一户" if following else "抽中的都看完了")
    )
    return redirect("sample", following.uid) if following else redirect("sample-list")
