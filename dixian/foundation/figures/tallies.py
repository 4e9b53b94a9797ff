"""Figures of the worklist, which lies below this room and can't declare its own."""

from collections import Counter

from django.db.models import Q

from dixian.foundation.figures.figure import Figure, Tallies, declare
from dixian.foundation.figures.places import units_of_areas
from dixian.foundation.figures.rules import Tally
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation


def late_duties(month: Month) -> Tallies:
    """What was open past its day at the end of the month, or today."""
    day = min(clock.today(), month.last)
    late = Obligation.objects.filter(Q(state="open") | Q(done_on__gt=day), due_on__lt=day)
    return {unit: Tally(count) for unit, count in counted_by_unit(late).items()}


def counted_by_unit(duties: object) -> Counter[int | None]:
    """Duties by the unit they lie with: their own, or that of their area."""
    units, counts = units_of_areas(), Counter[int | None]()
    for unit, area in duties.values_list("unit_id", "area_id").order_by().iterator(chunk_size=5000):  # type: ignore[attr-defined]
        counts[units.get(area, unit) if area else unit] += 1
    return counts


LATE = declare(
    Figure(
        code="duties.late",
        title="超期未办的待办",
        rule="期限已过还没有办结的待办，按承办单位（村和乡镇的归乡镇）统计",
        measure="件",
        tally=late_duties,
        better="less",
        rows="/duties/late/",
    )
)
