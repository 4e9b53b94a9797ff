"""The states of leads in the order of work: what is sent back is looked at again before it is confirmed."""

from dixian.commons.leads.enums import LeadState

STEPS = (
    LeadState.WAITING,
    LeadState.RELEASED,
    LeadState.RETURNED,
    LeadState.OFFERED,
    LeadState.ANSWERED,
    LeadState.VERIFYING,
    LeadState.REFERRED,
    LeadState.AT_RISK,
    LeadState.CLOSED,
)
