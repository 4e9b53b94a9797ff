"""一户一策 of a household, and its 明白卡: what it receives, from whom, whom to call; of a whole village a page each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, UnitContact, in_force
from dixian.foundation.areas.enums import OWN_KINDS, ContactRole
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling
from dixian.foundation.policy.api import items, labels
from dixian.registry.households.api import Household
from dixian.registry.households.enums import HouseholdKind
from dixian.warning.cases import api as cases
from dixian.warning.declarations import api as declarations
from dixian.warning.measures import api as measures
from dixian.warning.measures.enums import PlanState
from dixian.web.cases.places import place_of
from dixian.web.cases.step_wordings import sample_of
from dixian.web.measures.wordings import CALLED, CARD, MEASURE, MEMBER, PLAN, RECEIVED
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.papers import paper
from dixian.web.shell.uploads import sent_file

GOES = (C.ANSWER, C.CONFIRM)
HOTLINE = ("防止返贫监测热线", "", "", "12317")
MOST = 200


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def plan_paper(request: Any, uid: UUID) -> HttpResponse:
    """The plan in force, else the latest version, to be signed by the household; noted."""
    case = get_visible(cases.cases(request.post), request, uid)
    plan = _in_force(case, request.post) or next(iter(measures.plans_of(case, request.post)), None)
    if plan is None:
        raise Refusal("这户还没有帮扶计划", "起草以后再打印")
    _noted("打印帮扶计划", [case.household])
    return paper(request, PLAN, f"{case.household}-帮扶计划", _plan(case, plan, request.post))


@page(GOES, methods=("POST",), files=("paper",))
def sign_plan(request: Any, uid: UUID) -> HttpResponse:
    """The plan in force comes back signed."""
    case = get_visible(cases.cases(request.post), request, uid)
    plan = _in_force(case, request.post)
    if plan is None:
        raise Refusal("这户还没有审定的帮扶计划", "审定以后打印，户里签字再传上来")
    measures.sign(
        plan=plan,
        on=day_of(request, "on"),
        paper=sent_file(request, purpose="一户一策", field="paper", kind=Kind.SCAN),
        post=request.post,
    )
    messages.success(request, f"{case.household}签字的帮扶计划已收进来")
    return redirect("plan", uid)


@page(C.SEE_LEADS, methods=("POST",), look_up=True)
def signed_plan(request: Any, uid: UUID) -> HttpResponse:
    """The signed plan of the version in force; noted."""
    case = get_visible(cases.cases(request.post), request, uid)
    plan = _in_force(case, request.post)
    if plan is None or plan.paper is None:
        raise Http404
    _noted("下载签字的帮扶计划", [case.household])
    return attachment(content_of(plan.paper), plan.paper.name)


def _in_force(case: cases.Case, post: Any) -> measures.Plan | None:
    found = measures.plans_of(case, post)
    return next((one for one in found if one.state == PlanState.ADOPTED), None)


@page(GOES, methods=("POST",), look_up=True)
def card(request: Any, uid: UUID) -> HttpResponse:
    """One household's card; noted."""
    found = get_visible(Household.objects.select_related("village__parent"), request, uid)
    _noted("打印明白卡", [found])
    told = measures.received([found], request.post)
    return paper(request, CARD, f"{found}-明白卡", *_cards(told, found.village, request.post))


@page(GOES, methods=("POST",), look_up=True)
def village_cards(request: Any) -> HttpResponse:
    """The cards of a village's 监测户 and 脱贫户 that receive something, a page each; noted."""
    village = Area.objects.filter(code=request.POST.get("village", "")).select_related("parent").first()
    if village is None:
        raise Refusal("没有选村", "从列表里选一个村")
    approved = cases.cases(request.post).approved().filter(village=village).values("household_id")
    homes = Household.objects.visible_to(request.post).filter(
        Q(pk__in=approved) | Q(kind=HouseholdKind.POVERTY_RELIEVED), village=village, valid_to=None
    )
    found = list(homes.order_by("group_name", "id")[: MOST + 1])
    if len(found) > MOST:
        raise Refusal(f"这个村超过 {MOST} 户，一次印不出", "到各户的一户一档逐户打印")
    told = [one for one in measures.received(found, request.post) if one.anything]
    if not told:
        raise Refusal("这个村没有要发明白卡的户", "帮扶计划审定以后，措施和保障会印在卡上")
    _noted("打印全村明白卡", [one.household for one in told])
    return paper(request, CARD, f"{village.name}-明白卡", *_cards(told, village, request.post))


def _noted(what: str, households: Sequence[Household]) -> None:
    record_read(what=what, subject="户", uids=[str(one.uid) for one in households], reason="送到户里")


def _plan(case: cases.Case, plan: measures.Plan, post: Any) -> Filling:
    named = labels("at_risk_reason", "labour_class", "measure_kind")
    risks = [named.get(one.risk, one.risk) for one in cases.risks_of([case], post)[case.pk]]
    values = {
        "村": place_of(case),
        "户主": case.household.head_name,
        "住址": f"{place_of(case)}{case.household.group_name}",
        "家庭人口": str(case.household.size),
        "监测对象类别": case.get_monitoring_type_display(),
        "风险": "、".join(risks),
        "批复": f"{case.approval_number} {case.approved_on or ''}",
        "版次": str(plan),
        "缘由": plan.reason,
        "帮扶责任人": plan.helper,
        "帮扶单位": plan.helper_unit.short_name if plan.helper_unit else "",
        "没有开发式措施的理由": plan.no_development,
        "寻找开发式措施的经过": plan.search,
        "审定": f"{plan.adopted_on} {plan.adopted_by.name}" if plan.adopted_by else "",
    }
    own = [one for one in measures.measures_of(case, post) if one.plan_id == plan.pk or not one.dropped]
    rows = [
        (
            str(at),
            named.get(one.kind, one.kind),
            one.what,
            one.unit.short_name,
            _span(one),
            "" if one.amount is None else f"{one.amount:,.2f}",
            f"{one.get_state_display()} {one.delivered_on or ''}".strip(),
        )
        for at, one in enumerate(own, start=1)
    ]
    return Filling(values, {"成员": _members(plan, named), "措施": sample_of(MEASURE, *rows)})


def _members(plan: measures.Plan, named: Any) -> list[Any]:
    kinds = items("protection_kind")
    rows = []
    for member in measures.grid_of(plan):
        told = [
            f"{kind.label}：{said.get_standing_display()}" + (f"（{said.why}）" if said.why else "")
            for kind in kinds
            if (said := member.protections.get(kind.code))
        ]
        rows.append((member.person.name, named.get(member.labour, ""), "\n".join(told)))
    return sample_of(MEMBER, *rows)


def _span(one: measures.Measure) -> str:
    return f"{one.from_on} 至 {one.to_on}" if one.to_on else f"{one.from_on} 起"


def _cards(told: Sequence[measures.Received], village: Area, post: Any) -> list[Filling]:
    named, called = labels("measure_kind"), _called(village, post)
    parent = village.parent.name if village.parent else ""
    return [_card(one, f"{parent}{village.name}", named, called) for one in told]


def _card(one: measures.Received, place: str, named: Any, called: Sequence[Sequence[str]]) -> Filling:
    rows = [
        (
            f"{named.get(measure.kind, measure.kind)}：{measure.what}",
            measure.unit.short_name,
            _span(measure),
            "" if measure.amount is None else f"{measure.amount:,.2f} 元",
        )
        for measure in one.measures
    ]
    rows += [(f"{kind}（{'、'.join(who)}）", "按政策发放", "", "") for kind, who in one.protections.items()]
    values = {
        "村": place,
        "户主": one.household.head_name,
        "住址": f"{place}{one.household.group_name}",
        "家庭人口": str(one.household.size),
        "制卡日期": zh_day(clock.today()),
    }
    unit = one.plan.helper_unit if one.plan else None
    helper = [("帮扶责任人", one.plan.helper, unit.short_name if unit else "", "")] if one.plan else []
    empty = [("目前没有登记的帮扶措施", "", "", "")]
    return Filling(
        values,
        {"享受的帮扶": sample_of(RECEIVED, *(rows or empty)), "联系人": sample_of(CALLED, *helper, *called)},
    )


def _called(village: Area, post: Any) -> list[tuple[str, str, str, str]]:
    """Whom the village and the township have named for it, with the number they answer, which is noted; the telephone that
    stands on the village's poster; the hotline last.
    """
    levels = {village.pk: "村里", village.parent_id: "乡镇"}
    found = UnitContact.objects.filter(
        in_force(clock.today()), unit__area__in=levels, unit__kind__in=OWN_KINDS
    ).exclude(name="")
    chosen: dict[int, UnitContact] = {}
    for one in found.select_related("unit").order_by("id"):
        if one.unit_id not in chosen or one.role == ContactRole.LIAISON:
            chosen[one.unit_id] = one
    phones = [str(one.uid) for one in chosen.values() if one.phone]
    if phones:
        record_read(what="打印明白卡", subject="单位联系人", uids=phones, reason="送到户里")
    rows = [
        (levels[one.unit.area_id], one.name, one.unit.short_name, one.phone.open() if one.phone else "")
        for one in sorted(chosen.values(), key=lambda one: one.unit.area_id != village.pk)
    ]
    poster = declarations.entrances(post).filter(village=village, ended_on=None).first()
    answered = [("村里接电话的", "", village.name, poster.phone.open())] if poster else []
    return [*rows, *answered, HOTLINE]
