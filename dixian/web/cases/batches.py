"""A step of many households: who waits for it, what is said of each, the notice that hangs, its objections and its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import limit
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import OUTCOMES, Outcome, Step
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import day_of, get_visible, own_or_common, page, uid_of, whole_of
from dixian.web.shell.reasons import ask, duty_in_hand, why
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

RIGHTS = (C.ANSWER, C.CONFIRM, C.DECIDE_CASES)
MOST = 200


def _right_of(request: Any) -> C:
    """The right of the step the address names."""
    step = request.resolver_match.kwargs["step"]
    return cases.RIGHT[Step(step)] if step in Step.values else C.ANSWER


@page(RIGHTS, named=_right_of, methods=("GET", "POST"), files=("scan",))
def step(request: Any, step: str) -> HttpResponse:
    """The households of a place that wait for a step, to be taken together."""
    if step not in Step.values:
        raise Http404
    request.post.require(cases.RIGHT[Step(step)])
    if request.method == "POST":
        return _held(request, Step(step))
    waiting = cases.waiting_for(Step(step), request.post)
    area = cases.place_of(Step(step), request.post, request.GET.get("area", ""))
    places = cases.places_waiting(Step(step), request.post)
    if area is None and places:
        area = places[0][0]
    here = cases.of_area(waiting, Step(step), area) if area else waiting.none()
    rows = list(here.order_by("village__code", "id")[:MOST])
    values = {
        "step": step,
        "label": Step(step).label,
        "area": area,
        "places": places,
        "rows": rows,
        "own": _own(rows, Step(step), request),
        "held": cases.held_before(rows, Step(step), request.post),
        "outcomes": [(one.value, one.label) for one in OUTCOMES[Step(step)]],
        "today": clock.today(),
        "notice": limit("limit.notice").words,
        "steps": [(one.value, one.label) for one in Step if request.post.can(cases.RIGHT[one])],
    }
    return render(request, "cases/step.html", values)


@page(C.SEE_LEADS)
def batch(request: Any, uid: UUID) -> HttpResponse:
    """One step that was taken: the households with what was said of each; a notice with its objections."""
    found = get_visible(cases.batches(request.post), request, uid)
    hangs = found.step == Step.NOTICE and found.closed_on is None
    lines = [(one, list(one.objections.all())) for one in cases.lines_of(found, request.post)]
    objections = [objection for _, those in lines for objection in those]
    values = {
        "batch": found,
        "lines": lines,
        "objected": bool(objections),
        "unsettled": sum(1 for one in objections if one.upheld is None),
        "hangs": hangs,
        "over": hangs and clock.today() > found.until,
        "may_answer": hangs and request.post.can(C.ANSWER),
        "may_export": request.post.can(C.EXPORT) or request.post.can(C.ANSWER),
        "today": clock.today(),
        **_next(found, request),
    }
    return render(request, "cases/batch.html", values)


def _next(found: cases.CaseBatch, request: Any) -> dict[str, Any]:
    """The step the same post takes next of these households; {} where none of them waits for it."""
    after = {Step.APPRAISE: Step.NOTICE}.get(Step(found.step))
    if after is None or not request.post.can(cases.RIGHT[after]):
        return {}
    count = cases.of_area(cases.waiting_for(after, request.post), after, found.area).count()
    if not count:
        return {}
    return {
        "next_step": after.value,
        "next_label": after.label,
        "next_count": count,
        "next_area": found.area.code,
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


@page(C.SEE_LEADS, methods=("GET", "POST"), look_up=True)
def batch_scan(request: Any, uid: UUID) -> HttpResponse:
    """The signed paper or the photo of a step: for an open duty or a reason, noted."""
    found = get_visible(cases.batches(request.post), request, uid)
    if found.scan is None:
        raise Http404
    told = why(request, duty_in_hand(request.post, subjects=[uid]))
    if told is None:
        return ask(request, what="签字原件", name=str(found), back=f"/case-batches/{uid}/")
    told.note(what="识别批次签字原件", subject="识别批次", uids=[uid])
    return attachment(content_of(found.scan), found.scan.name)


def _held(request: Any, step: Step) -> HttpResponse:
    area = Area.objects.filter(code=request.POST.get("area", "")).first()
    if area is None:
        raise Refusal("没有选择地区", "刷新页面后再办")
    present = whole_of(request, "present", called="到会人数") if step == Step.APPRAISE else None
    batch = cases.hold(
        step=step,
        area=area,
        on=day_of(request, "on"),
        words=_words(request, step),
        number=free_text(request, "number", called="文号", longest=80),
        present=present,
        text=free_text(request, "text", called="记录", longest=1000),
        scan=sent_file(request, purpose=step.label, field="scan", kind=Kind.SCAN)
        if request.FILES.get("scan")
        else None,
        post=request.post,
    )
    messages.success(request, f"{batch}已登记：{_counted(batch)}")
    return redirect("case-batch", batch.uid)


def _words(request: Any, step: Step) -> list[cases.Word]:
    """What the form says of each household that is ticked or held."""
    words = []
    for text in request.POST.getlist("case"):
        outcome = request.POST.get(f"outcome.{text}", "")
        if not outcome:
            continue
        if outcome not in Outcome.values:
            raise Refusal("没有选择结果", "逐户选择")
        votes = step == Step.APPRAISE and outcome in (Outcome.PASSED, Outcome.LEFT_OUT)
        words.append(
            cases.Word(
                case_uid=uid_of(text),
                outcome=Outcome(outcome),
                reason=free_text(request, f"reason.{text}", called="理由", longest=200),
                ayes=whole_of(request, own_or_common(request, "ayes", text), called="同意票数")
                if votes
                else None,
                noes=whole_of(request, own_or_common(request, "noes", text), called="不同意票数")
                if votes
                else None,
            )
        )
    return words


def _own(rows: list[cases.Case], step: Step, request: Any) -> set[int]:
    """Households the acting person can't pass: their own work."""
    if step not in (Step.REVIEW, Step.APPROVE):
        return set()
    person = request.post.acting_person.pk
    return {pk for pk, people in cases.hands_in(rows, step).items() if person in people}


def _counted(batch: cases.CaseBatch) -> str:
    counted: dict[str, int] = {}
    for one in batch.lines.all():
        counted[one.result] = counted.get(one.result, 0) + 1
    return "、".join(f"{label} {count} 户" for label, count in counted.items())
