"""Register checks: the township's list, one person units have written of, and what the township says of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, villages_of
from dixian.foundation.kernel import idnumber
from dixian.foundation.kernel.masking import mask_cell, mask_id
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.policy.api import items
from dixian.registry.households import api as households
from dixian.registry.households.api import Household, search
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import NOBODY_HERE, CheckResult, CheckState
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.registry.entering import NOTHING, SEALED, choices, entered, way_in
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text
from dixian.web.submissions.columns import CHECKS
from dixian.web.submissions.desk import beside

MAY_READ = (C.PROPOSE_REGISTER, C.SEE_LOOP)
FOUND = 8


@page(MAY_READ, methods=("GET", "POST"), look_up=True)
def check_list(request: Any) -> HttpResponse:
    """Checks by state, those with the earliest limit first. POST is their workbook."""
    state = request.GET.get("state", "")
    found = submissions.checks(request.post)
    if state in CheckState.values:
        found = found.filter(state=state)
    look = Look.of(request, CHECKS, state=state)
    if request.method == "POST":
        return export(request, look, found)
    counted = submissions.checks_by_state(request.post)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "state": state,
        "states": [(one.value, one.label, counted[one.value]) for one in CheckState],
        "all": sum(counted.values()),
    }
    return render(request, "submissions/checks.html", values)


@page(MAY_READ, methods=("GET", "POST"), look_up=True, sealed=("q",))
def check(request: Any, uid: UUID) -> HttpResponse:
    """One check: what units sent, who of the register it may be, and the three ways on. POST looks for somebody."""
    post = request.post
    found = get_visible(submissions.checks(post).select_related("person__household", "changes"), request, uid)
    name, number = _written(found)
    query = request.POST.get("q", "").strip() or mask_cell(name)
    hits = search(query=query, post=post, limit=FOUND) if found.state == CheckState.OPEN else []
    waits = found.state == CheckState.OPEN
    values = {
        "check": found,
        "name": mask_cell(name),
        "masked": mask_id(number),
        "said": _said(number),
        "sources": submissions.sources_of([found], post),
        "people": [beside(hit.person, mask_cell(name), number, post) for hit in hits],
        "query": query,
        "may_answer": waits and post.can(C.SETTLE_ROWS),
        "may_enter": waits and post.can(C.PROPOSE_REGISTER),
        "reasons": [(result, result.label, items(table)) for result, table in NOBODY_HERE.items()],
        "villages": villages_of(found.township),
        **choices(_filled(name, number)),
    }
    return render(request, "submissions/check.html", values)


@page(C.SETTLE_ROWS, methods=("POST",))
def answer(request: Any, uid: UUID) -> HttpResponse:
    """Nobody of ours, or somebody the register has; then the next check."""
    found = get_visible(submissions.checks(request.post), request, uid)
    unchanged(request, found)
    note = free_text(request, "note", called="说明", longest=120)
    if person := request.POST.get("person", ""):
        submissions.known_as(of=found, person_uid=uid_of(person), reason=note, post=request.post)
    else:
        result, _, reason = request.POST.get("finding", "").partition(":")
        if result not in CheckResult.values:
            raise Refusal("没有选择核对结果", "选一条结果和理由")
        submissions.nobody_here(
            of=found, result=CheckResult(result), reason=reason, note=note, post=request.post
        )
    return _next(request, "已办结")


@page(C.PROPOSE_REGISTER, methods=("POST",), sealed=SEALED)
def enter(request: Any, uid: UUID) -> HttpResponse:
    """Somebody of ours: ask for them to be entered, in a household of the register or in one of their own."""
    found = get_visible(submissions.checks(request.post), request, uid)
    unchanged(request, found)
    more = {
        "values": _new_person(request, found),
        "on": day_of(request, "on"),
        "reason": free_text(request, "reason", called="依据", longest=200),
        "post": request.post,
    }
    home = _home(request)
    if home is None:
        made = households.found_household(village=_village(request, found.township), **more)
    else:
        made = households.add_person(household=home, why=way_in(request), **more)
    submissions.ask_entry(of=found, changes=made, post=request.post)
    messages.success(request, f"已提请：{made.what}。由另一位同事审批后登记，核对随后办结")
    return redirect("change-batch", made.uid)


def _next(request: Any, said: str) -> HttpResponse:
    waiting = submissions.checks(request.post).filter(state=CheckState.OPEN).order_by("due_on", "id")
    following = waiting.first()
    if following is None:
        messages.success(request, f"{said}。都核对完了")
        return redirect("home")
    messages.success(request, f"{said}。下面是下一件，还有 {waiting.count()} 件")
    return redirect("register-check", following.uid)


def _written(of: Any) -> tuple[str, str]:
    """Name and number as the unit writes them."""
    return tuple(held.open() if held else "" for held in (of.name, of.number))  # type: ignore[return-value]


def _said(number: str) -> idnumber.IdNumber | None:
    """What a number says, where it is possible."""
    try:
        return idnumber.parse(number)
    except CellProblem:
        return None


def _filled(name: str, number: str) -> dict[str, str]:
    said = _said(number)
    known = {"sex": said.sex, "masked": mask_id(number)} if said else {}
    return {**NOTHING, "name": mask_cell(name), "relation": "户主", "why": "其他", **known}


def _new_person(request: Any, of: Any) -> dict[str, Any]:
    """As the form says; where it has no number, with that which the unit sent."""
    values, said = entered(request), _said(_written(of)[1])
    if said is None or values.get("id_number") or values.get("certificate_number"):
        return values
    known = {"id_number": said.text, "certificate": "id_card"}
    return {**values, **known, "birth": said.birth.isoformat(), "sex": said.sex}


def _home(request: Any) -> Household | None:
    """The household of the number that was typed, within the post's scope; None where none was."""
    number = request.POST.get("number", "").strip()
    if not number:
        return None
    home = Household.objects.visible_to(request.post).filter(number=number, valid_to=None).first()
    if home is None:
        raise Refusal(f"您的范围内没有户编号“{number}”", "在那一户的页面上看户编号；新立户的不填")
    return home


def _village(request: Any, township: Area) -> Area:
    code = request.POST.get("village", "")
    village = next((one for one in villages_of(township) if one.code == code), None)
    if village is None:
        raise Refusal("没有选在哪个村立户", "选一个村，或者填户编号")
    return village
