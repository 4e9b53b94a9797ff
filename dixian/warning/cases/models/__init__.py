from dixian.warning.cases.models.cases import Case, CaseQuerySet, CaseRisk

__all__ = ["Case", "CaseQuerySet", "CaseRisk"]
