"""What this room does when others announce something."""

from collections import defaultdict

from django.db.models import F

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.registry.households.api import Household
from dixian.registry.households.topics import HouseholdsMoved
from dixian.warning.cases.models import Case, CaseRisk
from dixian.warning.cases.opening import open_cases


def after_confirming(topic: LeadEnded) -> None:
    """A household was confirmed at risk: its case is opened."""
    if topic.verdict == Verdict.AT_RISK:
        open_cases(list(Lead.objects.filter(pk=topic.lead).select_related("household")))


def after_moving(topic: HouseholdsMoved) -> None:
    """A case goes with its household, whatever has been decided of it."""
    homes = Household.objects.filter(pk__in=topic.households).select_related("village")
    villages = defaultdict(list)
    for home in homes.order_by("id"):
        villages[home.village].append(home.pk)
    for village, here in villages.items():
        moved = Case.objects.filter(household__in=here).exclude(village=village)
        moved.update(village=village, township=village.parent_id, version=F("version") + 1)
        risks = CaseRisk.objects.filter(household__in=here).exclude(village=village)
        risks.update(village=village, version=F("version") + 1)
