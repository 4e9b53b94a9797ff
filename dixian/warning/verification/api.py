"""The door of verification."""

from dixian.warning.verification.actions import confirm_entry, release, send_back
from dixian.warning.verification.answering import REASONS, answer
from dixian.warning.verification.concluding import conclude
from dixian.warning.verification.confirming import confirm
from dixian.warning.verification.figures import Counted, Figure, counted, with_figure
from dixian.warning.verification.models import (
    Answer,
    Assignment,
    Draw,
    Examination,
    PushSheet,
    Receipt,
    Referral,
    Reply,
    Review,
    Revision,
    Sample,
    Taking,
    Transfer,
)
from dixian.warning.verification.onward import referrals_of, revisions_of, transfers_of
from dixian.warning.verification.receipts import receive_sheet, see_results
from dixian.warning.verification.referrals import asked, replies_for, reply
from dixian.warning.verification.reopening import reopen
from dixian.warning.verification.results import (
    Result,
    by_progress,
    in_progress,
    result_batches,
    results_of,
    with_verdict,
)
from dixian.warning.verification.revising import revise, to_revise
from dixian.warning.verification.sampling import draw, draws, examine, samples
from dixian.warning.verification.sampling import results_of as results_of_draws
from dixian.warning.verification.selectors import (
    Basis,
    answers_of,
    answers_of_leads,
    assignments_of,
    bases_of,
    by_others,
    found_at_risk,
    latest_answers,
    own_answers,
    sheet_called,
    sheets,
    unseen_sources,
    without_duty,
)
from dixian.warning.verification.sums import sums
from dixian.warning.verification.transfers import offered, refuse, take, takes_for

__all__ = [
    "REASONS",
    "Answer",
    "Assignment",
    "Basis",
    "Counted",
    "Draw",
    "Examination",
    "Figure",
    "PushSheet",
    "Receipt",
    "Referral",
    "Reply",
    "Result",
    "Review",
    "Revision",
    "Sample",
    "Taking",
    "Transfer",
    "answer",
    "answers_of",
    "answers_of_leads",
    "asked",
    "assignments_of",
    "bases_of",
    "by_others",
    "by_progress",
    "conclude",
    "confirm",
    "confirm_entry",
    "counted",
    "draw",
    "draws",
    "examine",
    "found_at_risk",
    "in_progress",
    "latest_answers",
    "offered",
    "own_answers",
    "receive_sheet",
    "referrals_of",
    "refuse",
    "release",
    "reopen",
    "replies_for",
    "reply",
    "result_batches",
    "results_of",
    "results_of_draws",
    "revise",
    "revisions_of",
    "samples",
    "see_results",
    "send_back",
    "sheet_called",
    "sheets",
    "sums",
    "take",
    "takes_for",
    "to_revise",
    "transfers_of",
    "unseen_sources",
    "with_figure",
    "with_verdict",
    "without_duty",
]
