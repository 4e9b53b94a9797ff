"""风险消除 of one household: the four conditions, the steps, what is watched afterwards, the way back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import LEVEL, RIGHT, cases, steps_of
from dixian.warning.cases.enums import CaseState, EndedHow, Step
from dixian.warning.elimination import api as elimination
from dixian.warning.elimination.enums import (
    OF_RISK,
    UNDER_WAY,
    WAYS,
    Criterion,
    EliminationState,
    ReversalState,
)
from dixian.warning.measures.api import running_on
from dixian.web.cases.shown import told_of
from dixian.web.measures.plans import amount_of
from dixian.web.shell.pages import day_of, get_visible, page, whole_of
from dixian.web.shell.words import free_text

ACTS = (C.ANSWER, C.CONFIRM, C.DECIDE_CASES)
S, NOT_TYPED = EliminationState, elimination.Typed(None)
# State -> the step it waits for; who is gone waits for the township's as soon as they are proposed.
NEXT = {
    S.PROPOSED: Step.APPRAISE,
    S.APPRAISED: Step.NOTICE,
    S.NOTICED: Step.REVIEW,
    S.REVIEWED: Step.APPROVE,
    S.ANNOUNCING: Step.ANNOUNCE,
}


@page(C.SEE_LEADS)
def show(request: Any, uid: UUID) -> HttpResponse:
    """The household's eliminations, and what can be done now."""
    case = get_visible(cases(request.post), request, uid)
    made = elimination.eliminations_of(case, request.post)
    now = next((one for one in made if one.state in UNDER_WAY), None)
    shown = now or (made[0] if made else None)
    known = elimination.known_of([case])[case.pk]
    reversals = elimination.reversals_of(case, request.post)
    post = request.post
    lines = _lines(case, made, post)
    look_backs = elimination.look_backs_of(case, post)
    looked = any(one.half == elimination.half_of(clock.today()) for one in look_backs)
    values = {
        "case": case,
        "made": made,
        "now": now,
        "shown": shown,
        **_step(shown, case, post),
        "lines": lines.pop(shown.uid, []) if shown else [],
        "earlier_lines": [one for some in lines.values() for one in some],
        "may_return": now is not None and _may_return(now, post),
        "may_withdraw": now is not None and (post.can(C.ANSWER) or post.can(C.CONFIRM)),
        "judged": [(one, said) for one, said in known.judged(NOT_TYPED).items()],
        "held": known.held,
        "running": running_on(case),
        "collected": known.income is not None,
        "beside": elimination.beside(case) if known.income is None else None,
        "ways": [(one.value, one.label) for one in WAYS],
        "may_propose": case.state == CaseState.MONITORED
        and now is None
        and (post.can(C.ANSWER) or post.can(C.CONFIRM)),
        "may_look": case.state == CaseState.ELIMINATED
        and not looked
        and (post.can(C.ANSWER) or post.can(C.CONFIRM)),
        "looked": looked and case.state == CaseState.ELIMINATED,
        "look_backs": look_backs,
        "reversals": reversals,
        "waiting": next((one for one in reversals if one.state == ReversalState.WAITING), None),
        "may_ask": case.state == CaseState.ELIMINATED
        and post.can(C.CONFIRM)
        and not elimination.identified_anew(case),
        "may_decide": post.can(C.DECIDE_CASES),
        "earlier": elimination.earlier_of(case, post),
        "today": clock.today(),
    }
    return render(request, "elimination/elimination.html", values)


@page(ACTS, methods=("POST",))
def act(request: Any, uid: UUID) -> HttpResponse:
    """One verb."""
    case = get_visible(cases(request.post), request, uid)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Refusal("没有选择怎么办理", "回到风险消除页面再点")
    messages.success(request, VERBS[verb](request, case))
    return redirect("elimination", uid)


def _propose(request: Any, case: Any) -> str:
    how, told = request.POST.get("how", ""), request.POST.get("months", "").strip()
    if how not in EndedHow.values:
        raise Refusal("没有选消除方式", "从列表里选")
    elimination.propose(
        case=case,
        how=EndedHow(how),
        reason=free_text(request, "reason", called="理由", longest=300),
        regained=free_text(request, "regained", called="恢复劳动能力的理由", longest=200),
        income=amount_of(request.POST.get("income", "")),
        months=whole_of(request, "months", called="月数") if told else None,
        on=day_of(request, "on"),
        words={
            one: free_text(request, f"word-{one}", called="说明", longest=200) for one in Criterion.values
        },
        post=request.post,
    )
    return "已提出，接着评议" if how in OF_RISK else "已提出，等乡镇审核"


def _return(request: Any, case: Any) -> str:
    reason = free_text(request, "reason", called="退回理由", longest=200)
    elimination.send_back(one=_now(request, case), reason=reason, post=request.post)
    return "已退回重新评议"


def _withdraw(request: Any, case: Any) -> str:
    reason = free_text(request, "reason", called="撤回理由", longest=200)
    elimination.withdraw(one=_now(request, case), reason=reason, post=request.post)
    return "已撤回，继续监测"


def _look(request: Any, case: Any) -> str:
    stable = request.POST.get("stable", "")
    if stable not in ("1", "0"):
        raise Refusal("没有选稳定还是不稳定", "选一项")
    found = free_text(request, "found", called="情况", longest=300)
    made = elimination.look_back(
        case=case, on=day_of(request, "on"), stable=stable == "1", found=found, post=request.post
    )
    said = f"{elimination.half_in_words(made.on)}的回头看已登记"
    if not made.stable:
        said += "，列入“消而不应”，并已列为线索：有新风险的重新识别，消除有误的提出回退"
    return said if made.half == elimination.half_of(clock.today()) else f"{said}；本半年的另外登记"


def _ask(request: Any, case: Any) -> str:
    reason = free_text(request, "reason", called="回退的理由", longest=200)
    elimination.ask_reversal(case=case, reason=reason, post=request.post)
    return "已提出回退，等县里审定"


def _decide(request: Any, case: Any) -> str:
    waiting = next(
        (one for one in elimination.reversals_of(case, request.post) if one.state == ReversalState.WAITING),
        None,
    )
    if waiting is None:
        raise Refusal("没有等审定的回退", "刷新页面看结果")
    agree = request.POST.get("agree", "") == "1"
    answer = free_text(request, "answer", called="审定意见", longest=200)
    elimination.decide_reversal(reversal=waiting, agree=agree, answer=answer, post=request.post)
    return "已回退，继续监测帮扶" if agree else "维持风险消除"


VERBS: dict[str, Callable[[Any, Any], str]] = {
    "propose": _propose,
    "return": _return,
    "withdraw": _withdraw,
    "look_back": _look,
    "ask": _ask,
    "decide": _decide,
}


def _now(request: Any, case: Any) -> elimination.Elimination:
    made = elimination.eliminations_of(case, request.post)
    found = next((one for one in made if one.state in UNDER_WAY), None)
    if found is None:
        raise Refusal("没有正在办理的风险消除", "先提出风险消除")
    return found


def _step(one: elimination.Elimination | None, case: Any, post: Any) -> dict[str, Any]:
    """The step the household waits for, and where the post takes it together with others; {} where it is not theirs."""
    step = NEXT.get(S(one.state)) if one else None
    if one and one.state == S.PROPOSED and one.how not in OF_RISK:
        step = Step.REVIEW
    if step is None or not post.can(RIGHT[step]):
        return {}
    places = {Level.VILLAGE: case.village.code, Level.TOWNSHIP: case.township.code}
    return {"step": step.value, "step_label": step.label, "step_area": places.get(LEVEL[step], "")}


def _lines(case: Any, made: list[elimination.Elimination], post: Any) -> dict[UUID | None, list[Any]]:
    """What was said at each step, the latest first, by the elimination it belongs to."""
    told: dict[UUID | None, list[Any]] = {one.uid: [] for one in made}
    lines = steps_of(case, post, *(one.uid for one in made)) if made else []
    for one in reversed(list(told_of(lines, elimination.ENDING))):
        told[one[0].elimination_uid].append(one)
    return told


def _may_return(now: elimination.Elimination, post: Any) -> bool:
    if now.state in (S.PROPOSED, S.ANNOUNCING):
        return False
    return bool(post.can(C.DECIDE_CASES if now.state == S.REVIEWED else C.CONFIRM))
