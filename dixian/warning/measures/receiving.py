"""What households receive now and who looks after them, for the card they are given (R19); set-based."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import labels
from dixian.registry.households.api import Household
from dixian.warning.measures.enums import MeasureState, PlanState, Standing
from dixian.warning.measures.models import Measure, Plan, Protection


@dataclass
class Received:
    """measures: under way or delivered, not over. protections: each with the members who have it. plan: the one in force."""

    household: Household
    measures: list[Measure] = field(default_factory=list)
    protections: dict[str, list[str]] = field(default_factory=dict)
    plan: Plan | None = None

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.measures or self.protections or self.plan)


def received(households: Sequence[Household], post: Post) -> list[Received]:
    """Each with what it receives today, in three queries and the lists."""
    found = {one.pk: Received(one) for one in households}
    today = clock.today()
    running = Measure.objects.visible_to(post).filter(
        Q(to_on=None) | Q(to_on__gte=today),
        household__in=found,
        state__in=(MeasureState.DUE, MeasureState.DELIVERED),
    )
    for measure in running.select_related("unit").order_by("id"):
        found[measure.household_id].measures.append(measure)
    plans = Plan.objects.visible_to(post).filter(household__in=found, state=PlanState.ADOPTED)
    for plan in plans.select_related("helper_unit"):
        found[plan.household_id].plan = plan
    named = labels("protection_kind")
    has = Protection.objects.visible_to(post).filter(
        plan__in=[one.plan for one in found.values() if one.plan], standing=Standing.HAS
    )
    for one in has.select_related("person").order_by("id"):
        told = found[one.household_id].protections
        told.setdefault(named.get(one.kind, one.kind), []).append(one.person.name)
    return list(found.values())
