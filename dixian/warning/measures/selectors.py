"""Reads of plans, measures and follow-ups; set-based."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import items, labels
from dixian.registry.households.api import Person
from dixian.warning.cases.api import Case, CaseRisk
from dixian.warning.cases.enums import APPROVED
from dixian.warning.measures.enums import MeasureState, PlanState
from dixian.warning.measures.models import FollowUp, Measure, MemberPlan, Plan, Protection
from dixian.warning.measures.rules import Suggestion, labour_of_household, read_suggestion, suggested

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
        found.select_related("adopted_by", "drafted_by", "submitted_by", "helper_unit").order_by("-edition")
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
    """Those without an adopted plan (`unplanned`), with a measure past its day (`late`), not seen this month (`unfollowed`)."""
    today = clock.today()
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
