"""Decisions that are tasks at once: a paper whose items were written here, with every unit known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dixian.directives.workplans.enums import LimitKind, UnitRole, WorkplanState
from dixian.directives.workplans.models import Item, ItemLimit, ItemUnit, Workplan
from dixian.directives.workplans.topics import WorkplanAdopted
from dixian.foundation.areas.api import Unit
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel.calendar import zh_day


@dataclass(frozen=True)
class Decided:
    """A decision: what it is called and says, who leads, who answers besides, by when."""

    title: str
    text: str
    lead: Unit
    responsible: Sequence[Unit]
    due_on: date


def adopt_decisions(
    *, title: str, issuer: str, on: date, source: StoredFile, decided: Sequence[Decided]
) -> Workplan:
    """The paper, adopted. Two people stood behind it already: who wrote the decisions and who issued them."""
    made = Workplan.objects.create(
        title=title[:200],
        issuer=issuer[:120],
        issued_on=on,
        source=source,
        state=WorkplanState.ADOPTED,
        adopted_on=on,
    )
    for at, one in enumerate(decided, start=1):
        item = Item.objects.create(
            workplan=made, position=at, number=at, marker=f"{at}.", title=one.title[:200], text=one.text
        )
        roles = [(one.lead, UnitRole.LEAD), *((unit, UnitRole.RESPONSIBLE) for unit in one.responsible)]
        ItemUnit.objects.bulk_create(
            ItemUnit(item=item, position=place, role=role, written=unit.short_name, unit=unit)
            for place, (unit, role) in enumerate(roles, start=1)
        )
        ItemLimit.objects.create(
            item=item, written=f"{zh_day(one.due_on)}前", kind=LimitKind.BY, on=one.due_on
        )
    publish(WorkplanAdopted(workplan_id=made.pk))
    return made
