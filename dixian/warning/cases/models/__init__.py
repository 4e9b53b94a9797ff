from dixian.warning.cases.models.batches import BatchLine, CaseBatch, Objection
from dixian.warning.cases.models.cases import Case, CaseQuerySet, CaseRisk, JoinedLead
from dixian.warning.cases.models.collecting import (
    Authorisation,
    Comparison,
    ComparisonRequest,
    HomeCheck,
    Waiver,
)
from dixian.warning.cases.models.turns import CaseTurn

__all__ = [
    "Authorisation",
    "BatchLine",
    "Case",
    "CaseBatch",
    "CaseQuerySet",
    "CaseRisk",
    "CaseTurn",
    "Comparison",
    "ComparisonRequest",
    "HomeCheck",
    "JoinedLead",
    "Objection",
    "Waiver",
]
