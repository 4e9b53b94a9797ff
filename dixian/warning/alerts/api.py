"""The door of alerts."""

from dixian.warning.alerts.models import Alert, RuleSheet
from dixian.warning.alerts.reference import load_reference
from dixian.warning.alerts.selectors import sums

__all__ = ["Alert", "RuleSheet", "load_reference", "sums"]
