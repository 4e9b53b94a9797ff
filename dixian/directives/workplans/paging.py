"""A long paper page by page: which items stand on one, and what of the others waits to be settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from dixian.directives.workplans.enums import UnitRole
from dixian.directives.workplans.models import Item, ItemUnit, Workplan

# With its forms an item is some 15 KB of page, more where it names many units.
PAGE = 40


@dataclass(frozen=True)
class Sheet:
    """Some items that stand together on a page. first, last: their places in the paper; section: that of the first.

    open: how many of them have a unit to be settled or nobody who leads.
    """

    first: int
    last: int
    section: str
    open: int


@dataclass(frozen=True)
class Sheets:
    """All pages of a paper. leaderless: whether some item has nobody who leads."""

    all: Sequence[Sheet]
    leaderless: bool

    def at(self, place: int) -> Sheet | None:
        """The page on which the item of that place stands, the last where there is none so far behind; None without items."""
        behind = [one for one in self.all if place <= one.last]
        return next(iter(behind), self.all[-1] if self.all else None)


def sheets_of(workplan: Workplan) -> Sheets:
    """The pages of a paper, in one query."""
    counting = ItemUnit.objects.filter(item=OuterRef("pk"), struck="")
    items = list(
        Item.objects.filter(workplan=workplan)
        .order_by("position")
        .annotate(
            unsettled=Exists(counting.filter(unit=None)), led=Exists(counting.filter(role=UnitRole.LEAD))
        )
        .values_list("position", "section", "struck", "unsettled", "led")
    )
    pieces = [items[at : at + PAGE] for at in range(0, len(items), PAGE)]
    sheets = [
        Sheet(
            some[0][0],
            some[-1][0],
            some[0][1],
            sum(not struck and (unsettled or not led) for _, _, struck, unsettled, led in some),
        )
        for some in pieces
    ]
    return Sheets(sheets, any(not struck and not led for _, _, struck, _, led in items))
