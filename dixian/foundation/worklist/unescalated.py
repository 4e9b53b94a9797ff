"""Why a late duty has not come before a head yet: too early, not yet this morning, or nobody is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.areas.api import Unit
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.heads import Heads
from dixian.foundation.worklist.models import Escalation, Obligation
from dixian.foundation.worklist.rules import steps_reached


@dataclass(frozen=True)
class Unescalated:
    """The reason in a sentence; `unit`: where a head is missing, None where none is."""

    sentence: str
    unit: Unit | None = None


def unescalated(
    duties: Sequence[Obligation], steps: Mapping[int, Iterable[Escalation]], *, post: Post, day: date
) -> dict[int, Unescalated]:
    """Duty id -> why it has not been through the step it has reached, for those of `duties` that are late.

    steps: what `post` may see of the steps they have been through.
    """
    late = [duty for duty in duties if duty.due_on < day]
    if not late:
        return {}
    after = {
        "deputy_after": int(number("escalate.deputy.days", day)),
        "first_after": int(number("escalate.first.days", day)),
    }
    waiting: dict[int, Step | None] = {}
    for duty in late:
        done = {one.step for one in steps.get(duty.pk, ())}
        reached = steps_reached((day - duty.due_on).days, **after)
        missing = [step for step in reached if step not in done]
        if missing or not reached:
            waiting[duty.pk] = missing[0] if missing else None
    early = Unescalated(f"超 {after['deputy_after']} 天起上报")
    found = {pk: early for pk, step in waiting.items() if step is None}
    asked = [(duty, step) for duty in late if (step := waiting.get(duty.pk)) is not None]
    return {**found, **(_asked(asked, post, day) if asked else {})}


def _asked(asked: Sequence[tuple[Obligation, Step]], post: Post, day: date) -> dict[int, Unescalated]:
    heads, span = Heads(day), span_of(post)
    unit_of = {duty.pk: heads.unit_of(duty) for duty, _ in asked}
    named = {duty.pk: heads.head(unit_of[duty.pk], step) for duty, step in asked}
    answering = {
        duty.pk: head.unit_id if (head := named[duty.pk]) else heads.answering(unit_of[duty.pk])
        for duty, _ in asked
    }
    units = Unit.objects.in_bulk([unit for unit in answering.values() if unit is not None])
    found = {}
    for duty, step in asked:
        unit, head = units.get(answering[duty.pk] or 0), named[duty.pk]
        if unit is None:
            found[duty.pk] = Unescalated("没有承办单位，无人可报")
        elif head is None:
            found[duty.pk] = Unescalated(f"{unit}没有登记{step.label}", unit)
        elif span.everything or unit.pk in span.units:
            found[duty.pk] = Unescalated(f"下次早上报{step.label}{head.name}")
        else:
            # The steps of a unit above are that unit's own business.
            found[duty.pk] = Unescalated(f"由{unit}{step.label}督办")
    return found
