"""How the tasks of a paper stood at the end of a day that is over, told by the days things happened on."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from dixian.directives.tasks.enums import EntryState, ShareState
from dixian.directives.tasks.models import Deadline, ProgressEntry, Share
from dixian.directives.tasks.selectors import named_days
from dixian.directives.workplans.api import Workplan
from dixian.directives.workplans.enums import WorkplanState
from dixian.foundation.kernel import clock


def shares_on(plan: Workplan, day: date) -> list[Share]:
    """The units' parts in a paper's tasks as they stood on a day, with task and unit; not to be saved.

    A part stands by the last of its entries about a day until then; what the lead accepted later counts, what it sent back
    later was waiting. Days set by hand hold from the day they were set.
    """
    asked = Share.objects.filter(task__workplan=plan).select_related("task", "unit")
    shares = list(asked.order_by("task__position", "role", "id"))
    if day >= clock.today():
        return shares
    states = _states(plan, day)
    named, set_by_hand, asked_for = named_days(Q(item__workplan=plan)), *_days(plan, day)
    ended = plan.state == WorkplanState.STOPPED and (plan.stopped_on is None or plan.stopped_on <= day)
    for one in shares:
        state = states.get(one.pk, ShareState.NONE)
        one.state = ShareState.ENDED if ended and state != ShareState.DONE else state
        one.due_on = (
            set_by_hand.get((one.task_id, one.pk)) if (one.task_id, one.pk) in asked_for else one.due_on
        )
        if (one.task_id, None) in asked_for:
            one.task.due_on = (
                set_by_hand.get((one.task_id, None)) or named.get(one.task.item_id, (None, ""))[0]
            )
    return shares


def stood(found: Sequence[Any], shares: Sequence[Share]) -> list[Any]:
    """The tasks of `selectors.tasks` with the counts and the day that these parts say; not to be saved."""
    states = Counter((one.task_id, one.state) for one in shares)
    days = {one.task_id: one.task.due_on for one in shares}
    for task in found:
        for state in ShareState:
            setattr(task, f"n_{state.value}", states[task.pk, state])
        task.due_on = days.get(task.pk, task.due_on)
    return list(found)


def _states(plan: Workplan, day: date) -> dict[int, str]:
    """Share -> where its last entry until the day left it."""
    entries = ProgressEntry.objects.filter(share__task__workplan=plan, on__lte=day).order_by("id")
    return {one.share_id: _left_by(one, day) for one in entries}


def _left_by(entry: ProgressEntry, day: date) -> str:
    if entry.state == EntryState.ACCEPTED:
        return ShareState.DONE if entry.finishes else ShareState.ACCEPTED
    back = entry.state == EntryState.RETURNED and entry.decided_on is not None and entry.decided_on <= day
    return ShareState.RETURNED if back else ShareState.REPORTED


def _days(
    plan: Workplan, day: date
) -> tuple[dict[tuple[int, int | None], date], set[tuple[int, int | None]]]:
    """(task, part or None) -> the day set by hand that held; and all for which one was ever set."""
    rows = list(Deadline.objects.filter(task__workplan=plan).order_by("id"))
    held = {(one.task_id, one.share_id): one.due_on for one in rows if one.set_on <= day}
    return held, {(one.task_id, one.share_id) for one in rows}
