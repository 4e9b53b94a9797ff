"""The room's tables."""

from dixian.warning.verification.models.answers import (
    Answer,
    Assignment,
    PushSheet,
    Receipt,
    Review,
)
from dixian.warning.verification.models.onward import Referral, Reply, Revision, Taking, Transfer
from dixian.warning.verification.models.samples import Draw, Examination, Sample

__all__ = [
    "Answer",
    "Assignment",
    "Draw",
    "Examination",
    "PushSheet",
    "Receipt",
    "Referral",
    "Reply",
    "Review",
    "Revision",
    "Sample",
    "Taking",
    "Transfer",
]
