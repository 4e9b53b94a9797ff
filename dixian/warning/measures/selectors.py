"""Reads of plans, measures and follow-ups; set-based."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import items, labels, number
from dixian.registry.facts.api import current
from dixian.registry.households.api import Person
from dixian.registry.incomes.api import PER_HEAD
from dixian.warning.cases.api import Case, CaseRisk
from dixian.warning.cases.enums import APPROVED
from dixian.warning.measures.enums import MeasureState, PlanState
from dixian.warning.measures.models import FollowUp, Measure, MemberPlan, Plan, Protection
from dixian.warning.measures.rules import (
    Suggestion,
    labour_of_household,
    likely_effect,
    read_suggestion,
    suggested,
)

ALIVE = (MeasureState.PLANNED, MeasureState.DUE, MeasureState.DELIVERED)


@dataclass(frozen=True)
class Member:
    """A member in the grid: labour, and protection -> what is said of it."""

    person: Person
    labour: str
    protections: dict[str, Protection]


@dataclass
class Standing:
    """A household not eliminated, as the ledger shows it."""

    case: Case
    risks: list[str] = field(default_factory=list)
    plan: Plan | None = None
    measures: int = 0
    delivered: int = 0
    late: int = 0
    last: FollowUp | None = None
    blocker: str = ""


def plans_of(case: Case, post: Post) -> list[Plan]:
    """The versions of a household's plan, the newest first."""
    found = Plan.objects.visible_to(post).filter(case=case)
    return list(
        found.select_related("adopted_by", "drafted_by", "submitted_by", "helper_unit", "paper").order_by(
            "-edition"
        )
    )


def grid_of(plan: Plan) -> list[Member]:
    """Each member of the household with what the plan says of them."""
    labour = dict(MemberPlan.objects.filter(plan=plan).values_list("person_id", "labour"))
    told: dict[int, dict[str, Protection]] = {}
    for one in Protection.objects.filter(plan=plan).order_by("id"):
        told.setdefault(one.person_id, {})[one.kind] = one
    people = Person.objects.filter(household_id=plan.household_id, valid_to=None).order_by("id")
    return [Member(one, labour.get(one.pk, ""), told.get(one.pk, {})) for one in people]


def measures_of(case: Case, post: Post) -> list[Measure]:
    """A household's measures, the oldest first."""
    found = Measure.objects.visible_to(post).filter(case=case)
    return list(found.select_related("unit", "plan").order_by("id"))


def follow_ups_of(case: Case, post: Post) -> list[FollowUp]:
    """What was found month by month, the latest first."""
    found = FollowUp.objects.visible_to(post).filter(case=case)
    return list(found.select_related("by").order_by("-on", "-id"))


@dataclass(frozen=True)
class Hint:
    """What is known for judging the effect: the code it is filled in with, and why, in words."""

    effect: str
    said: str


def hint_for(case: Case, measures: Sequence[Measure], post: Post) -> Hint:
    """From what was delivered and paid, and from the income as last confirmed; it is for a person to judge."""
    done = [one for one in measures if one.state == MeasureState.DELIVERED]
    owed = [one for one in measures if one.state in (MeasureState.PLANNED, MeasureState.DUE)]
    paid = sum((one.amount for one in done if one.amount is not None), Decimal(0))
    income = next(
        (one.fact for one in current(household=case.household_id, post=post) if one.kind == PER_HEAD.code),
        None,
    )
    line = number("line.income")
    above = None if income is None or income.num is None else income.num > line
    said = f"已落实 {len(done)} 项，未落实 {len(owed)} 项，已兑现 {paid:,.2f} 元；"
    if above is None or income is None:
        said += "没有审核过的收支表"
    else:
        word = "超过" if above else "没有超过"
        said += f"人均纯收入 {income.num:,.2f} 元（{income.valid_from}），{word}监测范围 {line:,.2f} 元"
    return Hint(likely_effect(delivered=len(done), owed=len(owed), above=above), said)


def running_on(case: Case) -> list[Measure]:
    """What was delivered and runs on after the risk is gone: to the end of the contract, of the stage of school (facts 1.8)."""
    kinds = [one.code for one in items("running_measure")]
    found = Measure.objects.filter(case=case, state=MeasureState.DELIVERED, kind__in=kinds)
    found = found.filter(Q(to_on=None) | Q(to_on__gte=clock.today()))
    return list(found.select_related("unit").order_by("to_on", "id"))


def suggestions_for(case: Case, plan: Plan) -> list[Suggestion]:
    """What the table suggests for the household's risks and labour (缺什么补什么)."""
    lines = [one for item in items("measure_suggestion") if (one := read_suggestion(item.label))]
    names = labels("at_risk_reason")
    risks = CaseRisk.objects.filter(case=case, to_on=None).values_list("risk", flat=True)
    labour = labour_of_household(plan.members.values_list("labour", flat=True))
    return suggested(lines, risks=[names.get(one, one) for one in risks], labour=labour)


def unit_measures(post: Post) -> QuerySet[Measure]:
    """What has been handed to the post's unit to deliver; for who reaches the whole county or an area, what lies there."""
    found = Measure.objects.visible_to(post).exclude(state=MeasureState.PLANNED)
    return found.select_related("household", "village__parent", "unit", "case")


def monitored(post: Post) -> QuerySet[Case]:
    """The households whose risk is not eliminated."""
    return (
        Case.objects.visible_to(post)
        .filter(state__in=APPROVED)
        .select_related("household", "village__parent")
    )


def narrowed(found: QuerySet[Case], only: str) -> QuerySet[Case]:
    """Those without an adopted plan (`unplanned`), of the opening balance without a measure (`unhelped`), with a measure past
    its day (`late`), not seen this month (`unfollowed`).
    """
    today = clock.today()
    if only == "unhelped":
        return found.filter(lead=None, measures=None)
    if only == "unplanned":
        return found.exclude(pk__in=Plan.objects.filter(state=PlanState.ADOPTED).values("case_id"))
    if only == "late":
        late = Measure.objects.filter(state=MeasureState.DUE, until_on__lt=today)
        return found.filter(pk__in=late.values("case_id"))
    return found.exclude(pk__in=FollowUp.objects.filter(on__gte=today.replace(day=1)).values("case_id"))


def standings(cases: Sequence[Case], post: Post) -> list[Standing]:
    """Each with its risks, plan, measures and last follow-up, in four queries."""
    found = {one.pk: Standing(one) for one in cases}
    names = labels("at_risk_reason", "blocker_kind")
    for case, risk in (
        CaseRisk.objects.visible_to(post).filter(case__in=found, to_on=None).values_list("case_id", "risk")
    ):
        found[case].risks.append(names.get(risk, risk))
    for plan in Plan.objects.visible_to(post).filter(case__in=found).order_by("edition"):
        found[plan.case_id].plan = plan
    today = clock.today()
    rows: Any = (
        Measure.objects.visible_to(post)
        .filter(case__in=found, state__in=ALIVE)
        .values_list("case_id")
        .annotate(
            n=Count("id"),
            done=Count("id", filter=Q(state=MeasureState.DELIVERED)),
            late=Count("id", filter=Q(state=MeasureState.DUE, until_on__lt=today)),
        )
    )
    for case, count, done, late in rows.order_by():
        found[case].measures, found[case].delivered, found[case].late = count, done, late
    place = Window(RowNumber(), partition_by=[F("case_id")], order_by=[F("on").desc(), F("id").desc()])
    for one in FollowUp.objects.visible_to(post).filter(case__in=found).annotate(place=place).filter(place=1):
        found[one.case_id].last, found[one.case_id].blocker = one, names.get(one.blocker, "没有")
    return list(found.values())
