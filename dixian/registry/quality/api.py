"""The door of quality."""

from dixian.registry.quality.check import Check, Flaw, checks, declare, told
from dixian.registry.quality.models import KeptFlaw
from dixian.registry.quality.selectors import (
    DAYS,
    by_check,
    findings,
    is_village,
    last_run,
    run_now,
    seen_above_from,
    sums,
)
from dixian.registry.quality.waiving import take_back, waive

__all__ = [
    "DAYS",
    "Check",
    "Flaw",
    "KeptFlaw",
    "by_check",
    "checks",
    "declare",
    "findings",
    "is_village",
    "last_run",
    "run_now",
    "seen_above_from",
    "sums",
    "take_back",
    "told",
    "waive",
]
