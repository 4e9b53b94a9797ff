"""What became of a department's rows: per batch, how far the households it warned of have come (R2.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dixian.commons.leads.api import LeadSource, answered_sources
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import Post
from dixian.warning.submissions.api import Batch
from dixian.warning.submissions.enums import BatchState
from dixian.warning.verification.enums import Progress

UNANSWERED = Q(answered_on__isnull=True)


@dataclass(frozen=True)
class Result:
    """What came of a batch: sources, answered ones, and those at risk."""

    batch: Batch
    sources: int
    answered: int
    at_risk: int

    @property
    def unanswered(self) -> int:
        """Sources that wait for their answer."""
        return self.sources - self.answered


def result_batches(post: Post, *, month: str = "") -> QuerySet[Batch]:
    """The committed batches a post reaches, of one month where it is named."""
    found = Batch.objects.visible_to(post).filter(state=BatchState.COMMITTED)
    if month:
        found = found.filter(submission__month=month)
    return found.select_related("submission__kind", "stored", "unit")


def by_progress(batches: QuerySet[Batch], post: Post) -> dict[str, int]:
    """Progress, and a verdict of any of its sources -> how many batches, for the chips over their list."""
    conditions = {**{one.value: in_progress(one, post) for one in Progress}, **_by_verdict(post)}
    counted = {name: Count("id", filter=condition) for name, condition in conditions.items()}
    return dict(batches.aggregate(**counted, all=Count("id")))


def in_progress(progress: Progress, post: Post) -> Q:
    """What makes a batch stand so: one of its sources waits, none does, or there is none."""
    waits, any_ = Q(Exists(_sources(post).filter(UNANSWERED))), Q(Exists(_sources(post)))
    return {Progress.CHECKING: waits, Progress.ANSWERED: any_ & ~waits, Progress.NOTHING: ~any_}[progress]


def with_verdict(verdict: str, post: Post) -> Q:
    """What makes a batch one that has a source with this answer."""
    return Q(Exists(_sources(post).filter(answer=verdict)))


def results_of(batches: Sequence[Batch], post: Post) -> list[Result]:
    """How far these batches have come, in one query."""
    counted = (
        answered_sources(group_uids=[batch.uid for batch in batches], post=post)
        .select_related(None)
        .values("group_uid")
        .annotate(
            n=Count("id"),
            answered=Count("id", filter=~UNANSWERED),
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


def _by_verdict(post: Post) -> dict[str, Q]:
    return {verdict: with_verdict(verdict, post) for verdict in Verdict.values}


def _sources(post: Post) -> Any:
    return LeadSource.objects.visible_to(post).filter(group_uid=OuterRef("uid"))
