"""Visits with what was said and found, sweeps with their households, what a township looks at again."""

from dixian.warning.visits.models.rechecks import Recheck, RecheckDraw, RecheckResult
from dixian.warning.visits.models.sweeps import Beat, Stop, Sweep
from dixian.warning.visits.models.visits import Discharged, Finding, Visit, VisitAnswer, VisitPhoto

__all__ = [
    "Beat",
    "Discharged",
    "Finding",
    "Recheck",
    "RecheckDraw",
    "RecheckResult",
    "Stop",
    "Sweep",
    "Visit",
    "VisitAnswer",
    "VisitPhoto",
]
