"""What stands in a plan's draft: the helper, each member's grid, the measures; and what it still lacks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due, items
from dixian.registry.households.api import Person
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import APPROVED
from dixian.warning.measures.enums import MeasureState, PlanState, Standing
from dixian.warning.measures.models import Measure, MemberPlan, Plan, Protection
from dixian.warning.measures.rules import Draft, missing

MAY_DRAFT = (Capability.ANSWER, Capability.CONFIRM)


@transaction.atomic
def fill_in(*, plan: Plan, post: Post, **told: Any) -> None:
    """helper, helper_unit, no_development, search of a draft. Raises NotAllowed, Refusal."""
    require_draft(plan, post)
    update(plan, drafted_by=post.acting_person, **told)


@transaction.atomic
def tell_member(
    *, plan: Plan, person: Person, labour: str, protections: Mapping[str, tuple[str, str]], post: Post
) -> None:
    """How able a member is to work, and the six protections: kind -> (standing, why).

    Raises NotAllowed; Refusal for words that stand in no table, for "not entitled" without a reason.
    """
    require_draft(plan, post)
    if person.household_id != plan.household_id:
        raise Refusal("这个人不在这户", "刷新页面后再填")
    if labour not in {one.code for one in items("labour_class")}:
        raise Refusal(f"没有选{person.name}的劳动能力", "从列表里选")
    place = {"household_id": plan.household_id, "village_id": plan.village_id}
    MemberPlan.objects.update_or_create(plan=plan, person=person, defaults={"labour": labour, **place})
    names = {one.code: one.label for one in items("protection_kind")}
    known = {one.kind: one for one in Protection.objects.filter(plan=plan, person=person)}
    new: list[Protection] = []
    for kind, (standing, why) in protections.items():
        if kind not in names or standing not in Standing.values:
            raise Refusal("没有选享受情况", "从“已享受、已申请、不符合条件”里选")
        if standing == Standing.NOT_ENTITLED and not why.strip():
            raise Refusal(f"{person.name}不符合{names[kind]}的理由没有写", "写一句为什么，例如“未满60周岁”")
        told = {"standing": standing, "why": why.strip()[:100], **place}
        if kind not in known:
            new.append(Protection(plan=plan, person=person, kind=kind, **told))
        elif any(getattr(known[kind], name) != value for name, value in told.items()):
            Protection.objects.filter(pk=known[kind].pk).update(version=F("version") + 1, **told)
    Protection.objects.bulk_create(new)
    update(plan, drafted_by=post.acting_person)


@transaction.atomic
def add_measure(
    *,
    plan: Plan,
    kind: str,
    what: str,
    unit: Unit,
    from_on: date,
    post: Post,
    to_on: date | None = None,
    until_on: date | None = None,
    amount: Any = None,
    paper: str = "",
) -> Measure:
    """Something is to be done for the household, by a unit, until a day (by default `limit.measure` from the first).

    Raises NotAllowed; Refusal for a kind that is none, without a word, for days in disorder.
    """
    require_draft(plan, post)
    if kind not in {one.code for one in items("measure_kind")}:
        raise Refusal("没有选措施类别", "从列表里选")
    if not what.strip():
        raise Refusal("没有写帮扶内容", "写明给什么、做什么")
    until = until_on or due("limit.measure", max(from_on, clock.today()))
    if (to_on and to_on < from_on) or until < from_on:
        raise Refusal("日期前后不对", "止期和落实期限不能早于起始日期")
    update(plan, drafted_by=post.acting_person)
    return Measure.objects.create(
        case_id=plan.case_id,
        plan=plan,
        household_id=plan.household_id,
        village_id=plan.village_id,
        unit=unit,
        kind=kind,
        what=what.strip()[:200],
        paper=paper.strip()[:200],
        from_on=from_on,
        to_on=to_on,
        until_on=until,
        amount=amount,
    )


def draft_of(plan: Plan) -> Draft:
    """The plan as the rules judge it."""
    members = Person.objects.filter(household_id=plan.household_id, valid_to=None).order_by("id")
    alive = Measure.objects.filter(case_id=plan.case_id).exclude(state=MeasureState.DROPPED)
    return Draft(
        members=dict(members.values_list("id", "name")),
        labour=dict(plan.members.values_list("person_id", "labour")),
        told=set(plan.protections.values_list("person_id", "kind")),
        protections=[one.code for one in items("protection_kind")],
        kinds=set(alive.values_list("kind", flat=True)),
        helper=plan.helper,
        no_development=plan.no_development,
        search=plan.search,
    )


def lacking(plan: Plan) -> list[str]:
    """What the plan still lacks."""
    return list(missing(draft_of(plan), [one.code for one in items("development_measure")]))


def lacking_without(plan: Plan, measure: Measure) -> list[str]:
    """What a plan in force would lack of what its adoption asked for, were this measure given up; what is only drafted does not count."""
    development = [one.code for one in items("development_measure")]
    begun = Measure.objects.filter(case_id=plan.case_id, state__in=(MeasureState.DUE, MeasureState.DELIVERED))
    draft = replace(draft_of(plan), kinds=set(begun.values_list("kind", flat=True)))
    left = replace(draft, kinds=set(begun.exclude(pk=measure.pk).values_list("kind", flat=True)))
    known = set(missing(draft, development))
    return [one for one in missing(left, development) if one not in known]


def require_drafter(post: Post) -> None:
    """Raises NotAllowed where the post may not write plans."""
    if not any(post.can(one) for one in MAY_DRAFT):
        post.require(MAY_DRAFT[0])


def require_draft(plan: Plan, post: Post) -> None:
    """Raises NotAllowed; Refusal where the version is no draft any more."""
    require_drafter(post)
    require_open(plan.case)
    if plan.state != PlanState.DRAFT:
        raise Refusal(f"这一版现在是“{plan.get_state_display()}”，不能再改", "要改的，提交修订的新一版")


def require_open(case: Case) -> None:
    """Raises Refusal where the household needs no plan."""
    if case.state not in APPROVED:
        raise Refusal(f"这户现在是“{case.get_state_display()}”，不用帮扶计划", "刷新页面看最新情况")


def update(plan: Plan, source: str = "", **changes: Any) -> None:
    """Write to the version as it was read. Raises Refusal where somebody else has meanwhile."""
    rows = Plan.objects.filter(pk=plan.pk, version=plan.version)
    if source:
        rows = rows.filter(state=source)
    if not rows.update(version=F("version") + 1, **changes):
        raise Refusal("帮扶计划刚被别人改过", "刷新页面后再办")
    plan.version += 1
    for name, value in changes.items():
        setattr(plan, name, value)
