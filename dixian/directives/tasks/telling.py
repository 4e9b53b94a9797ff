"""Who hears what of tasks: the people that report for a unit."""

from collections import Counter
from collections.abc import Collection, Mapping

from dixian.directives.workplans.api import Workplan
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.api import Post, RoleRight
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import notify


def tell_adopted(workplan_id: int, parts: Counter[tuple[int, str]]) -> None:
    """Everybody who reports for one of the units hears how many of the tasks are theirs; once for each unit."""
    title = str(Workplan.objects.get(pk=workplan_id).title)
    for unit, told in _people({unit for unit, _ in parts}).items():
        leads, answers = (parts[unit.pk, role] for role in (UnitRole.LEAD, UnitRole.RESPONSIBLE))
        notify(
            people=told,
            key=f"tasks.adopted:{workplan_id}:{unit.pk}",
            title="新的工作任务",
            text=f"《{title}》已下达：{unit}牵头 {leads} 项、责任 {answers} 项。请在任务页填报进展。",
            link=f"/task-units/{unit.uid}/",
        )


def _people(units: Collection[int]) -> Mapping[Unit, dict[int, int | None]]:
    """Unit -> who reports for it -> with which post."""
    today = clock.today()
    roles = RoleRight.objects.filter(in_force(today), capability=Capability.REPORT_TASKS).values("role")
    posts = Post.objects.filter(in_force(today), unit__in=units, role__in=roles, user__is_active=True)
    people: dict[Unit, dict[int, int | None]] = {}
    for post in posts.select_related("unit").order_by("id"):
        people.setdefault(post.unit, {})[post.user_id] = post.pk
    return people
