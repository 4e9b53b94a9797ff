"""A step of many households, in whatever proceeding: who waits for it, what is said of each."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area
from dixian.foundation.files.api import Kind
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import limit
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Outcome, Proceeding, Step
from dixian.web.shell.pages import day_of, own_or_common, uid_of, whole_of
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.words import free_text

RIGHTS = (C.ANSWER, C.CONFIRM, C.DECIDE_CASES)
MOST = 200
UNVOTED = ("", Outcome.HELD, Outcome.RETURNED)
Waiting = Sequence[cases.Case]


def _nothing(_waiting: Waiting, _step: Step, _post: Post) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Desk:
    """The pages of a proceeding's steps: their address, and what they show of the households besides.

    more: values of the template; `not_ready` among them: case id -> why it is not passed by itself.
    """

    proceeding: Proceeding
    url_name: str
    more: Callable[[Waiting, Step, Post], dict[str, Any]] = _nothing


def right_of(request: Any) -> C:
    """The right of the step the address names."""
    step = request.resolver_match.kwargs["step"]
    return cases.RIGHT[Step(step)] if step in Step.values else C.ANSWER


def take(request: Any, name: str, desk: Desk) -> HttpResponse:
    """The households of a place that wait for a step, to be taken together. POST takes it. Raises Http404 for no step."""
    if name not in Step.values:
        raise Http404
    step, post = Step(name), request.post
    post.require(cases.RIGHT[step])
    if request.method == "POST":
        return _held(request, step, desk)
    area = cases.place_of(step, post, request.GET.get("area", ""))
    places = cases.places_waiting(step, post, desk.proceeding)
    if area is None and places:
        area = places[0][0]
    waiting = cases.waiting_for(step, post, desk.proceeding)
    here = cases.of_area(waiting, step, area) if area else waiting.none()
    rows = list(here.order_by("village__code", "id")[:MOST])
    procedure = cases.procedure_of(desk.proceeding)
    held = cases.held_before(rows, step, post, desk.proceeding)
    own = _own(rows, step, procedure, post)
    more = desk.more(rows, step, post)
    values = {
        "proceeding": desk.proceeding.value,
        "url_name": desk.url_name,
        "step": step.value,
        "label": step.label,
        "area": area,
        "places": places,
        "rows": rows,
        "own": own,
        "held": held,
        "held_label": procedure.label(Outcome.HELD),
        "left": {*own, *held, *more.get("not_ready", ())},
        "outcomes": [(one.value, procedure.label(one)) for one in procedure.outcomes[step]],
        "today": clock.today(),
        "notice": limit("limit.notice").words,
        "steps": [(one.value, one.label) for one in Step if post.can(cases.RIGHT[one])],
        **more,
    }
    return render(request, "cases/step.html", values)


def _held(request: Any, step: Step, desk: Desk) -> HttpResponse:
    area = Area.objects.filter(code=request.POST.get("area", "")).first()
    if area is None:
        raise Refusal("没有选择地区", "刷新页面后再办")
    present = whole_of(request, "present", called="到会人数") if step == Step.APPRAISE else None
    batch = cases.hold(
        proceeding=desk.proceeding,
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
        votes = step == Step.APPRAISE and outcome not in UNVOTED
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


def _own(rows: Waiting, step: Step, procedure: cases.Procedure, post: Post) -> Collection[int]:
    """Households the acting person can't pass: their own work."""
    if step not in cases.EARLIER:
        return set()
    person = post.acting_person.pk
    return {pk for pk, people in procedure.hands_in(rows, step).items() if person in people}


def _counted(batch: cases.CaseBatch) -> str:
    procedure, counted = cases.procedure_of(batch.proceeding), dict[str, int]()
    for one in batch.lines.all():
        said = procedure.result(one)
        counted[said] = counted.get(said, 0) + 1
    return "、".join(f"{label} {count} 户" for label, count in counted.items())
