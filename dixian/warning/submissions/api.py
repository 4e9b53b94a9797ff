"""The door of submissions."""

from dixian.warning.submissions.actions import commit, nil_return, receive, settle_row, withdraw
from dixian.warning.submissions.duties import open_month
from dixian.warning.submissions.kinds import columns_of, kinds_of, load_reference
from dixian.warning.submissions.models import Batch, DataKind, Row, Submission
from dixian.warning.submissions.rowcontent import open_row
from dixian.warning.submissions.selectors import (
    KindMonth,
    batch,
    bins,
    is_busy,
    month_of,
    outcomes,
    rejected_file,
    sums,
    template_file,
)

__all__ = [
    "Batch",
    "DataKind",
    "KindMonth",
    "Row",
    "Submission",
    "batch",
    "bins",
    "columns_of",
    "commit",
    "is_busy",
    "kinds_of",
    "load_reference",
    "month_of",
    "nil_return",
    "open_month",
    "open_row",
    "outcomes",
    "receive",
    "rejected_file",
    "settle_row",
    "sums",
    "template_file",
    "withdraw",
]
