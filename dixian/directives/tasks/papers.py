"""The half-year and year-end report on a workplan as an official paper, from what units reported and leads accepted."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q

from dixian.directives.tasks.enums import EntryState, ShareState, TaskColour
from dixian.directives.tasks.indicators import measured
from dixian.directives.tasks.models import ProgressEntry, Share, TaskIndicator
from dixian.directives.tasks.past import shares_on, stood
from dixian.directives.tasks.rules import Standing
from dixian.directives.tasks.selectors import of_unit, tasks, with_colours
from dixian.directives.workplans.api import Workplan
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month, zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Paper, Part

HEADER = ("序号", "任务", "牵头单位", "状态", "完成单位", "本期进展")
NAMED = 10


@dataclass(frozen=True)
class Term:
    """What a report is about: 上半年 or 全年, of a year."""

    label: str
    first: date
    last: date


def terms(plan: Workplan) -> dict[str, Term]:
    """The reports a workplan can have, by code; of the year it was adopted in."""
    year = (plan.adopted_on or clock.today()).year
    return {
        "half": Term(f"{year}年上半年", date(year, 1, 1), date(year, 6, 30)),
        "year": Term(f"{year}年", date(year, 1, 1), date(year, 12, 31)),
    }


def report_of(plan: Workplan, post: Post) -> Unit | None:
    """Whose report a post can make: None is the county's, for those who read the county; otherwise its own unit's.

    Raises Refusal for a unit that has no part in the paper.
    """
    if span_of(post).everything:
        return None
    if not Share.objects.filter(task__workplan=plan, unit=post.unit).exists():
        raise Refusal(
            f"{post.unit}没有承担这份文件的任务，没有报告可以生成", "全县的落实情况报告由县农业农村局生成"
        )
    return post.unit


def report_paper(plan: Workplan, term: Term, post: Post) -> Paper:
    """How each task stood at the end of the term, or stands today within it, and what its leads reported in the term and was
    accepted; a unit's own tells what that unit has a part in and reported itself. Raises Refusal as `report_of`, and for a
    term before the adoption."""
    own, day = report_of(plan, post), min(term.last, clock.today())
    if plan.adopted_on is not None and plan.adopted_on > term.last:
        raise Refusal(f"文件{zh_day(plan.adopted_on)}才下达，没有{term.label}的落实情况", "选下达以后的一期")
    asked = tasks(post).filter(workplan=plan)
    asked = asked if own is None else of_unit(asked, own)
    parts = shares_on(plan, day)
    found = with_colours(stood(list(asked.order_by("position")), parts), day, parts)
    said, colours = _said(plan, term, own), Counter(now.colour for _, now in found)
    told = "，".join(f"{one.label} {colours[one]} 项" for one in TaskColour if colours[one])
    return Paper(
        issuer=post.unit.name,
        title=f"{own.name if own else ''}《{plan.title}》{term.label}落实情况报告",
        paragraphs=[
            f"《{plan.title}》{'本单位承担' if own else '确定'}任务 {len(found)} 项，截至{zh_day(day)}：{told or '还没有任务'}。现将{term.label}落实情况报告如下。{_later(plan, term)}",
            "一、需要推动的事项",
            *_behind(parts, found, own),
            "二、各项任务进展",
            f"见下表，进展为{'本单位' if own else '牵头单位'}填报并经认可的内容。",
        ],
        header=HEADER,
        rows=[
            [
                str(at),
                task.title,
                "、".join(str(lead.unit) for lead in task.leads),
                now.label,
                f"{task.n_done}/{task.n_shares}",
                said.get(task.pk, "本期没有经认可的进展"),
            ]
            for at, (task, now) in enumerate(found, start=1)
        ],
        parts=[*([] if own else [_by_unit(parts, _last_words(plan, term))]), *_measured(found, term)],
        signed=post.unit.name,
        day=zh_day(clock.today()),
    )


def _later(plan: Workplan, term: Term) -> str:
    """In a report made after its term, how much of it was accepted after the term."""
    entries = ProgressEntry.objects.filter(share__task__workplan=plan, on__range=(term.first, term.last))
    count = entries.filter(state=EntryState.ACCEPTED, decided_on__gt=term.last).count()
    return f"其中 {count} 条进展是{zh_day(term.last)}以后认可的。" if count else ""


def _by_unit(parts: Sequence[Share], last: dict[int, str]) -> Part:
    """Each unit's part: where it stood, by when, and what it last reported within the term and was accepted; per task
    those of one role and day that never reported together."""
    rows: list[list[str]] = []
    for task, of_task in groupby(parts, key=lambda one: one.task):
        silent: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in of_task:
            due = str(one.due_on or task.due_on or "没有写")
            if one.state == ShareState.NONE:
                silent[one.get_role_display(), due].append(str(one.unit))
                continue
            said = last.get(one.pk, "本期没有经认可的进展")
            rows.append(
                [task.title, f"{one.unit}（{one.get_role_display()}）", one.get_state_display(), due, said]
            )
        for (role, due), units in silent.items():
            named = f"{'、'.join(units)}（{role}）"
            rows.append([task.title, named, "未报进展", due, f"{len(units)} 个单位没有填报过进展"])
    return Part(title="三、各单位完成情况", header=("任务", "单位", "状态", "期限", "本期进展"), rows=rows)


def _measured(found: Sequence[tuple[Any, Standing]], term: Term) -> list[Part]:
    """What the tasks are measured by, month by month of the term; nothing where none is."""
    titles = {task.pk: task.title for task, _ in found}
    live = Q(ended_on=None) | Q(ended_on__gt=term.last)
    indicators = TaskIndicator.objects.filter(live, task__in=titles).order_by("task__position", "id")
    rows = [
        [
            titles[one.indicator.task_id],
            one.figure.title,
            one.target,
            "；".join(f"{told.month.label} {told.words}" for told in one.months) or "没有统计",
            {True: "达到", False: "没有达到", None: ""}[one.reached],
        ]
        for one in measured(list(indicators), Month.of(term.first), Month.of(term.last))
    ]
    header = ("任务", "指标", "目标", "各月", "最近一月")
    return [Part(title="指标完成情况", header=header, rows=rows)] if rows else []


def _last_words(plan: Workplan, term: Term) -> dict[int, str]:
    """Share -> what its unit last reported within the term, accepted."""
    entries = ProgressEntry.objects.filter(
        share__task__workplan=plan, state=EntryState.ACCEPTED, on__range=(term.first, term.last)
    )
    return dict(entries.order_by("on", "id").values_list("share_id", "text"))


def _said(plan: Workplan, term: Term, own: Unit | None) -> dict[int, str]:
    """Task -> what its leads, or the unit whose report it is, last reported within the term, accepted."""
    whose = {"share__role": UnitRole.LEAD} if own is None else {"share__unit": own}
    entries = ProgressEntry.objects.filter(
        **whose,
        share__task__workplan=plan,
        state=EntryState.ACCEPTED,
        on__range=(term.first, term.last),
    )
    last: dict[int, dict[int, str]] = defaultdict(dict)
    for one in entries.select_related("share__unit").order_by("on", "id"):
        last[one.share.task_id][one.share_id] = f"{one.share.unit}：{one.text}"
    return {task: "；".join(texts.values()) for task, texts in last.items()}


def _behind(parts: Sequence[Share], found: Sequence[tuple[Any, Standing]], own: Unit | None) -> list[str]:
    """What is late, and who has reported nothing at all; in a unit's own report its tasks alone."""
    late = [f"{task.title}（{now.why[0]}）" for task, now in found if now.colour == TaskColour.RED]
    asked = {one.unit: False for one in parts if own in (None, one.unit)}
    asked |= {one.unit: True for one in parts if one.unit in asked and one.state != ShareState.NONE}
    silent = sorted((one for one, spoke in asked.items() if not spoke), key=lambda one: (one.kind, one.code))
    units = [str(one) for one in silent]
    told = (
        [f"（一）超期任务 {len(late)} 项：{'；'.join(late[:NAMED])}。"] if late else ["（一）没有超期任务。"]
    )
    if own is not None:
        return [*told, f"（二）本单位{'还没有' if units else ''}填报过进展。"]
    more = "等" if len(units) > NAMED else ""
    silence = f"（二）还没有填报过进展的单位 {len(units)} 个：{'、'.join(units[:NAMED])}{more}。"
    return [*told, silence if units else "（二）各单位都填报过进展。"]
