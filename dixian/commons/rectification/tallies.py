"""Figures of problems (item 17: all put right)."""

from django.db.models import Count, Q

from dixian.commons.rectification.models import Problem
from dixian.commons.rectification.states import DONE
from dixian.foundation.figures.api import SHARE, Figure, Tallies, Tally, declare
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month


def rectified(month: Month) -> Tallies:
    """Problems found this year until the month's end: closed, of all that count."""
    day = min(clock.today(), month.last)
    live = Problem.objects.exclude(state="void").filter(found_on__range=(day.replace(month=1, day=1), day))
    found = live.order_by().values_list("unit_id")
    counted = found.annotate(done=Count("pk", filter=Q(state__in=DONE)), all=Count("pk"))
    return {unit: Tally(done, whole) for unit, done, whole in counted}


declare(
    Figure(
        code="rectification.done",
        title="问题整改完成率",
        rule="今年发现的问题，已经销号的占比（第17项，要求100%）；按责任单位统计",
        measure=SHARE,
        tally=rectified,
        better="more",
        rows="/books/rectification/?unit={unit}",
    )
)
