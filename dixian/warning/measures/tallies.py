"""Figures of plans and measures: made and delivered in time (items 1 and 3)."""

from collections.abc import Iterable
from datetime import date

from dixian.foundation.figures.api import SHARE, Figure, Tallies, Tally, declare, units_of_areas
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.measures.enums import MeasureState
from dixian.warning.measures.models import Measure, Plan


def plans_in_time(month: Month) -> Tallies:
    """First plans whose ten days ended in the month: adopted by then, of all that had to be."""
    due = Plan.objects.filter(edition=1, due_on__range=(month.first, month.last))
    found = due.values_list("village_id", "due_on", "adopted_on")
    places = units_of_areas()
    return _in_time((places.get(village), limit, done) for village, limit, done in found)


def measures_in_time(month: Month) -> Tallies:
    """Measures whose limit ended in the month: delivered by then, of all that had to be; by the unit that owes them. Those of the
    opening balance nobody owed.
    """
    states = (MeasureState.DUE, MeasureState.DELIVERED)
    due = Measure.objects.filter(
        plan__isnull=False, state__in=states, until_on__range=(month.first, month.last)
    )
    return _in_time(due.values_list("unit_id", "until_on", "delivered_on"))


def _in_time(rows: Iterable[tuple[int | None, date | None, date | None]]) -> Tallies:
    """What is not done and not yet past its day counts neither way."""
    today, told = clock.today(), dict[int | None, Tally]()
    for unit, limit, done in rows:
        if limit is not None and (done is not None or limit < today):
            tally = Tally(int(done is not None and done <= limit), 1)
            told[unit] = told[unit] + tally if unit in told else tally
    return told


declare(
    Figure(
        code="plans.in_time",
        title="帮扶计划按期制定率",
        rule="县里批复后应在本月到期的帮扶计划（10天内，第3项），按期审定的占比；按户所在乡镇统计",
        measure=SHARE,
        tally=plans_in_time,
        better="more",
        rows="/monitored/",
    )
)
declare(
    Figure(
        code="measures.in_time",
        title="帮扶措施按期落实率",
        rule="应在本月到期的帮扶措施，按期落实的占比；按落实单位统计",
        measure=SHARE,
        tally=measures_in_time,
        better="more",
        rows="/measures/",
    )
)
