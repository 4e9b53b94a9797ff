"""监测对象: the list by state, place and clock; one case with the step that is mine."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import townships
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState, Proceeding, Step
from dixian.web.cases.columns import BATCHES, CASES
from dixian.web.cases.shown import shown, told_on
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import get_visible, page

CLOCKS = {"late": "已超期", "soon": "临期", "fine": "未到期"}


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def case_list(request: Any) -> HttpResponse:
    """Cases by state, township and the colour of their clock, or what is to be completed. POST is their workbook."""
    state, township = request.GET.get("state", ""), request.GET.get("township", "")
    colour, only = request.GET.get("clock", ""), request.GET.get("only", "")
    within = _only(cases.cases(request.post), only)
    within = within.filter(township__code=township) if township else within
    counted = cases.by_state(request.post, within)
    found = within.filter(state=state) if state in CaseState.values else within
    found = _coloured(found, colour) if colour in CLOCKS else found
    look = Look.of(request, CASES, state=state, township=township, clock=colour, only=only)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "state": state,
        "township": township,
        "colour": colour,
        "only": only,
        "states": [(one.value, one.label, counted[one.value]) for one in CaseState],
        "clocks": CLOCKS.items(),
        "townships": townships(),
        "all": sum(counted.values()),
        "steps": [(one.value, one.label) for one in Step if request.post.can(cases.RIGHT[one])],
        "may_compare": request.post.can(C.RELEASE),
    }
    return render(request, "cases/list.html", values)


@page(C.SEE_LEADS)
def case(request: Any, uid: UUID) -> HttpResponse:
    """One household: how far its identification is, what was gathered and said, and the step that is mine."""
    found = get_visible(cases.cases(request.post), request, uid)
    return render(request, "cases/case.html", shown(found, request.post))


@page(C.ANSWER)
def months(request: Any, uid: UUID) -> HttpResponse:
    """Of which twelve months a home check on a day tells, and the line of that day; a part of the page of a case."""
    found = get_visible(cases.cases(request.post), request, uid)
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        day = clock.today()
    return render(request, "cases/months.html", told_on(found, day))


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def batch_list(request: Any) -> HttpResponse:
    """The meetings, notices, reviews, approvals and announcements there have been. POST is their workbook."""
    step, proceeding = request.GET.get("step", ""), request.GET.get("proceeding", "")
    found = cases.batches(request.post)
    found = found.filter(step=step) if step in Step.values else found
    found = found.filter(proceeding=proceeding) if proceeding in Proceeding.values else found
    look = Look.of(request, BATCHES, step=step, proceeding=proceeding)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "step": step,
        "steps": Step.choices,
        "proceeding": proceeding,
        "proceedings": Proceeding.choices,
    }
    return render(request, "cases/batches.html", values)


def _only(found: cases.CaseQuerySet, only: str) -> cases.CaseQuerySet:
    if only == "incomplete":
        return found.filter(cases.incomplete()).distinct()
    if only == "differing":
        return found.filter(cases.differing())
    return found


def _coloured(found: cases.CaseQuerySet, colour: str) -> cases.CaseQuerySet:
    """By the clock of the identification."""
    today = clock.today()
    near = today + timedelta(days=int(number("warn.days")))
    waiting = cases.identifying(found)
    if colour == "late":
        return waiting.filter(due_on__lt=today)
    if colour == "soon":
        return waiting.filter(due_on__gte=today, due_on__lte=near)
    return waiting.filter(due_on__gt=near)
