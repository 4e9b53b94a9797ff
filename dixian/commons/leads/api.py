"""The door of leads."""

from dixian.commons.leads.actions import NewSource, Raised, answer_sources, move, raise_leads
from dixian.commons.leads.models import Lead, LeadSource
from dixian.commons.leads.selectors import (
    answered_sources,
    by_state,
    by_township,
    leads,
    sentences_of,
    sources_of,
    sources_of_leads,
    sums,
)

__all__ = [
    "Lead",
    "LeadSource",
    "NewSource",
    "Raised",
    "answer_sources",
    "answered_sources",
    "by_state",
    "by_township",
    "leads",
    "move",
    "raise_leads",
    "sentences_of",
    "sources_of",
    "sources_of_leads",
    "sums",
]
