"""The door of inspections."""

from dixian.directives.inspections.models import Finding, Inspection, InspectionVisit, Pack
from dixian.directives.inspections.packs import ask_for_pack, last_pack

__all__ = ["Finding", "Inspection", "InspectionVisit", "Pack", "ask_for_pack", "last_pack"]
