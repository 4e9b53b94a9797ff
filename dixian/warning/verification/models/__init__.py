"""The room's tables."""

from dixian.warning.verification.models.answers import (
    Answer,
    Assignment,
    PushSheet,
    Receipt,
    Review,
)
from dixian.warning.verification.models.assigning import Assignee, Redirect
from dixian.warning.verification.models.onward import Referral, Reply, Revision, Taking, Transfer
from dixian.warning.verification.models.photos import Photo
from dixian.warning.verification.models.questions import Question, QuestionReply
from dixian.warning.verification.models.samples import Draw, Examination, Sample

__all__ = [
    "Answer",
    "Assignee",
    "Assignment",
    "Draw",
    "Examination",
    "Photo",
    "PushSheet",
    "Question",
    "QuestionReply",
    "Receipt",
    "Redirect",
    "Referral",
    "Reply",
    "Review",
    "Revision",
    "Sample",
    "Taking",
    "Transfer",
]
