"""The door of quality."""

from dixian.registry.quality.check import Check, Flaw, checks, declare, told
from dixian.registry.quality.models import Finding
from dixian.registry.quality.selectors import by_check, findings, is_village, last_run, run_now, sums
from dixian.registry.quality.waiving import waive

__all__ = [
    "Check",
    "Finding",
    "Flaw",
    "by_check",
    "checks",
    "declare",
    "findings",
    "is_village",
    "last_run",
    "run_now",
    "sums",
    "told",
    "waive",
]
