"""What leads do when others announce something."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import F

from dixian.commons.leads.enums import LeadState
from dixian.commons.leads.models import Lead, LeadMove, LeadSource
from dixian.commons.leads.topics import LeadsMoved
from dixian.foundation.accounts.api import extend_reach
from dixian.foundation.areas.api import Area, unit_of_area
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.registry.households.api import Household
from dixian.registry.households.topics import HouseholdsMoved

MOVED_IN = "整户迁入"


def after_moving(topic: HouseholdsMoved) -> None:
    """Open leads go with their households, with a line that says so; whoever answers there sees what was found before."""
    before = dict(zip(topic.households, topic.villages, strict=True))
    homes = Household.objects.filter(pk__in=before).select_related("village__parent")
    by_village: dict[int, list[Household]] = defaultdict(list)
    for home in homes.order_by("id"):
        by_village[home.village_id].append(home)
    moved = [lead for here in by_village.values() for lead in _to(here[0].village, here, before)]
    if moved:
        publish(LeadsMoved(lead_ids=moved))


def _to(village: Area, homes: list[Household], before: Mapping[int, int]) -> list[int]:
    """The open leads of households that live in this village now; their ids."""
    ids = [home.pk for home in homes]
    leads = Lead.objects.select_for_update().filter(household__in=ids).exclude(state=LeadState.CLOSED)
    going = list(leads.exclude(village=village).order_by("household_id"))
    LeadMove.objects.bulk_create(
        [
            LeadMove(
                lead=lead,
                household_id=lead.household_id,
                village=village,
                left_id=before[lead.household_id],
                on=clock.today(),
            )
            for lead in going
        ]
    )
    moved = [lead.pk for lead in going]
    Lead.objects.filter(pk__in=moved).update(
        village=village, township=village.parent, version=F("version") + 1
    )
    LeadSource.objects.filter(lead__in=moved).update(village=village, version=F("version") + 1)
    # Answers and sheets of before keep their village; the new one comes to them through the household.
    for answering in {unit_of_area(village), unit_of_area(village.parent or village)}:
        if answering is not None and going:
            extend_reach(unit=answering, household_ids=[lead.household_id for lead in going], source=MOVED_IN)
    return moved
