"""Reads of cases."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from dixian.commons.leads.api import Lead, leads
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.registry.incomes.api import Income
from dixian.warning.cases.enums import DECIDED, IDENTIFYING, CaseState, Decision, Outcome, Proceeding, Step
from dixian.warning.cases.levels import LEVEL
from dixian.warning.cases.models import (
    BatchLine,
    Case,
    CaseBatch,
    CaseQuerySet,
    CaseRisk,
    Comparison,
    ComparisonRequest,
    HomeCheck,
)
from dixian.warning.cases.procedures import procedure_of


def cases(post: Post) -> CaseQuerySet:
    """The cases a post reaches, with what a list shows."""
    return Case.objects.visible_to(post).select_related("household", "village__parent", "township", "lead")


def by_state(post: Post, of: CaseQuerySet | None = None) -> dict[str, int]:
    """State -> how many the post reaches (of these, where given); every state is named."""
    found = Case.objects.visible_to(post) if of is None else of.select_related(None)
    rows = found.values_list("state").annotate(n=Count("id")).order_by()
    return {**dict.fromkeys(CaseState.values, 0), **dict(rows)}


def cases_of_leads(found: Sequence[Lead], post: Post) -> dict[int, Case]:
    """Lead id -> the case it has passed to, its own or the one it joined."""
    ids = {one.pk for one in found}
    of = Case.objects.visible_to(post).filter(Q(lead__in=ids) | Q(joined_leads__lead__in=ids))
    rows: list[Any] = list(of.annotate(joined=F("joined_leads__lead")))
    pairs = [(one, lead) for one in rows for lead in (one.lead_id, one.joined)]
    return {lead: one for one, lead in pairs if lead in ids}


def decision_of(case: Case) -> Decision | None:
    """What the county has decided about a case; None as long as it has not."""
    return next((one for one, states in DECIDED.items() if case.state in states), None)


def decided(decision: Decision) -> Q:
    """What makes a lead one about which this was decided."""
    return Q(case__state__in=DECIDED[decision]) | Q(joined_case__case__state__in=DECIDED[decision])


def by_decision(post: Post) -> dict[str, int]:
    """Decision -> how many leads the post reaches."""
    counted = {one.value: Count("id", filter=decided(one)) for one in Decision}
    found: dict[str, int] = leads(post).select_related(None).order_by().aggregate(**counted)
    return found


def waiting_for(step: Step, post: Post, proceeding: Proceeding = Proceeding.IDENTIFICATION) -> CaseQuerySet:
    """The households a post reaches that wait for a step."""
    return cases(post).filter(procedure_of(proceeding).waits(step))


def batches(post: Post) -> QuerySet[CaseBatch]:
    """The steps taken of many households that a post reaches."""
    return CaseBatch.objects.visible_to(post).select_related("area__parent", "by", "scan")


def lines_of(batch: CaseBatch, post: Post) -> list[BatchLine]:
    """The households of a step, with what was said of each."""
    found = BatchLine.objects.visible_to(post).filter(batch=batch)
    return list(
        found.select_related("case__household", "village").prefetch_related("objections__by").order_by("id")
    )


def held_before(
    cases: Sequence[Case], step: Step, post: Post, proceeding: Proceeding = Proceeding.IDENTIFICATION
) -> dict[int, str]:
    """Case -> why it was held out (暂缓, 暂不标注) when the step was last taken."""
    if not cases:
        return {}
    eliminations = procedure_of(proceeding).eliminations(cases)
    found = BatchLine.objects.visible_to(post).filter(case__in=cases, step=step, outcome=Outcome.HELD)
    rows = found.order_by("id").values_list("case_id", "elimination_uid", "reason")
    return {case: reason for case, uid, reason in rows if uid == eliminations.get(case)}


def steps_of(case: Case, post: Post, *eliminations: UUID) -> list[BatchLine]:
    """The steps of a case's identification, or of its eliminations, oldest first; of a batch that is out of reach the
    day claimed (`on`), what was said at it (`text`, `present`) and `batch_uid` are None."""
    batch = CaseBatch.objects.visible_to(post).filter(pk=OuterRef("batch"))
    told = {name: Subquery(batch.values(name)) for name in ("on", "text", "present")}
    told["batch_uid"] = Subquery(batch.values("uid"))
    of = Q(elimination_uid__in=eliminations) if eliminations else Q(elimination_uid=None)
    found = BatchLine.objects.visible_to(post).filter(of, case=case).select_related("by")
    return list(found.prefetch_related("objections").annotate(**told).order_by("id"))


def risks_of(found: Sequence[Case], post: Post) -> dict[int, list[CaseRisk]]:
    """Case id -> its open risks."""
    rows = CaseRisk.objects.visible_to(post).filter(case__in=[one.pk for one in found], to_on=None)
    risks: dict[int, list[CaseRisk]] = {one.pk: [] for one in found}
    for row in rows.order_by("from_on", "id"):
        risks[row.case_id].append(row)
    return risks


def gathered(case: Case, post: Post) -> dict[str, Any]:
    """What has been gathered about a case before the village meets, latest first."""
    newest = "-id"
    return {
        "authorisations": list(
            case.authorisations.all().visible_to(post).select_related("by", "paper").order_by(newest)
        ),
        "checks": list(case.checks.all().visible_to(post).select_related("by").order_by(newest)),
        "waivers": list(case.waivers.all().visible_to(post).select_related("by").order_by(newest)),
        "comparisons": list(
            Comparison.objects.visible_to(post).filter(case=case).select_related("unit").order_by("id")
        ),
    }


def income_of(check: HomeCheck) -> Income:
    """The income of a home check."""
    names = (one.name for one in fields(Income))
    return Income(**{name: getattr(check, name) for name in names})


def to_compare(post: Post) -> CaseQuerySet:
    """Households that have authorised a comparison which was not asked for yet."""
    waiting = cases(post).filter(state=CaseState.COLLECTING, authorisations__isnull=False)
    return waiting.filter(comparisons=None, waivers=None).distinct()


def requests(post: Post) -> QuerySet[ComparisonRequest]:
    """The requests to units, with how many households each is about and how many came back."""
    found = ComparisonRequest.objects.visible_to(post).select_related("unit", "asked_by")
    return found.annotate(
        households=Count("comparisons"),
        answered=Count("comparisons", filter=Q(comparisons__answered_on__isnull=False)),
    )


def identifying(found: CaseQuerySet) -> CaseQuerySet:
    """Those the county has not decided about."""
    return found.filter(state__in=IDENTIFYING)


def of_area(found: CaseQuerySet, step: Step, area: Area) -> CaseQuerySet:
    """Those of the place that takes a step."""
    if LEVEL[step] == Level.VILLAGE:
        return found.filter(village=area)
    return found.filter(township=area) if LEVEL[step] == Level.TOWNSHIP else found


def places_waiting(
    step: Step, post: Post, proceeding: Proceeding = Proceeding.IDENTIFICATION
) -> list[tuple[Area, int]]:
    """The places within a post's reach where households wait for a step, with how many, by code."""
    if LEVEL[step] == Level.COUNTY:
        return []
    place = "village" if LEVEL[step] == Level.VILLAGE else "township"
    rows = Case.objects.visible_to(post).filter(procedure_of(proceeding).waits(step))
    counted = dict(rows.values_list(place).annotate(n=Count("id")).order_by())
    return [(area, counted[area.pk]) for area in Area.objects.filter(pk__in=counted).order_by("code")]
