"""Reads of tasks: lists with counts, the matrix of units and tasks, and the sums."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from dixian.directives.tasks.enums import EntryState, ShareState
from dixian.directives.tasks.models import Portion, PortionStep, ProgressEntry, Round, Share, Task
from dixian.directives.tasks.rules import Counts, Owed, Standing, standing
from dixian.directives.workplans.api import PlanItem, Workplan, live_limits
from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.areas.api import Unit
from dixian.foundation.jobs.api import on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation, warn_days
from dixian.foundation.worklist.enums import DutyState

# The kind of the duty a round opens; `duties` declares it.
ROUND_DUTY = "tasks.report"
COUNTED = (ShareState.DONE, ShareState.ACCEPTED, ShareState.REPORTED, ShareState.RETURNED, ShareState.ENDED)


def tasks(post: Post) -> Any:
    """The tasks with how many shares stand where, and their leads; in a fixed number of queries."""
    counts = {f"n_{one.value}": Count("shares", filter=Q(shares__state=one)) for one in COUNTED}
    leads = Share.objects.filter(role=UnitRole.LEAD).select_related("unit").order_by("id")
    return (
        Task.objects.visible_to(post)
        .select_related("workplan")
        .annotate(n_shares=Count("shares"), **counts)
        .prefetch_related(Prefetch("shares", leads, to_attr="leads"))
    )


def leads_by_task(asked: Q) -> dict[int, list[int]]:
    """Task -> the units that lead it, in the paper's order; asked: of which shares."""
    found: dict[int, list[int]] = defaultdict(list)
    led = Share.objects.filter(asked, role=UnitRole.LEAD).order_by("id")
    for task, unit in led.values_list("task_id", "unit_id"):
        found[task].append(unit)
    return found


def named_days(asked: Q) -> dict[int, tuple[date, str]]:
    """Item -> the last day its limits name, in the paper's words; asked: of which limits."""
    by_day = live_limits().filter(asked, kind="by", on__isnull=False).order_by("on", "id")
    return {item: (on, written) for item, on, written in by_day.values_list("item_id", "on", "written")}


def of_unit(found: Any, unit: Unit) -> Any:
    """Those a unit has a share in; the counts stay those of all units."""
    return found.filter(pk__in=Share.objects.filter(unit=unit).values("task"))


def waiting_for(found: Any, units: frozenset[int]) -> Any:
    """Those with an entry that waits for the word of one of these units."""
    led = Share.objects.filter(unit__in=units, role=UnitRole.LEAD).values("task")
    waiting = Share.objects.filter(state=ShareState.REPORTED).values("task")
    return found.filter(pk__in=led).filter(pk__in=waiting)


def with_colours(
    found: Sequence[Any], today: date, parts: Sequence[Share] | None = None
) -> list[tuple[Any, Standing]]:
    """Each task of `tasks` with its colour on a day and why; in a fixed number of queries.

    parts: all their units' parts as they stood on that day; None: as they stand.
    """
    days = warn_days(today) if found else 0
    owed = _owed(found, today, today + timedelta(days=days), parts) if found else {}
    return [
        (task, standing(counts=_counts(task), owed=owed.get(task.pk, ()), today=today, warn_days=days))
        for task in found
    ]


def _counts(task: Any) -> Counts:
    return Counts(task.n_shares, task.n_done, task.n_accepted, task.n_reported, task.n_returned, task.n_ended)


def _owed(
    found: Sequence[Any], today: date, until: date, parts: Sequence[Share] | None
) -> dict[int, list[Owed]]:
    """Task -> what of it is due by a day and not done: itself, its units' parts, and rounds nobody reported on."""
    owed: dict[int, list[Owed]] = defaultdict(list)
    for task in found:
        if task.due_on is not None and task.due_on <= until:
            left = task.n_shares - task.n_done - task.n_ended
            owed[task.pk].append(Owed(f"还有 {left} 个单位没有完成", task.due_on))
    if parts is None:
        parts = list(Share.objects.filter(task__in=found, due_on__lte=until).select_related("unit"))
    late = [(one.due_on, one.pk, one) for one in parts if one.due_on and one.due_on <= until]
    for due_on, _, part in sorted(late, key=lambda one: one[:2]):
        if part.state not in (ShareState.DONE, ShareState.ENDED):
            owed[part.task_id].append(Owed(f"{part.unit}的部分没有完成", due_on))
    waiting = Obligation.objects.filter(
        Q(state=DutyState.OPEN) | Q(done_on__gt=today),
        kind=ROUND_DUTY,
        opened_on__lte=today,
        due_on__lte=until,
    )
    rounds = Round.objects.filter(
        share__task__in=found, due_on__lte=until, uid__in=waiting.values("subject_uid")
    )
    for one in rounds.select_related("share__unit", "limit").order_by("due_on", "id"):
        said = f"{one.share.unit}没有填报“{one.limit.written}”（{one.code}）的进展"
        owed[one.share.task_id].append(Owed(said, one.due_on))
    return owed


def shares_of(task: Task) -> list[Share]:
    """Who answers for a task, leads first, with unit."""
    return list(Share.objects.filter(task=task).select_related("unit").order_by("role", "id"))


def entries_of(task: Task) -> list[ProgressEntry]:
    """What was reported, oldest first."""
    found = ProgressEntry.objects.filter(share__task=task)
    return list(found.select_related("share__unit", "written_by", "decided_by", "evidence").order_by("id"))


def evidence_for(post: Post) -> QuerySet[ProgressEntry]:
    """The entries whose file and authors a post may see: its own unit's, of tasks its unit leads, all for who reads the county."""
    found = ProgressEntry.objects.visible_to(post)
    if span_of(post).everything:
        return found
    mine = own_units(post)
    led = Share.objects.filter(unit__in=mine, role=UnitRole.LEAD).values("task")
    return found.filter(Q(share__unit__in=mine) | Q(share__task__in=led))


def may_see_whole(entry: ProgressEntry, leads: frozenset[int], post: Post) -> bool:
    """The same of an entry with its share, where the leads are known already."""
    mine = own_units(post)
    return span_of(post).everything or entry.share.unit_id in mine or bool(mine & leads)


def own_units(post: Post) -> frozenset[int]:
    """The units a post belongs to: its own with those below it."""
    return frozenset({post.unit_id, *span_of(post).units})


def portions_of(task: Task, post: Post) -> list[Portion]:
    """How the units break their parts down, as far as a post sees it; each with its sub-plans, as steps."""
    attached = PortionStep.objects.filter(verb="attach").order_by("id")
    found = Portion.objects.visible_to(post).filter(share__task=task)
    return list(found.order_by("id").prefetch_related(Prefetch("steps", attached, to_attr="plans")))


def rounds_of(task: Task) -> list[Round]:
    """The rounds of its recurring limits so far, oldest first."""
    return list(Round.objects.filter(share__task=task).select_related("share__unit", "limit").order_by("id"))


def shares_of_unit(unit: Unit, post: Post) -> QuerySet[Share]:
    """The parts of a unit in all tasks."""
    return Share.objects.visible_to(post).filter(unit=unit).select_related("task__workplan")


@dataclass(frozen=True)
class MatrixRow:
    """A unit; per task its role or ""; how many it leads, and in how many it is responsible."""

    unit: Unit
    cells: list[str]
    leads: int
    responsible: int


@dataclass(frozen=True)
class Matrix:
    """Units x tasks of one workplan. totals: per task how many units it has."""

    tasks: list[Task]
    rows: list[MatrixRow]
    totals: list[int]


def matrix(workplan: Workplan) -> Matrix:
    """Who leads what, and who answers for what, in three queries."""
    found = list(Task.objects.filter(workplan=workplan).order_by("position"))
    shares = Share.objects.filter(task__workplan=workplan).values_list("unit_id", "task_id", "role")
    roles = {(unit, task): role for unit, task, role in shares}
    named = {unit for unit, _ in roles}
    rows = []
    for unit in Unit.objects.filter(pk__in=named).order_by("kind", "code"):
        cells = [roles.get((unit.pk, task.pk), "") for task in found]
        rows.append(MatrixRow(unit, cells, cells.count("lead"), cells.count("responsible")))
    totals = [sum(1 for _, task in roles if task == one.pk) for one in found]
    return Matrix(found, rows, totals)


def adopted() -> list[Workplan]:
    """The workplans that are tasks, latest first."""
    return list(Workplan.objects.filter(state=WorkplanState.ADOPTED).order_by("-adopted_on", "-id"))


def sums() -> list[Sum]:
    """Each item that counts is one task, each entry that waits is a share that waits."""
    items = PlanItem.objects.filter(workplan__state=WorkplanState.ADOPTED, struck="")
    made = Task.objects.filter(workplan__state=WorkplanState.ADOPTED)
    waiting = ProgressEntry.objects.filter(state=EntryState.WAITING)
    return [
        Sum("已下达的任务条目 = 任务，或正在登记", items.count(), made.count() + _being_made(items)),
        Sum(
            "待认可的进展 = 待认可的分工",
            waiting.count(),
            Share.objects.filter(state=ShareState.REPORTED).count(),
        ),
    ]


def _being_made(items: Any) -> int:
    plans = [topic["workplan_id"] for topic in on_the_way("tasks.make")]
    return int(items.filter(workplan__in=plans, task=None).count())
