"""Reads of verification, and its sums."""

from dataclasses import dataclass

from django.db.models import Count, Q

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions.api import Batch
from dixian.warning.verification.duties import IN_THE_LOOP
from dixian.warning.verification.models import Answer


@dataclass(frozen=True)
class Result:
    """What came of a batch: sources, answered ones, and those at risk."""

    batch: Batch
    sources: int
    answered: int
    at_risk: int


def answers_of(lead: Lead, post: Post) -> list[Answer]:
    """All answers to a lead with their reviews, newest first."""
    found = Answer.objects.visible_to(post).filter(lead=lead)
    return list(
        found.select_related(
            "answered_by",
            "post__unit",
            "review__reviewed_by",
            "on_behalf__for_post__user",
            "on_behalf__sheet",
        ).order_by("-id")
    )


def results_for(post: Post) -> list[Result]:
    """Per committed batch the post reaches: how far its alerts have come (R2.6), newest first."""
    batches = list(
        Batch.objects.visible_to(post)
        .filter(state="committed")
        .select_related("submission__kind", "stored", "unit")
        .order_by("-id")[:60]
    )
    counted = (
        LeadSource.objects.visible_to(post)
        .filter(group_uid__in=[batch.uid for batch in batches])
        .values("group_uid")
        .annotate(
            n=Count("id"),
            answered=Count("id", filter=Q(answered_on__isnull=False)),
            at_risk=Count("id", filter=Q(answer=Verdict.AT_RISK)),
        )
        .order_by()
    )
    by_batch = {row["group_uid"]: row for row in counted}
    none = {"n": 0, "answered": 0, "at_risk": 0}
    return [
        Result(batch, row["n"], row["answered"], row["at_risk"])
        for batch in batches
        for row in [by_batch.get(batch.uid, none)]
    ]


def late_leads(post: Post) -> int:
    """Leads in the loop past the limit of their present step."""
    states = [LeadState(state) for state in IN_THE_LOOP]
    return Lead.objects.visible_to(post).filter(state__in=states, due_on__lt=clock.today()).count()


def sums() -> list[Sum]:
    """Every lead in the loop has exactly the open duty of its state."""
    return [
        Sum(
            f"“{LeadState(state).label}”的线索都有“{kind.title}”待办",
            Lead.objects.filter(state=state).count(),
            Obligation.objects.filter(
                kind=kind.code, state="open", subject_uid__in=Lead.objects.filter(state=state).values("uid")
            ).count(),
        )
        for state, kind in IN_THE_LOOP.items()
    ]
