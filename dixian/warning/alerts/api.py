"""The door of alerts."""

from dixian.warning.alerts.actions import propose_rule, try_rule
from dixian.warning.alerts.clusters import (
    LEAST,
    TIMES,
    Cluster,
    alerted_of,
    gathered,
    people_of_townships,
)
from dixian.warning.alerts.models import Alert, Repeat, RuleSheet
from dixian.warning.alerts.reference import load_reference
from dixian.warning.alerts.rules import without_source
from dixian.warning.alerts.selectors import (
    Rule,
    alerts_of,
    being_judged,
    repeated_of,
    rule_history,
    rules,
    sums,
)
from dixian.warning.alerts.trial import Trial

__all__ = [
    "LEAST",
    "TIMES",
    "Alert",
    "Cluster",
    "Repeat",
    "Rule",
    "RuleSheet",
    "Trial",
    "alerted_of",
    "alerts_of",
    "being_judged",
    "gathered",
    "load_reference",
    "people_of_townships",
    "propose_rule",
    "repeated_of",
    "rule_history",
    "rules",
    "sums",
    "try_rule",
    "without_source",
]
