"""What this room does when others announce something."""

from collections import defaultdict
from uuid import UUID

from django.db.models import F

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.foundation.worklist.api import move_duties
from dixian.registry.households.api import Household
from dixian.registry.households.topics import ChangesEnded, HouseholdsMoved
from dixian.warning.cases.duties import DUTY_IN, ENTER, PAPERS, VILLAGE
from dixian.warning.cases.models import BatchLine, Case, CaseRisk, CaseTurn, Comparison, Objection
from dixian.warning.cases.opening import pass_leads
from dixian.warning.cases.taking_over import take_over, tick_entered

EDITABLE = (CaseRisk, CaseTurn, Comparison, BatchLine, Objection)
MOVED_IN = "整户迁来，原来的识别接着办"


def after_confirming(topic: LeadEnded) -> None:
    """A household was confirmed at risk: its case is opened."""
    if topic.verdict == Verdict.AT_RISK:
        pass_leads(list(Lead.objects.filter(pk=topic.lead).select_related("household")))


def after_changing(topic: ChangesEnded) -> None:
    """The register has changed: who is monitored there has a case, and what was entered is ticked."""
    if topic.state == "applied":
        take_over()
        tick_entered()


def after_moving(topic: HouseholdsMoved) -> None:
    """A case goes with its household, whatever has been decided of it; what was gathered stays where it was gathered."""
    homes = Household.objects.filter(pk__in=topic.households).select_related("village")
    by_village: dict[tuple[int, int], list[int]] = defaultdict(list)
    for home in homes.order_by("id"):
        by_village[home.village_id, home.village.parent_id or 0].append(home.pk)
    villages: dict[int, list[UUID]] = defaultdict(list)
    townships: dict[int, list[UUID]] = defaultdict(list)
    for (village, township), here in by_village.items():
        moved = Case.objects.filter(household__in=here).exclude(village=village)
        for uid in list(moved.values_list("uid", flat=True)):
            villages[village].append(uid)
            townships[township].append(uid)
        moved.update(village=village, township=township, version=F("version") + 1)
        for model in EDITABLE:
            rows = model.objects.filter(household__in=here).exclude(village=village)
            rows.update(village=village, version=F("version") + 1)
    for kind, _, _, place in DUTY_IN.values():
        if place:
            move_duties(kind=kind.code, to=villages if place == VILLAGE else townships, why=MOVED_IN)
    for kind in (PAPERS, ENTER):
        move_duties(kind=kind.code, to=townships, why=MOVED_IN)
