"""Figures of tasks: how many of a unit's shares are done."""

from django.db.models import Count, Q

from dixian.directives.tasks.enums import ShareState
from dixian.directives.tasks.models import Share
from dixian.directives.workplans.enums import WorkplanState
from dixian.foundation.figures.api import SHARE, Figure, Tallies, Tally, declare
from dixian.foundation.kernel.calendar import Month


def shares_done(_month: Month) -> Tallies:
    """Shares in adopted papers: done, of all."""
    live = Share.objects.filter(task__workplan__state=WorkplanState.ADOPTED).order_by()
    done = Count("pk", filter=Q(state=ShareState.DONE))
    counted = live.values_list("unit_id").annotate(done=done, all=Count("pk"))
    return {unit: Tally(done, whole) for unit, done, whole in counted}


declare(
    Figure(
        code="tasks.done",
        title="任务完成率",
        rule="已下达文件里各单位承担的任务，牵头单位认可完成的占比；按单位统计",
        measure=SHARE,
        tally=shares_done,
        better="more",
        rows="/tasks/?unit={unit}",
    )
)
