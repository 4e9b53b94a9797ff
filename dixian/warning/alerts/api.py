"""The door of alerts."""

from dixian.warning.alerts.actions import propose_rule
from dixian.warning.alerts.models import Alert, RuleSheet
from dixian.warning.alerts.reference import load_reference
from dixian.warning.alerts.rules import without_source
from dixian.warning.alerts.selectors import Rule, alerts_of, being_judged, rule_history, rules, sums

__all__ = [
    "Alert",
    "Rule",
    "RuleSheet",
    "alerts_of",
    "being_judged",
    "load_reference",
    "propose_rule",
    "rule_history",
    "rules",
    "sums",
    "without_source",
]
