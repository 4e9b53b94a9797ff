"""One step that was taken of many households, in whatever proceeding: the notice that hangs, its objections and its end."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Proceeding, Step
from dixian.warning.elimination import api as elimination
from dixian.web.cases.together import RIGHTS, Desk, right_of, take
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.reasons import ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

IDENTIFYING = Desk(Proceeding.IDENTIFICATION, "case-step")
DESKS = {Proceeding.IDENTIFICATION: "case-step", Proceeding.ELIMINATION: "elimination-step"}


@page(RIGHTS, named=right_of, methods=("GET", "POST"), files=("scan",))
def step(request: Any, step: str) -> HttpResponse:
    """The households of a place that wait for a step of their identification, to be taken together."""
    return take(request, step, IDENTIFYING)


@page(C.SEE_LEADS)
def batch(request: Any, uid: UUID) -> HttpResponse:
    """One step that was taken: the households with what was said of each; a notice with its objections."""
    found = get_visible(cases.batches(request.post), request, uid)
    hangs = found.step == Step.NOTICE and found.closed_on is None
    lines = cases.lines_of(found, request.post)
    procedure, now = cases.procedure_of(found.proceeding), _now(lines, request.post)
    objections = [objection for one in lines for objection in one.objections.all()]
    values = {
        "batch": found,
        "lines": [(one, list(one.objections.all()), procedure.result(one), *now[one.pk]) for one in lines],
        "objected": bool(objections),
        "unsettled": sum(1 for one in objections if one.upheld is None),
        "sends_back": procedure.label(procedure.sends_back),
        "hangs": hangs,
        "over": hangs and clock.today() > found.until,
        "may_sign": found.scan is None and request.post.can(cases.RIGHT[Step(found.step)]),
        "may_answer": hangs and request.post.can(C.ANSWER),
        "may_export": request.post.can(C.EXPORT) or request.post.can(C.ANSWER),
        "today": clock.today(),
        **_next(found, request),
    }
    return render(request, "cases/batch.html", values)


def _now(lines: Sequence[cases.BatchLine], post: Post) -> dict[int, tuple[str, str, str]]:
    """Line id -> the page of its household in this proceeding, where it is now, and that in words."""
    uids = [one.elimination_uid for one in lines if one.elimination_uid]
    ending = elimination.eliminations_by_uid(uids, post) if uids else {}
    told = {}
    for one in lines:
        of = ending.get(one.elimination_uid) if one.elimination_uid else one.case
        at = reverse("elimination" if one.elimination_uid else "case", args=[one.case.uid])
        told[one.pk] = (at, of.state, _standing(of)) if of else (at, "", "")
    return told


def _standing(of: cases.Case | elimination.Elimination) -> str:
    return of.standing if isinstance(of, elimination.Elimination) else of.get_state_display()


def _next(found: cases.CaseBatch, request: Any) -> dict[str, Any]:
    """The step the same post takes next of these households; {} where none of them waits for it."""
    after = {Step.APPRAISE: Step.NOTICE}.get(Step(found.step))
    if after is None or not request.post.can(cases.RIGHT[after]):
        return {}
    waiting = cases.waiting_for(after, request.post, Proceeding(found.proceeding))
    count = cases.of_area(waiting, after, found.area).count()
    if not count:
        return {}
    return {
        "next_step": after.value,
        "next_label": after.label,
        "next_count": count,
        "next_area": found.area.code,
        "next_desk": DESKS[Proceeding(found.proceeding)],
    }


@page(C.ANSWER, methods=("POST",))
def object_to(request: Any, uid: UUID) -> HttpResponse:
    """An objection to a household on a notice."""
    found = get_visible(cases.batches(request.post), request, uid)
    wanted = uid_of(request.POST.get("line", ""))
    line = next((one for one in cases.lines_of(found, request.post) if one.uid == wanted), None)
    if line is None:
        raise Refusal("没有选择哪一户", "选公示单上的户")
    text = free_text(request, "text", called="异议", longest=300)
    cases.object_to(line=line, on=day_of(request, "on"), text=text, post=request.post)
    messages.success(request, f"已登记对{line.household}的异议，调查后登记结果")
    return redirect("case-batch", uid)


@page(C.ANSWER, methods=("POST",))
def settle(request: Any, uid: UUID) -> HttpResponse:
    """What was found about an objection."""
    found = get_visible(cases.batches(request.post), request, uid)
    wanted = uid_of(request.POST.get("objection", ""))
    made = [
        one
        for line in cases.lines_of(found, request.post)
        for one in line.objections.all()
        if one.uid == wanted
    ]
    upheld = request.POST.get("upheld", "")
    if not made or upheld not in ("yes", "no"):
        raise Refusal("没有选择异议是否成立", "选一条异议，选“成立”或“不成立”")
    word = free_text(request, "word", called="调查结果", longest=300)
    cases.settle(objection=made[0], upheld=upheld == "yes", word=word, post=request.post)
    messages.success(request, "已登记调查结果")
    return redirect("case-batch", uid)


@page(C.ANSWER, methods=("POST",), files=("scan",))
def end_notice(request: Any, uid: UUID) -> HttpResponse:
    """The notice has hung its days."""
    found = get_visible(cases.batches(request.post), request, uid)
    unchanged(request, found)
    said = request.POST.get("unobjected", "")
    if said not in ("yes", "no"):
        raise Refusal("没有选择有无异议", "选“公示期间无异议”或“有异议，已逐条处理”")
    scan = (
        sent_file(request, purpose="公示照片", field="scan", kind=Kind.SCAN)
        if request.FILES.get("scan")
        else None
    )
    cases.end_notice(
        batch=found, on=day_of(request, "on"), unobjected=said == "yes", scan=scan, post=request.post
    )
    messages.success(request, "公示结果已登记，无异议的户已报乡镇审核")
    return redirect("case-batch", uid)


@page(RIGHTS, methods=("POST",), files=("scan",))
def sign(request: Any, uid: UUID) -> HttpResponse:
    """The paper of a step comes back signed."""
    found = get_visible(cases.batches(request.post), request, uid)
    request.post.require(cases.RIGHT[Step(found.step)])
    scan = sent_file(request, purpose=found.get_step_display(), field="scan", kind=Kind.SCAN)
    cases.keep_scan(batch=found, scan=scan, post=request.post)
    messages.success(request, "签字原件已收进来")
    return redirect("case-batch", uid)


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def batch_scan(request: Any, uid: UUID) -> HttpResponse:
    """The signed paper or the photo of a step: for an open duty or a reason, noted."""
    found = get_visible(cases.batches(request.post), request, uid)
    if found.scan is None:
        raise Http404
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what="签字原件", name=str(found), back=f"/case-batches/{uid}/")
    told.note(what="批次签字原件", subject="批次", uids=[uid])
    return attachment(content_of(found.scan), found.scan.name)
