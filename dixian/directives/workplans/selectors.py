"""Reads of workplans, and their sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from dixian.directives.workplans.actions import job_key
from dixian.directives.workplans.enums import WorkplanState
from dixian.directives.workplans.models import (
    Corrector,
    Item,
    ItemFigure,
    ItemLimit,
    ItemUnit,
    Passage,
    Workplan,
    WorkplanMark,
)
from dixian.directives.workplans.paging import Sheet
from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import Job, latest_job
from dixian.foundation.kernel.sums import Sum

MOST_PASSAGES = 200
LIVE = Q(struck="")
OPEN = LIVE & Q(unit=None)


def workplans(post: Post) -> Any:
    """The papers with how many items, and how many names nobody has settled."""
    unsettled = Q(items__struck="", items__units__struck="", items__units__unit=None) & Q(
        items__units__isnull=False
    )
    return Workplan.objects.visible_to(post).annotate(
        item_count=Count("items", filter=Q(items__struck=""), distinct=True),
        open_count=Count("items__units", filter=unsettled, distinct=True),
    )


def job_of(of: Workplan) -> Job | None:
    """The background work on a workplan."""
    return latest_job(keys=[job_key(of)])


@dataclass(frozen=True)
class Shown:
    """Units of one role that stand together on a page: a group's members under its name, or one unit."""

    name: str
    rows: list[ItemUnit] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether somebody has to say who is meant."""
        return any(row.unit_id is None and not row.struck for row in self.rows)

    @property
    def by_hand(self) -> bool:
        """Whether a person added it, where the paper names nobody so."""
        return not any(row.written for row in self.rows)


def items_of(workplan: Workplan, sheet: Sheet | None = None) -> list[Item]:
    """The items in the paper's order with units, limits, figures and marks, in a fixed number of queries; of one page, or all."""
    places = Q(position__range=(sheet.first, sheet.last)) if sheet else Q()
    units = ItemUnit.objects.select_related("unit").order_by("position")
    return list(
        Item.objects.filter(places, workplan=workplan)
        .order_by("position")
        .prefetch_related(
            Prefetch("units", units),
            Prefetch("limits", ItemLimit.objects.order_by("id")),
            Prefetch("figures", ItemFigure.objects.order_by("id")),
            Prefetch("marks", WorkplanMark.objects.order_by("id")),
        )
    )


def marks_of(workplan: Workplan) -> list[WorkplanMark]:
    """What has to be looked at about the whole paper."""
    return list(WorkplanMark.objects.filter(workplan=workplan, item=None).order_by("id"))


def correctors_of(workplan: Workplan) -> str:
    """Who corrected it, by name."""
    found = Corrector.objects.filter(workplan=workplan).order_by("id")
    return "、".join(found.values_list("by__name", flat=True))


def grouped(rows: Iterable[ItemUnit], role: str) -> list[Shown]:
    """The units of a role that count, members of a group together, in the paper's order."""
    found: dict[str, Shown] = {}
    for row in rows:
        if row.role == role and not row.struck:
            key = row.group or f"#{row.pk}"
            name = row.group or (str(row.unit) if row.unit else row.written)
            found.setdefault(key, Shown(name)).rows.append(row)
    return list(found.values())


def live_items(workplan_id: int) -> Any:
    """The items that are to be tasks."""
    return Item.objects.filter(LIVE, workplan=workplan_id).order_by("position")


def live_limits() -> Any:
    """The time limits that count."""
    return ItemLimit.objects.filter(LIVE).order_by("id")


def live_figures(item: Item) -> list[ItemFigure]:
    """The figures of an item that count."""
    return list(ItemFigure.objects.filter(LIVE, item=item).order_by("id"))


def passages_of(workplan: Workplan) -> list[Passage]:
    """What of the paper became no task, in its order; the first of very many."""
    return list(Passage.objects.filter(workplan=workplan).order_by("after", "id")[:MOST_PASSAGES])


def live_units(item_ids: Sequence[int] | QuerySet[Any]) -> Any:
    """Who counts in these items, leads first."""
    return ItemUnit.objects.filter(LIVE, item__in=item_ids, unit__isnull=False).order_by(
        "item_id", "position"
    )


def sums() -> list[Sum]:
    """Nothing is adopted with a name nobody has settled."""
    adopted = ItemUnit.objects.filter(item__workplan__state=WorkplanState.ADOPTED, item__struck="")
    return [
        Sum(
            "已下达文件里没有划去的单位 = 认定了的单位",
            adopted.filter(LIVE).count(),
            adopted.filter(LIVE, unit__isnull=False).count(),
        )
    ]
