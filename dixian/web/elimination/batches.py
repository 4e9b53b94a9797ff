"""A step of many eliminations at once: who waits for it, what is said of each; the paper of the last one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Paper, word_file
from dixian.foundation.policy.api import limit
from dixian.warning.elimination import api as elimination
from dixian.warning.elimination.enums import OUTCOMES, Outcome, Step
from dixian.web.shell.pages import day_of, own_or_common, page, uid_of, whole_of
from dixian.web.shell.papers import handed_out
from dixian.web.shell.words import free_text

RIGHTS = (C.ANSWER, C.CONFIRM, C.DECIDE_CASES)
LISTED = ("序号", "村", "户主", "家庭人口", "监测类别", "消除方式")
TITLES = {
    Step.APPRAISE: "监测对象风险消除民主评议记录",
    Step.NOTICE: "拟标注风险消除监测对象公示",
    Step.END: "监测对象风险消除公示结果",
    Step.REVIEW: "关于监测对象风险消除的审核报告",
    Step.APPROVE: "监测对象风险消除审定名单",
}


def _right_of(request: Any) -> C:
    """The right of the step the address names."""
    step = request.resolver_match.kwargs["step"]
    return elimination.right_of(Step(step)) if step in Step.values else C.ANSWER


@page(RIGHTS, named=_right_of, methods=("GET", "POST"))
def step(request: Any, step: str) -> HttpResponse:
    """The households of a place that wait for a step, to be taken together."""
    of, area = _asked(request, step, request.POST.get("area", "") or request.GET.get("area", ""))
    if request.method == "POST":
        return _held(request, of, area)
    places = elimination.places_waiting(of, request.post)
    if area is None and places:
        area = elimination.area_of(of, request.post, places[0][0])
    judging = of in (Step.REVIEW, Step.APPROVE)
    found = elimination.waiting(of, request.post, area).prefetch_related(*["conditions"] * judging)
    rows = list(found[: elimination.MOST]) if area else []
    me = request.post.acting_person.pk
    fallen = elimination.fallen_of(rows) if judging else {}
    values = {
        "step": of.value,
        "label": of.label,
        "area": area,
        "places": places,
        "rows": rows,
        "own": {one.pk for one in rows if me in _hands(one, of)},
        "judging": judging,
        "fallen": {pk: "；".join(said) for pk, said in fallen.items()},
        "outcomes": [(one.value, one.label) for one in OUTCOMES[of]],
        "today": clock.today(),
        "notice": limit("limit.notice").words,
        "steps": [(one.value, one.label) for one in Step if request.post.can(elimination.right_of(one))],
    }
    return render(request, "elimination/step.html", values)


@page(RIGHTS, methods=("POST",), look_up=True)
def step_paper(request: Any, step: str) -> HttpResponse:
    """The paper of the last time the step was taken here; it holds no number of anybody and nothing of health."""
    of, area = _asked(request, step, request.POST.get("area", ""))
    found = elimination.last_of(of, request.post, area) if area else []
    if area is None or not found:
        raise Refusal(f"这里还没有办过{of.label}", "办过以后再下载文书")
    rows = [
        [
            str(at),
            one.village.name,
            one.case.household.head_name,
            str(one.case.household.size),
            one.case.get_monitoring_type_display(),
            one.get_how_display(),
        ]
        for at, one in enumerate(found, start=1)
    ]
    told = _told(of, found[0])
    paper = Paper(
        issuer=area.name, title=TITLES[of], paragraphs=told, header=LISTED, rows=rows, signed=area.name
    )
    return handed_out(request, word_file(paper), f"{area.name}-{TITLES[of]}")


def _told(of: Step, one: elimination.Elimination) -> list[str]:
    """What stands above the list; it is the same of all."""
    if of == Step.APPRAISE and one.appraised_on:
        return [f"时间：{zh_day(one.appraised_on)}　到会：{one.present} 人", f"会议记录：{one.minutes}"]
    if of == Step.NOTICE and one.posted_on and one.until:
        return [
            "经入户核实和村民代表会议评议，下列监测对象拟标注风险消除，现予公示。",
            f"公示自 {zh_day(one.posted_on)} 张贴，到 {zh_day(one.until)}止（张贴当天不算）。有异议的，请在公示期内向村民委员会"
            "或乡镇反映，也可拨打 12317。",
        ]
    if of == Step.REVIEW:
        return [f"审核意见：{one.opinion}"]
    return [f"文号：{one.number}"] if of == Step.APPROVE else [f"公示结果：{one.objections or '无异议'}"]


def _asked(request: Any, step: str, code: str) -> tuple[Step, Area | None]:
    if step not in Step.values:
        raise Http404
    request.post.require(elimination.right_of(Step(step)))
    return Step(step), elimination.area_of(Step(step), request.post, code)


def _held(request: Any, of: Step, area: Area | None) -> HttpResponse:
    if area is None:
        raise Refusal("没有选择地区", "刷新页面后再办")
    told = elimination.Told(
        on=day_of(request, "on"),
        present=whole_of(request, "present", called="到会人数") if of == Step.APPRAISE else 0,
        text=free_text(request, "text", called="记录", longest=500),
        number=free_text(request, "number", called="文号", longest=80),
    )
    done = elimination.hold(of=of, area=area, words=_words(request, of), told=told, post=request.post)
    said = "、".join(f"{outcome.label} {count} 户" for outcome, count in done.items())
    messages.success(request, f"{area.name}{of.label}已登记：{said}")
    return redirect(f"{reverse('elimination-step', args=[of.value])}?area={area.code}")


def _words(request: Any, of: Step) -> list[elimination.Word]:
    """What the form says of each household; one that says nothing is not taken this time."""
    words = []
    for text in request.POST.getlist("case"):
        outcome = request.POST.get(f"outcome.{text}", "")
        if outcome and outcome not in Outcome.values:
            raise Refusal("没有选择结果", "逐户选择")
        if outcome:
            reason = free_text(request, f"reason.{text}", called="理由", longest=200)
            votes = of == Step.APPRAISE and outcome == Outcome.PASSED
            ayes = whole_of(request, own_or_common(request, "ayes", text), called="同意人数") if votes else 0
            words.append(
                elimination.Word(uid=uid_of(text), outcome=Outcome(outcome), reason=reason, ayes=ayes)
            )
    return words


def _hands(one: elimination.Elimination, of: Step) -> set[int | None]:
    """Who can't pass it."""
    hands: dict[Step, set[int | None]] = {
        Step.REVIEW: {one.proposed_by_id},
        Step.APPROVE: {one.proposed_by_id, one.reviewed_by_id},
    }
    return hands.get(of, set())
