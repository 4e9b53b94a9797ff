"""A lead found at risk passes to exactly one case."""

from collections.abc import Sequence

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due
from dixian.warning.cases.models import Case, CaseRisk


def open_cases(leads: Sequence[Lead]) -> list[Case]:
    """One case for each lead at risk that has none yet; its clock runs from the day the trouble was reported."""
    today = clock.today()
    waiting = [lead for lead in leads if lead.state == LeadState.AT_RISK]
    passed = set(Case.objects.filter(lead__in=waiting).values_list("lead_id", flat=True))
    made = [
        Case(
            lead=lead,
            household_id=lead.household_id,
            village_id=lead.village_id,
            township_id=lead.township_id,
            event_date=lead.opened_on,
            opened_on=today,
            due_on=due("limit.identify", lead.opened_on),
        )
        for lead in waiting
        if lead.pk not in passed
    ]
    Case.objects.bulk_create(made)
    CaseRisk.objects.bulk_create(
        [
            CaseRisk(
                case=case,
                household_id=case.household_id,
                village_id=case.village_id,
                risk=case.lead.reason,
                from_on=case.event_date,
            )
            for case in made
            if case.lead and case.lead.reason
        ]
    )
    return made
