"""The door of cases."""

from dixian.warning.cases.models import Case, CaseQuerySet, CaseRisk
from dixian.warning.cases.selectors import by_state, cases, sums

__all__ = ["Case", "CaseQuerySet", "CaseRisk", "by_state", "cases", "sums"]
