"""Income that somebody types where nothing was confirmed: whose word it is, and what is known beside it."""

from dixian.registry.incomes.api import Statement
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.warning.cases.api import Case, HomeCheck, income_of
from dixian.warning.elimination.rules import Beside


def beside(case: Case) -> Beside | None:
    """The yearly income last taken over from before, else what the home check found; None where neither is there."""
    statements = Statement.objects.filter(
        household=case.household_id,
        state__in=(StatementState.IMPORTED, StatementState.CONFIRMED),
        campaign__kind=CampaignKind.YEAR,
    )
    last = statements.select_related("campaign").order_by("campaign__last").last()
    if last:
        return Beside(f"{last.campaign}（{last.get_state_display()}）", last.per_head, yearly=True)
    check = HomeCheck.objects.filter(case=case).order_by("on", "id").last()
    return Beside(f"{check.on} 入户核查", income_of(check).per_head) if check else None
