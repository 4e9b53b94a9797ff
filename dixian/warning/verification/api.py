"""The door of verification."""

from dixian.warning.verification.actions import answer, confirm, confirm_entry, release, send_back
from dixian.warning.verification.identifying import by_outcome, identifications_of, identify
from dixian.warning.verification.models import (
    Answer,
    Assignment,
    Identification,
    PushSheet,
    Receipt,
    Review,
)
from dixian.warning.verification.receipts import receive_sheet, see_results
from dixian.warning.verification.results import (
    Result,
    by_progress,
    in_progress,
    result_batches,
    results_of,
    with_verdict,
)
from dixian.warning.verification.selectors import (
    Basis,
    answers_of,
    answers_of_leads,
    assignments_of,
    bases_of,
    found_at_risk,
    latest_answers,
    own_answers,
    sheet_called,
    sheets,
    unseen_sources,
    without_duty,
)
from dixian.warning.verification.sums import sums

__all__ = [
    "Answer",
    "Assignment",
    "Basis",
    "Identification",
    "PushSheet",
    "Receipt",
    "Result",
    "Review",
    "answer",
    "answers_of",
    "answers_of_leads",
    "assignments_of",
    "bases_of",
    "by_outcome",
    "by_progress",
    "confirm",
    "confirm_entry",
    "found_at_risk",
    "identifications_of",
    "identify",
    "in_progress",
    "latest_answers",
    "own_answers",
    "receive_sheet",
    "release",
    "result_batches",
    "results_of",
    "see_results",
    "send_back",
    "sheet_called",
    "sheets",
    "sums",
    "unseen_sources",
    "with_verdict",
    "without_duty",
]
