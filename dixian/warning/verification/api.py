"""The door of verification."""

from dixian.warning.verification.actions import answer, confirm, confirm_entry, release, send_back
from dixian.warning.verification.models import Answer, Assignment, PushSheet, Review
from dixian.warning.verification.selectors import Result, answers_of, late_leads, results_for, sums

__all__ = [
    "Answer",
    "Assignment",
    "PushSheet",
    "Result",
    "Review",
    "answer",
    "answers_of",
    "confirm",
    "confirm_entry",
    "late_leads",
    "release",
    "results_for",
    "send_back",
    "sums",
]
