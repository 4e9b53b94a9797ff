"""An adopted workplan becomes tasks: one for each item, a share for each unit; harmless when repeated."""

from collections import Counter
from datetime import date

from django.db.models import Max

from dixian.directives.tasks.models import Share, Task
from dixian.directives.workplans.api import Workplan, live_items, live_limits, live_units
from dixian.directives.workplans.enums import UnitRole
from dixian.directives.workplans.topics import WorkplanAdopted
from dixian.foundation.accounts.api import Post, RoleRight
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import notify

PIECE = 500


def after_adoption(topic: WorkplanAdopted) -> None:
    """Make what is not there yet."""
    items = list(live_items(topic.workplan_id))
    ids = [item.pk for item in items]
    due = _due(ids)
    # Asked first: a row that meets its like leaves a gap in the numbers, which looks as if one had been taken out.
    made = set(Task.objects.filter(workplan=topic.workplan_id).values_list("item_id", flat=True))
    Task.objects.bulk_create(
        [
            Task(
                workplan_id=topic.workplan_id,
                item=item,
                position=item.position,
                title=str(item),
                due_on=due.get(item.pk),
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
    _tell(topic.workplan_id, Counter((unit, role) for (_, unit), role in first.items()))


def _tell(workplan_id: int, parts: Counter[tuple[int, str]]) -> None:
    """Everybody who reports for one of the units hears how many of the tasks are theirs; once for each unit."""
    today = clock.today()
    roles = RoleRight.objects.filter(in_force(today), capability=Capability.REPORT_TASKS).values("role")
    units = {unit for unit, _ in parts}
    posts = Post.objects.filter(in_force(today), unit__in=units, role__in=roles, user__is_active=True)
    people: dict[Unit, dict[int, int | None]] = {}
    for post in posts.select_related("unit").order_by("id"):
        people.setdefault(post.unit, {})[post.user_id] = post.pk
    title = str(Workplan.objects.get(pk=workplan_id).title)
    for unit, told in people.items():
        leads, answers = (parts[unit.pk, role] for role in (UnitRole.LEAD, UnitRole.RESPONSIBLE))
        notify(
            people=told,
            key=f"tasks.adopted:{workplan_id}:{unit.pk}",
            title="新的工作任务",
            text=f"《{title}》已下达：{unit}牵头 {leads} 项、责任 {answers} 项。请在任务页填报进展。",
            link=f"/task-units/{unit.uid}/",
        )


def _due(item_ids: list[int]) -> dict[int, date]:
    """Item -> the last day its limits name."""
    by_day = live_limits().filter(item__in=item_ids, kind="by", on__isnull=False).order_by()
    return dict(by_day.values_list("item_id").annotate(last=Max("on")))
