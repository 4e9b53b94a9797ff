"""An agenda prepared from figures that exist: the loop, warnings that gather in a township (R2.2), late duties, problems, tasks, the last decisions."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import IN_THE_LOOP
from dixian.commons.rectification.api import DONE, Problem
from dixian.directives.meetings.enums import Origin
from dixian.directives.meetings.models import AgendaItem, Meeting
from dixian.directives.meetings.rules import Quarter
from dixian.directives.tasks.api import Share, Task
from dixian.foundation.figures.api import ask, standing_out
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation

NAMED = 5
MEASURED = ("loop.in_time", "plans.in_time", "measures.in_time", "pushes.in_time", "rectification.done")
CLUSTER, NO_MORE = "cluster:", "更新数据时已不再突出。"


@dataclass(frozen=True)
class Point:
    """A point as the figures give it: which, what it is called, in a sentence, and the list it counts."""

    figure: str
    title: str
    text: str
    door: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What is kept of it."""
        return {"title": self.title[:120], "text": self.text[:500], "door": self.door}


def prepare(meeting: Meeting) -> int:
    """Write the points the figures give today; those that stand there say it anew. Returns how many there are."""
    today = clock.today()
    known = {one.figure: one for one in AgendaItem.objects.filter(meeting=meeting).exclude(figure="")}
    points = list(_points(meeting, today))
    for point in points:
        there = known.pop(point.figure, None)
        if there is None:
            AgendaItem.objects.create(
                meeting=meeting, origin=Origin.FIGURES, figure=point.figure, **point.values
            )
        else:
            _say(there, point.values)
    for gone in known.values():
        if gone.figure.startswith(CLUSTER):
            _say(gone, {"text": NO_MORE})
    return len(points)


def _say(there: AgendaItem, values: Mapping[str, str]) -> None:
    if any(getattr(there, name) != value for name, value in values.items()):
        AgendaItem.objects.filter(pk=there.pk).update(**values, version=there.version + 1)


def _points(meeting: Meeting, today: date) -> Iterator[Point]:
    yield _last_decisions(meeting)
    quarter = Quarter.of(meeting.due_on or today)
    yield _loop(quarter)
    for one in standing_out(quarter.first, quarter.last):
        yield Point(one.code, one.title, one.sentence, one.door)
    yield _late(today)
    yield _problems(today)
    yield _tasks(today)
    yield from _measured()


def _measured() -> Iterator[Point]:
    """The figures counted last, each with its month; nothing where none has been counted yet."""
    told = ask(MEASURED)
    said = "；".join(
        f"{one.figure.title} {one.words}（{one.month.label}）" for one in map(told.get, MEASURED) if one
    )
    if said:
        yield Point("measured", "主要指标完成情况", f"{said}。", "/figures/")


def _loop(quarter: Quarter) -> Point:
    counted = Lead.objects.aggregate(
        new=Count("pk", filter=Q(opened_on__range=(quarter.first, quarter.last))),
        open=Count("pk", filter=Q(state__in=IN_THE_LOOP)),
    )
    text = f"{quarter.label}新增线索 {counted['new']} 条，现在还有 {counted['open']} 条没有办结。"
    door = f"/leads/?from={quarter.first}&to={quarter.last}"
    return Point("loop", "部门预警、基层排查闭环运行情况", text, door)


def _late(today: date) -> Point:
    late = Obligation.objects.filter(state="open", due_on__lt=today).order_by()
    kinds = Counter(dict(late.values_list("title").annotate(count=Count("pk"))))
    told = "、".join(f"{title} {count} 件" for title, count in kinds.most_common(NAMED))
    text = f"全县超期待办 {kinds.total()} 件" + (f"：{told}。" if told else "。")
    return Point("late", "超期未办事项", text, "/duties/late/")


def _problems(today: date) -> Point:
    live = Problem.objects.exclude(state="void")
    counted = live.aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state__in=DONE)),
        late=Count("pk", filter=Q(due_on__lt=today) & ~Q(state__in=DONE)),
    )
    text = f"整改问题 {counted['all']} 个，已销号 {counted['done']} 个，超期未销号 {counted['late']} 个。"
    return Point("problems", "问题整改情况", text, "/books/rectification/")


def _tasks(today: date) -> Point:
    counted = Share.objects.exclude(state="ended").aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state="done")),
        silent=Count("pk", filter=Q(state="none")),
    )
    late = Task.objects.filter(due_on__lt=today).exclude(pk__in=_finished())
    text = (
        f"各单位承担任务 {counted['all']} 件次，完成 {counted['done']} 件次，"
        f"没有报过进展的 {counted['silent']} 件次；超期任务 {late.count()} 项。"
    )
    return Point("tasks", "年度任务推进情况", text, "/tasks/")


def _finished() -> Any:
    return Task.objects.exclude(
        pk__in=Share.objects.exclude(state__in=("done", "ended")).values("task")
    ).values("pk")


def _last_decisions(meeting: Meeting) -> Point:
    title = "上次会商决定落实情况"
    last = Meeting.objects.filter(state="issued").exclude(pk=meeting.pk).order_by("-held_on", "-id").first()
    if last is None:
        return Point("last", title, "没有上次会商的决定。")
    if last.workplan_id is None:
        return Point("last", title, f"{last}没有形成要落实的决定。")
    tasks = Task.objects.filter(workplan=last.workplan_id)
    open_ones = list(tasks.exclude(pk__in=_finished()).order_by("position").values_list("title", flat=True))
    text = f"{last}决定 {tasks.count()} 项，没有完成的 {len(open_ones)} 项"
    told = "；".join(open_ones[:NAMED])
    return Point("last", title, text + (f"：{told}。" if told else "。"))
