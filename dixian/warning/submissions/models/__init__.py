"""A department's month, and the checks that follow from its strangers."""

from dixian.warning.submissions.models.checks import CheckSource, RegisterCheck
from dixian.warning.submissions.models.comparisons import Comparison
from dixian.warning.submissions.models.departures import Departure
from dixian.warning.submissions.models.kinds import DataKind, HeaderChoice, KindVersion
from dixian.warning.submissions.models.months import NEARLY_ALL, Batch, Row, Submission

__all__ = [
    "NEARLY_ALL",
    "Batch",
    "CheckSource",
    "Comparison",
    "DataKind",
    "Departure",
    "HeaderChoice",
    "KindVersion",
    "RegisterCheck",
    "Row",
    "Submission",
]
