"""An adopted workplan becomes tasks: one for each item, a share for each unit; harmless when repeated."""

from collections import Counter

from django.db.models import Q

from dixian.directives.tasks.duties import owe_named_days
from dixian.directives.tasks.models import Share, Task
from dixian.directives.tasks.selectors import named_days
from dixian.directives.tasks.telling import tell_adopted
from dixian.directives.workplans.api import live_items, live_units
from dixian.directives.workplans.topics import WorkplanAdopted

PIECE = 500


def after_adoption(topic: WorkplanAdopted) -> None:
    """Make what is not there yet."""
    items = list(live_items(topic.workplan_id))
    ids = [item.pk for item in items]
    due = named_days(Q(item__in=ids))
    # Asked first: a row that meets its like leaves a gap in the numbers, which looks as if one had been taken out.
    made = set(Task.objects.filter(workplan=topic.workplan_id).values_list("item_id", flat=True))
    Task.objects.bulk_create(
        [
            Task(
                workplan_id=topic.workplan_id,
                item=item,
                position=item.position,
                title=str(item),
                due_on=due[item.pk][0] if item.pk in due else None,
            )
            for item in items
            if item.pk not in made
        ],
        batch_size=PIECE,
        ignore_conflicts=True,
    )
    tasks = dict(Task.objects.filter(workplan=topic.workplan_id).values_list("item_id", "id"))
    # Leads come first: a unit that leads has no second share as a member of a group.
    first: dict[tuple[int, int], str] = {}
    for row in live_units(ids).order_by("role", "position"):
        first.setdefault((row.item_id, row.unit_id), row.role)
    Share.objects.bulk_create(
        [Share(task_id=tasks[item], unit_id=unit, role=role) for (item, unit), role in first.items()],
        batch_size=PIECE,
        ignore_conflicts=True,
    )
    fresh = Share.objects.filter(task__workplan=topic.workplan_id).exclude(task__item__in=made)
    owe_named_days(
        {tasks[item]: told for item, told in due.items()}, list(fresh.select_related("task").order_by("id"))
    )
    tell_adopted(topic.workplan_id, Counter((unit, role) for (_, unit), role in first.items()))
