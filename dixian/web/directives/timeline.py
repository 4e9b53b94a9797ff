"""What happened to a task: adopted, rounds opened, deadlines set, entries and the lead's word, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.directives.tasks.enums import EntryState
from dixian.foundation.kernel import clock


@dataclass(frozen=True)
class Happened:
    """One step: the day, what, in words; a colour where it says something;
    evidence: uid of the entry that has a file."""

    on: date
    what: str
    colour: str = ""
    evidence: Any = None


def timeline(
    task: Any, entries: Sequence[tuple[Any, bool]], rounds: Sequence[Any], deadlines: Sequence[Any]
) -> list[Happened]:
    """The steps of a task from what was loaded; asks nothing.

    entries: each with whether it is seen whole; of the others only which unit reported when, and what became of it.
    """
    steps = [Happened(task.workplan.adopted_on, f"任务下达：{task.workplan.title}")]
    steps += [
        Happened(clock.day_of(one.made_at), f"{one.share.unit}填报{one.code}进展，{one.due_on} 前办结")
        for one in rounds
    ]
    steps += [
        Happened(
            one.set_on,
            f"{one.set_unit}{one.set_by.name}把{one.share.unit if one.share else '这项任务'}的期限{_days(one)}，依据：{one.why}",
        )
        for one in deadlines
    ]
    for one, whole in entries:
        done = "（已完成）" if one.finishes else ""
        if whole:
            what = f"{one.share.unit}{one.written_by.name}填报{done}：{one.text}"
            steps.append(Happened(one.on, what, evidence=one.uid if one.evidence else None))
        else:
            steps.append(Happened(one.on, f"{one.share.unit}填报了进展{done}"))
        if one.decided_on is not None:
            steps.append(_word(one, whole))
    return sorted(steps, key=lambda step: step.on)[::-1]


def _days(one: Any) -> str:
    return f"由 {one.before} 改为 {one.due_on}" if one.before else f"定为 {one.due_on}"


def _word(entry: Any, whole: bool) -> Happened:
    who, unit = entry.decided_by.name if whole else "牵头单位", entry.share.unit
    if entry.state == EntryState.RETURNED:
        why = f"：{entry.reason}" if whole else ""
        return Happened(entry.decided_on, f"{who}退回{unit}的进展{why}", "red")
    return Happened(entry.decided_on, f"{who}认可{unit}的进展", "green")
