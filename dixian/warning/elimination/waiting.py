"""Who waits for a step of many eliminations, and where; what its last paper lists."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.warning.cases.api import LEVEL, RIGHT, place_of
from dixian.warning.cases.enums import Step as Identifying
from dixian.warning.elimination.enums import OF_RISK, EliminationState, Step
from dixian.warning.elimination.models import Elimination

MOST = 200
# Who takes which step, where: as when they were identified.
AS = {
    Step.APPRAISE: Identifying.APPRAISE,
    Step.NOTICE: Identifying.NOTICE,
    Step.END: Identifying.NOTICE,
    Step.REVIEW: Identifying.REVIEW,
    Step.APPROVE: Identifying.APPROVE,
}
# Where an elimination names the place that takes its step; the county takes it for all.
PLACE = {Level.VILLAGE: "village", Level.TOWNSHIP: "village__parent"}
OF_THE_RISK = Q(how__in=OF_RISK)
WAITS = {
    Step.APPRAISE: Q(state=EliminationState.PROPOSED) & OF_THE_RISK,
    Step.NOTICE: Q(state=EliminationState.APPRAISED),
    Step.END: Q(state=EliminationState.POSTED),
    Step.REVIEW: Q(state=EliminationState.NOTICED) | Q(state=EliminationState.PROPOSED) & ~OF_THE_RISK,
    Step.APPROVE: Q(state=EliminationState.REVIEWED),
}


def right_of(one: Step) -> Any:
    """What whoever takes the step needs."""
    return RIGHT[AS[one]]


def area_of(one: Step, post: Post, code: str = "") -> Area | None:
    """The village, township or county a post takes the step for."""
    return place_of(AS[one], post, code)


def waiting(one: Step, post: Post, area: Area | None = None) -> QuerySet[Elimination]:
    """The eliminations the post reaches that wait for a step, in an area of its level."""
    found: QuerySet[Elimination] = Elimination.objects.visible_to(post).filter(WAITS[one])
    if area is not None:
        found = within(found, one, area)
    return found.select_related("case__household", "village__parent", "proposed_by").order_by(
        "village__code", "id"
    )


# The day of a step, by which its last paper is put together.
DAY = {
    Step.APPRAISE: "appraised_on",
    Step.NOTICE: "posted_on",
    Step.END: "closed_on",
    Step.REVIEW: "reviewed_on",
    Step.APPROVE: "approved_on",
}


def last_of(one: Step, post: Post, area: Area) -> list[Elimination]:
    """The households of the last day on which the step was taken here: what its paper lists."""
    found = within(Elimination.objects.visible_to(post), one, area).exclude(**{DAY[one]: None})
    day = found.order_by(f"-{DAY[one]}").values_list(DAY[one], flat=True).first()
    rows = found.filter(**{DAY[one]: day}).select_related("case__household", "village__parent")
    return list(rows.order_by("village__code", "id")[:MOST]) if day else []


def within(found: QuerySet[Elimination], one: Step, area: Area) -> QuerySet[Elimination]:
    """Those of the place that takes the step."""
    at = PLACE.get(LEVEL[AS[one]])
    return found.filter(**{at: area}) if at else found


def places_waiting(one: Step, post: Post) -> list[tuple[str, str, int]]:
    """(code, name, households) of the villages or townships where somebody waits for a step."""
    at = PLACE.get(LEVEL[AS[one]])
    if at is None:
        return []
    rows = (
        waiting(one, post)
        .select_related(None)
        .order_by(f"{at}__code")
        .values_list(f"{at}__code", f"{at}__name")
    )
    return [(code, name, n) for code, name, n in rows.annotate(n=Count("id"))]
