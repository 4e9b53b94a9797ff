"""Statements go with their household, and end with it."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from dixian.registry.households.api import Household
from dixian.registry.incomes.duties import follow
from dixian.registry.incomes.enums import UNDER_WAY, StatementState
from dixian.registry.incomes.models import Campaign, Statement, VillageList

PIECE = 500


@transaction.atomic
def go_along(households: Sequence[int]) -> None:
    """What is being collected of these goes on in the village they live in now."""
    villages = dict(Household.objects.filter(pk__in=households).values_list("id", "village_id"))
    touched: dict[int, set[int]] = defaultdict(set)
    by_village: dict[int, list[int]] = defaultdict(list)
    rows = Statement.objects.filter(household__in=villages).values_list(
        "id", "household_id", "village_id", "campaign_id"
    )
    for pk, home, village, campaign in rows:
        if villages[home] != village:
            by_village[villages[home]].append(pk)
            touched[campaign] |= {village, villages[home]}
    for village, moved in by_village.items():
        Statement.objects.filter(pk__in=moved).update(village_id=village, version=F("version") + 1)
    campaigns = Campaign.objects.in_bulk(touched)
    for campaign, places in touched.items():
        VillageList.objects.bulk_create(
            [VillageList(campaign_id=campaign, village_id=one) for one in sorted(places)],
            ignore_conflicts=True,
        )
        follow(campaigns[campaign], places)


@transaction.atomic
def call_off_ended() -> int:
    """What is under way of households that are no more is not collected. Returns how many."""
    rows = Statement.objects.filter(state__in=UNDER_WAY, household__valid_to__isnull=False)
    ended = list(rows.values_list("id", "campaign_id", "village_id"))
    touched: dict[int, set[int]] = defaultdict(set)
    for start in range(0, len(ended), PIECE):
        some = ended[start : start + PIECE]
        Statement.objects.filter(pk__in=[pk for pk, _, _ in some]).update(
            state=StatementState.CALLED_OFF, version=F("version") + 1
        )
    for _, campaign, village in ended:
        touched[campaign].add(village)
    for campaign_id, places in touched.items():
        follow(Campaign.objects.get(pk=campaign_id), places)
    return len(ended)
