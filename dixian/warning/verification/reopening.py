"""A closed lead that somebody has reason to doubt is the village's again."""

from dixian.commons.leads.api import Lead, move, withdraw_answers
from dixian.commons.leads.enums import LeadState
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.warning.verification.duties import open_answer


def reopen(*, lead: Lead, why: str) -> None:
    """Back to the village with the reason; what its sources were told no longer stands. Whoever calls has the right.

    Raises Refusal where the lead is not closed, or the household is under question anew.
    """
    with beyond_scope():
        newer = Lead.objects.filter(household_id=lead.household_id).exclude(state=LeadState.CLOSED)
        if newer.exclude(pk=lead.pk).exists():
            raise Refusal("这一户又有新的线索在办", "等新线索办结再退回重新核实，或者认可这一次")
        limit = due("limit.answer", clock.today())
        move(leads=[lead], verb="reopen", verdict="", reason="", closed_on=None, due_on=limit)
        withdraw_answers(lead=lead)
        back = Lead.objects.select_related("household").get(pk=lead.pk)
        open_answer([back], {back.pk: why})
