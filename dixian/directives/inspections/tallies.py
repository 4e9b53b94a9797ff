"""Figures of inspections: problems found on the spot, by the unit that has to put them right."""

from collections import Counter

from dixian.directives.inspections.models import InspectionProblem
from dixian.foundation.figures.api import Figure, Tallies, Tally, declare
from dixian.foundation.kernel.calendar import Month


def found(month: Month) -> Tallies:
    """Problems that visits of the month have opened."""
    within = InspectionProblem.objects.filter(problem__found_on__range=(month.first, month.last))
    counted = Counter(within.values_list("problem__unit_id", flat=True))
    return {unit: Tally(count) for unit, count in counted.items()}


declare(
    Figure(
        code="inspections.found",
        title="督导检查发现问题",
        rule="本月督导检查入户到村时登记的问题（第17项）；按责任单位统计",
        measure="个",
        tally=found,
        rows="/books/rectification/?source=inspection&unit={unit}",
    )
)
