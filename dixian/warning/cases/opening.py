"""A lead found at risk passes to exactly one case: its own, or the one of its household that is open already."""

from collections.abc import Sequence

from django.db.models import F

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due
from dixian.warning.cases.duties import FIRST, open_step
from dixian.warning.cases.enums import CaseState
from dixian.warning.cases.models import Case, CaseRisk, JoinedLead
from dixian.warning.cases.turns import keep_turns
from dixian.warning.verification.api import conclude


def pass_leads(leads: Sequence[Lead]) -> list[Case]:
    """Open a case for each lead at risk that has none yet; its clock runs from the day the trouble was reported.

    A lead about a household whose case is open joins that case and ends; the new risk stands in it.
    """
    waiting = {lead.pk: lead for lead in leads if lead.state == LeadState.AT_RISK}
    passed = set(Case.objects.filter(lead__in=waiting).values_list("lead_id", flat=True))
    fresh = [lead for pk, lead in waiting.items() if pk not in passed]
    known = Case.objects.open().filter(household__in=[lead.household_id for lead in fresh])
    open_ones = {one.household_id: one for one in known}
    for lead in fresh:
        if lead.household_id in open_ones:
            _join(lead, open_ones[lead.household_id])
    return _open([lead for lead in fresh if lead.household_id not in open_ones])


def _open(leads: Sequence[Lead]) -> list[Case]:
    today = clock.today()
    made = Case.objects.bulk_create(
        [
            Case(
                lead=lead,
                household=lead.household,
                village_id=lead.village_id,
                township_id=lead.township_id,
                event_date=lead.opened_on,
                opened_on=today,
                due_on=due("limit.identify", lead.opened_on),
            )
            for lead in leads
        ]
    )
    CaseRisk.objects.bulk_create(
        [_risk(case, lead) for case, lead in zip(made, leads, strict=True) if lead.reason]
    )
    keep_turns(made)
    open_step(made, CaseState.COLLECTING, FIRST)
    return made


def _join(lead: Lead, case: Case) -> None:
    JoinedLead.objects.create(
        lead=lead, case=case, household_id=case.household_id, village_id=case.village_id
    )
    if lead.reason and not CaseRisk.objects.filter(case=case, risk=lead.reason, to_on=None).exists():
        _risk(case, lead).save(force_insert=True)
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    conclude(leads=[lead], on=clock.today(), post=None)


def _risk(case: Case, lead: Lead) -> CaseRisk:
    return CaseRisk(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        risk=lead.reason,
        from_on=lead.opened_on,
    )
