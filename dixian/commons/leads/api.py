"""The door of leads."""

from dixian.commons.leads.actions import NewSource, Raised, answer_sources, move, raise_leads
from dixian.commons.leads.groups import Group, by_township, by_unit, of_units, warned_by
from dixian.commons.leads.models import Lead, LeadMove, LeadSource
from dixian.commons.leads.selectors import (
    answered_sources,
    by_state,
    leads,
    leads_of_sources,
    moves_of,
    sentences_of,
    sources_of,
    sources_of_leads,
    sums,
)

__all__ = [
    "Group",
    "Lead",
    "LeadMove",
    "LeadSource",
    "NewSource",
    "Raised",
    "answer_sources",
    "answered_sources",
    "by_state",
    "by_township",
    "by_unit",
    "leads",
    "leads_of_sources",
    "move",
    "moves_of",
    "of_units",
    "raise_leads",
    "sentences_of",
    "sources_of",
    "sources_of_leads",
    "sums",
    "warned_by",
]
