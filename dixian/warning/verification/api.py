"""The door of verification."""

from dixian.warning.verification.actions import answer, confirm, confirm_entry, release, send_back
from dixian.warning.verification.models import Answer, Assignment, PushSheet, Receipt, Review
from dixian.warning.verification.receipts import receive_sheet, see_results
from dixian.warning.verification.selectors import (
    Result,
    answers_of,
    latest_answers,
    results_for,
    sheets,
    sums,
    unseen_sources,
)

__all__ = [
    "Answer",
    "Assignment",
    "PushSheet",
    "Receipt",
    "Result",
    "Review",
    "answer",
    "answers_of",
    "confirm",
    "confirm_entry",
    "latest_answers",
    "receive_sheet",
    "release",
    "results_for",
    "see_results",
    "send_back",
    "sheets",
    "sums",
    "unseen_sources",
]
