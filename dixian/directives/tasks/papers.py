"""The half-year and year-end report on a workplan as an official paper, from what units reported and leads accepted."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.directives.tasks.enums import EntryState, ShareState, TaskColour
from dixian.directives.tasks.models import ProgressEntry, Share
from dixian.directives.tasks.selectors import tasks, with_colours
from dixian.directives.workplans.api import Workplan
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.papers.api import Paper

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


def report_paper(plan: Workplan, term: Term, post: Post) -> Paper:
    """How each task stands today, and what its leads reported in the term and was accepted."""
    found = with_colours(list(tasks(post).filter(workplan=plan).order_by("position")), clock.today())
    said, colours = _said(plan, term), Counter(colour for _, colour in found)
    told = "，".join(f"{one.label} {colours[one]} 项" for one in TaskColour if colours[one])
    return Paper(
        issuer=post.unit.name,
        title=f"《{plan.title}》{term.label}落实情况报告",
        paragraphs=[
            f"《{plan.title}》确定任务 {len(found)} 项，截至{zh_day(clock.today())}：{told or '还没有任务'}。现将{term.label}落实情况报告如下。",
            "一、需要推动的事项",
            *_behind(plan, found),
            "二、各项任务进展",
            "见下表，进展为牵头单位填报并经认可的内容。",
        ],
        header=HEADER,
        rows=[
            [
                str(at),
                task.title,
                "、".join(str(lead.unit) for lead in task.leads),
                colour.label,
                f"{task.n_done}/{task.n_shares}",
                said.get(task.pk, "本期没有经认可的进展"),
            ]
            for at, (task, colour) in enumerate(found, start=1)
        ],
        signed=post.unit.name,
        day=zh_day(clock.today()),
    )


def _said(plan: Workplan, term: Term) -> dict[int, str]:
    """Task -> what its leads last reported within the term, accepted."""
    entries = ProgressEntry.objects.filter(
        share__task__workplan=plan,
        share__role=UnitRole.LEAD,
        state=EntryState.ACCEPTED,
        on__range=(term.first, term.last),
    )
    last: dict[int, dict[int, str]] = defaultdict(dict)
    for one in entries.select_related("share__unit").order_by("on", "id"):
        last[one.share.task_id][one.share_id] = f"{one.share.unit}：{one.text}"
    return {task: "；".join(texts.values()) for task, texts in last.items()}


def _behind(plan: Workplan, found: Sequence[tuple[Any, TaskColour]]) -> list[str]:
    """What is late, and who has reported nothing at all."""
    late = [task.title for task, colour in found if colour == TaskColour.RED]
    shares = Share.objects.filter(task__workplan=plan)
    spoke = shares.exclude(state=ShareState.NONE).values("unit")
    silent = shares.exclude(unit__in=spoke).order_by("unit__kind", "unit__code")
    units = list(dict.fromkeys(silent.values_list("unit__short_name", flat=True)))
    told = (
        [f"（一）超期任务 {len(late)} 项：{'；'.join(late[:NAMED])}。"] if late else ["（一）没有超期任务。"]
    )
    more = "等" if len(units) > NAMED else ""
    silence = f"（二）还没有填报过进展的单位 {len(units)} 个：{'、'.join(units[:NAMED])}{more}。"
    return [*told, silence if units else "（二）各单位都填报过进展。"]
