"""What this room does when others announce something."""

from collections import defaultdict

from django.db.models import F

from dixian.registry.households.api import Household
from dixian.registry.households.topics import HouseholdsMoved
from dixian.warning.elimination.models import Elimination, Reversal


def after_moving(topic: HouseholdsMoved) -> None:
    """What is under way goes with its household."""
    villages = defaultdict(list)
    for home, village in Household.objects.filter(pk__in=topic.households).values_list("id", "village_id"):
        villages[village].append(home)
    for village, homes in villages.items():
        for model in (Elimination, Reversal):
            rows = model._default_manager.filter(household_id__in=homes).exclude(village_id=village)
            rows.update(village_id=village, version=F("version") + 1)
