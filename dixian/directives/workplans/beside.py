"""A kept paper beside an earlier one, as it was corrected: what is carried over, changed, new and gone (R0)."""

from typing import Any

from dixian.directives.workplans.engine.comparing import Comparison, compare
from dixian.directives.workplans.engine.measures import ranges_of
from dixian.directives.workplans.engine.paper import Figure, Limit, Named, Paper
from dixian.directives.workplans.engine.paper import Item as Read
from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.directives.workplans.models import Item, Workplan
from dixian.directives.workplans.selectors import items_of
from dixian.foundation.kernel.problems import Refusal

# Each task of one is compared with each of the other while somebody waits.
MOST = 40_000
STANDING = (WorkplanState.DRAFT, WorkplanState.ADOPTED, WorkplanState.STOPPED)


def others_of(workplan: Workplan) -> list[Workplan]:
    """The papers it may stand beside, the latest first; those that were adopted come before drafts."""
    found = Workplan.objects.filter(state__in=STANDING).exclude(pk=workplan.pk).order_by("-id")
    return sorted(found, key=lambda one: one.state == WorkplanState.DRAFT)


def beside(old: Workplan, new: Workplan) -> Comparison:
    """The tasks of both, each in one list. Raises Refusal for papers too long to be compared while somebody waits."""
    before, after = _paper(old), _paper(new)
    if len(before.items) * len(after.items) > MOST:
        raise Refusal(
            f"一份 {len(before.items)} 项、一份 {len(after.items)} 项，太多，页面上对照不了",
            "请安装人员用命令 dixian workplan compare 对照",
        )
    return compare(before, after)


def _paper(workplan: Workplan) -> Paper:
    items = [_read(one) for one in items_of(workplan) if not one.struck]
    return Paper(workplan.title, workplan.issuer, workplan.document_number, None, items)


def _read(item: Item) -> Read:
    """An item as the reader would tell it, with what a person put right in it."""
    named: dict[str, list[Named]] = {role: [] for role in UnitRole.values}
    rows: list[Any] = [row for row in item.units.all() if not row.struck]
    for row in rows:
        unit = str(row.unit) if row.unit else None
        named[row.role].append(Named(row.group or row.written or unit or "", row.group or unit))
    limits = [Limit(one.written, one.kind) for one in item.limits.all() if not one.struck]
    live = [one for one in item.figures.all() if not one.struck]
    figures = [Figure(some[0].written, None, "", "") for some in ranges_of(live)]
    return Read(
        item.number,
        item.marker,
        item.section,
        item.title,
        item.text,
        named[UnitRole.LEAD],
        named[UnitRole.RESPONSIBLE],
        limits=limits,
        figures=figures,
    )
