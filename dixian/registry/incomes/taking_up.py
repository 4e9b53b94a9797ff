"""A year whose income was taken over from before is collected after all: what was taken over is where the villages begin."""

from collections.abc import Sequence

from django.db import transaction

from dixian.foundation.audit.api import update_rows
from dixian.registry.households.api import Household
from dixian.registry.incomes import tree
from dixian.registry.incomes.duties import follow
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.registry.incomes.models import Campaign, Statement
from dixian.registry.incomes.opening import OF_KIND, last_of
from dixian.registry.incomes.selectors import items_of
from dixian.registry.incomes.states import STATEMENT

WRITTEN = ("state", "amounts", "before", "version")


def taken_over_of(campaign: Campaign) -> list[int]:
    """Statements that were taken over, of households that belong to the campaign; those of others stay as they are."""
    homes = Household.objects.filter(OF_KIND[CampaignKind(campaign.kind)], valid_to=None)
    found = Statement.objects.filter(campaign=campaign, state=StatementState.IMPORTED, household__in=homes)
    return list(found.order_by("id").values_list("id", flat=True))


@transaction.atomic
def take_up(campaign: Campaign, statements: Sequence[int]) -> None:
    """These (at most some hundred) wait for the village, filled in advance with what was taken over, sum by sum."""
    found = list(Statement.objects.filter(pk__in=statements, state=StatementState.IMPORTED).order_by("id"))
    before = {home: pk for home, pk, _ in last_of(campaign, [one.household_id for one in found])}
    for one in found:
        one.amounts = tree.stored(items_of(one))
        one.before_id = before.get(one.household_id)
        one.state = StatementState(STATEMENT.target("take_up", one.state))
        one.version += 1
    update_rows(found, WRITTEN)
    follow(campaign, [one.village_id for one in found])
