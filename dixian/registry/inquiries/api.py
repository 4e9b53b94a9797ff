"""The door of inquiries."""

from dixian.registry.inquiries.actions import ask_about, kept_until
from dixian.registry.inquiries.comparing import LABELS, TITLES
from dixian.registry.inquiries.models import Inquiry
from dixian.registry.inquiries.rules import DAYS, MOST_ALIKE, MOST_OVER, born_of, guesses
from dixian.registry.inquiries.selectors import (
    beginning_of,
    has_expired,
    inquiries,
    inquiry,
    job_of,
    result_of,
)

__all__ = [
    "DAYS",
    "LABELS",
    "MOST_ALIKE",
    "MOST_OVER",
    "TITLES",
    "Inquiry",
    "ask_about",
    "beginning_of",
    "born_of",
    "guesses",
    "has_expired",
    "inquiries",
    "inquiry",
    "job_of",
    "kept_until",
    "result_of",
]
