"""帮扶计划 of one household: drawn up, adopted, revised, followed month by month."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Money
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.policy.api import items_of, labels
from dixian.registry.households.api import Person
from dixian.warning.cases.api import cases
from dixian.warning.cases.enums import APPROVED, CaseState
from dixian.warning.measures import api as measures
from dixian.warning.measures.enums import UNDER_WAY, Effect, PlanState, Standing
from dixian.web.measures.effects import effects_of
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.words import free_text

TABLES = ("labour_class", "protection_kind", "measure_kind", "blocker_kind", "development_measure")
DRAFTS = (C.ANSWER, C.CONFIRM)


@page(C.SEE_LEADS)
def plan(request: Any, uid: UUID) -> HttpResponse:
    """The plan of a household: the version under way or in force, its measures, what was found each month."""
    case = get_visible(cases(request.post), request, uid)
    versions = measures.plans_of(case, request.post)
    shown = next((one for one in versions if one.state in UNDER_WAY), versions[0] if versions else None)
    tables = items_of(*TABLES)
    may_draft = any(request.post.can(one) for one in DRAFTS) and case.state in APPROVED
    draft = shown is not None and shown.state == PlanState.DRAFT
    may_follow = may_draft and case.state == CaseState.MONITORED
    own = measures.measures_of(case, request.post)
    values = {
        "case": case,
        "shown": shown,
        "versions": versions,
        "tables": tables,
        "names": labels(*TABLES),
        "grid": measures.grid_of(shown) if shown else [],
        "standings": Standing.choices,
        "effects": Effect.choices,
        "measures": own,
        "hint": measures.hint_for(case, own, request.post) if may_follow else None,
        "to_judge": measures.to_judge(case) if may_follow else [],
        "follow_ups": measures.follow_ups_of(case, request.post),
        "lacking": measures.lacking(shown) if shown and shown.state in UNDER_WAY else [],
        "suggestions": measures.suggestions_for(case, shown) if shown and draft and may_draft else [],
        "units": list(Unit.objects.filter(valid_to=None, area=None).order_by("kind", "code"))
        if draft and may_draft
        else [],
        "in_force": next((one for one in versions if one.state == PlanState.ADOPTED), None),
        "may_sign": any(request.post.can(one) for one in DRAFTS),
        "may_draft": may_draft,
        "may_write": may_draft and draft,
        "may_begin": may_draft and (shown is None or shown.state not in UNDER_WAY),
        "may_adopt": shown is not None
        and shown.state == PlanState.SUBMITTED
        and request.post.can(C.CONFIRM)
        and request.post.acting_person.pk not in (shown.drafted_by_id, shown.submitted_by_id),
        "may_return": shown is not None
        and shown.state == PlanState.SUBMITTED
        and request.post.can(C.CONFIRM),
        "may_drop": request.post.can(C.CONFIRM),
        "may_follow": may_follow,
        "today": clock.today(),
    }
    return render(request, "measures/plan.html", values)


@page(DRAFTS, methods=("POST",))
def act(request: Any, uid: UUID) -> HttpResponse:
    """One verb on the plan."""
    case = get_visible(cases(request.post), request, uid)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Refusal("没有选择怎么办理", "回到帮扶计划再点")
    messages.success(request, VERBS[verb](request, case))
    return redirect("plan", uid)


@page(DRAFTS, methods=("POST",))
def follow(request: Any, uid: UUID) -> HttpResponse:
    """What was found this month."""
    case = get_visible(cases(request.post), request, uid)
    measures.follow_up(
        case=case,
        on=day_of(request, "on"),
        effect=request.POST.get("effect", ""),
        blocker=request.POST.get("blocker", ""),
        found=free_text(request, "found", called="情况", longest=300),
        remedy=free_text(request, "remedy", called="针对性措施", longest=200),
        of_measures=effects_of(request),
        post=request.post,
    )
    messages.success(request, f"已登记{case.household}本月跟踪走访")
    return redirect("plan", uid)


def _begin(request: Any, case: Any) -> str:
    reason = free_text(request, "reason", called="缘由", longest=200)
    made = measures.revise(case=case, reason=reason, post=request.post)
    return f"已开始起草帮扶计划{made}"


def _fill(request: Any, case: Any) -> str:
    unit = request.POST.get("helper_unit", "")
    measures.fill_in(
        plan=_under_way(case, request),
        post=request.post,
        helper=free_text(request, "helper", called="帮扶责任人", longest=60),
        helper_unit=_unit(unit) if unit else None,
        no_development=free_text(request, "no_development", called="理由", longest=200),
        search=free_text(request, "search", called="寻找经过", longest=200),
    )
    return "已保存"


def _member(request: Any, case: Any) -> str:
    person = get_visible(Person.objects.all(), request, uid_of(request.POST.get("person", "")))
    told = {
        one.code: (
            request.POST.get(f"standing-{one.code}", ""),
            free_text(request, f"why-{one.code}", called="理由", longest=100),
        )
        for one in items_of("protection_kind")["protection_kind"]
    }
    filled = {kind: said for kind, said in told.items() if said[0]}
    measures.tell_member(
        plan=_under_way(case, request),
        person=person,
        labour=request.POST.get("labour", ""),
        protections=filled,
        post=request.post,
    )
    return f"已保存{person.name}的劳动能力和保障"


def _measure(request: Any, case: Any) -> str:
    made = measures.add_measure(
        plan=_under_way(case, request),
        kind=request.POST.get("kind", ""),
        what=free_text(request, "what", called="帮扶内容", longest=200),
        unit=_unit(request.POST.get("unit", "")),
        from_on=day_of(request, "from_on"),
        to_on=_day(request, "to_on"),
        until_on=_day(request, "until_on"),
        amount=amount_of(request.POST.get("amount", "")),
        paper=free_text(request, "paper", called="政策依据", longest=200),
        post=request.post,
    )
    return f"已加上措施“{made}”，审定后由{made.unit.short_name}落实"


def _drop(request: Any, case: Any) -> str:
    found = get_visible(
        measures.Measure.objects.filter(case=case), request, uid_of(request.POST.get("measure", ""))
    )
    reason = free_text(request, "reason", called="不再落实的理由", longest=200)
    measures.drop(measure=found, reason=reason, post=request.post)
    return f"措施“{found}”不再落实"


def _submit(request: Any, case: Any) -> str:
    measures.submit(plan=_under_way(case, request), post=request.post)
    return "已提交，等乡镇另一位同事审定"


def _return(request: Any, case: Any) -> str:
    reason = free_text(request, "reason", called="退回理由", longest=200)
    measures.send_back(plan=_under_way(case, request), reason=reason, post=request.post)
    return "已退回修改"


def _adopt(request: Any, case: Any) -> str:
    found = _under_way(case, request)
    measures.adopt(plan=found, post=request.post)
    return f"已审定帮扶计划{found}，各项措施已交落实单位"


VERBS: dict[str, Callable[[Any, Any], str]] = {
    "begin": _begin,
    "fill": _fill,
    "member": _member,
    "measure": _measure,
    "drop": _drop,
    "submit": _submit,
    "return": _return,
    "adopt": _adopt,
}


def _under_way(case: Any, request: Any) -> measures.Plan:
    found = next((one for one in measures.plans_of(case, request.post) if one.state in UNDER_WAY), None)
    if found is None:
        raise Refusal("没有正在起草的帮扶计划", "要修订的，先写明缘由开始起草")
    return found


def _unit(text: str) -> Unit:
    found = Unit.objects.filter(uid=uid_of(text), valid_to=None).first()
    if found is None:
        raise Refusal("没有选单位", "从列表里选")
    return found


def _day(request: Any, name: str) -> date | None:
    return day_of(request, name) if request.POST.get(name, "").strip() else None


def amount_of(text: str) -> Any:
    """The amount a form sent, None where it sent none. Raises Refusal where it is none."""
    try:
        return Money("amount", "金额").clean(text) if text.strip() else None
    except CellProblem as problem:
        raise Refusal(f"金额看不懂：{text[:20]}", "只填数字，例如 1200") from problem
