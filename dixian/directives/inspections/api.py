"""The door of inspections."""

from dixian.directives.inspections.models import Inspection, InspectionProblem, InspectionVisit, Pack
from dixian.directives.inspections.packs import ask_for_pack, last_pack

__all__ = ["Inspection", "InspectionProblem", "InspectionVisit", "Pack", "ask_for_pack", "last_pack"]
