"""Figures of the loop (item 2): answered in time."""

from dixian.foundation.figures.api import (
    SHARE,
    Figure,
    Tallies,
    Tally,
    declare,
    declare_finder,
    units_of_areas,
)
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation
from dixian.warning.verification.clusters import find
from dixian.warning.verification.duties import ANSWER, CONFIRM


def loop_in_time(month: Month) -> Tallies:
    """Answers and confirmations whose limit ended in the month: given by then, of all that had to be."""
    due = Obligation.objects.filter(
        kind__in=(ANSWER.code, CONFIRM.code), due_on__range=(month.first, month.last)
    ).exclude(state="cancelled")
    places, today, told = units_of_areas(), clock.today(), dict[int | None, Tally]()
    found = due.values_list("area_id", "unit_id", "due_on", "done_on").order_by()
    for area, unit, limit, done in found.iterator(chunk_size=5000):
        if done is not None or limit < today:
            place = places.get(area, unit) if area else unit
            told[place] = told.get(place, Tally(0, 0)) + Tally(int(done is not None and done <= limit), 1)
    return told


declare(
    Figure(
        code="loop.in_time",
        title="核实反馈按期办结率",
        rule="应在本月到期的核实反馈和乡镇确认（第2项闭环），按期办结的占比；按乡镇统计",
        measure=SHARE,
        tally=loop_in_time,
        better="more",
        rows="/loop/",
    )
)

declare_finder(find)
