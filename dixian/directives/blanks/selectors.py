"""What a blank's page and a part's page show besides: columns with their figures, parts with what differs."""

from dataclasses import dataclass
from typing import Any

from dixian.directives.blanks.engine.layout import OF_HOUSEHOLDS
from dixian.directives.blanks.listed import CHOICES
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books.api import book, may_speak_for
from dixian.foundation.figures.api import figures
from dixian.foundation.kernel.text import header_key

# So many reports back what a header was said to mean is remembered.
EARLIER = 50


@dataclass(frozen=True)
class Cell:
    """A column of a part: its header, what was prefilled, what the township says."""

    column: str
    title: str
    prefilled: str
    told: str

    @property
    def differs(self) -> bool:
        """Whether the township has changed what the system knew."""
        return bool(self.prefilled) and self.prefilled != self.told


def cells_of(part: Any) -> list[Cell]:
    """The columns of a part, in the order of the sheet."""
    titles = part.blank.layout["columns"]
    return [
        Cell(column, titles[column], part.prefilled.get(column, ""), part.told.get(column, ""))
        for column in sorted(part.blank.meant, key=int)
    ]


def matched_before(row: Blank) -> dict[str, str]:
    """Header -> the figure somebody said it means in an earlier report, the last word first; figures that are no more left out."""
    known = {one.code for one in figures()}
    found: dict[str, str] = {}
    sent = Blank.objects.filter(state__in=("sent", "closed")).exclude(pk=row.pk).order_by("-id")[:EARLIER]
    for layout, meant in sent.values_list("layout", "meant"):
        for column, title in layout.get("columns", {}).items():
            found.setdefault(header_key(title), meant.get(column, ""))
    return {key: code for key, code in found.items() if code in known}


def beside_blank(row: Any, post: Post) -> dict[str, Any]:
    """The columns with their figures, and each part with what differs."""
    parts = list(
        BlankPart.objects.visible_to(post).filter(blank=row).select_related("unit", "blank").order_by("line")
    )
    labels = book("blank-parts").states.labels
    titles = row.layout.get("columns", {})
    of_households = row.layout.get("kind") == OF_HOUSEHOLDS
    return {
        "columns": [(column, titles[column], code) for column, code in sorted(row.meant.items(), key=_place)],
        "measures": CHOICES if of_households else figures(),
        "of_households": of_households,
        "may_match": row.state == "read" and post.can(Capability.CHECK_BOOKS),
        "parts": [
            (one, labels[one.state], [cell for cell in cells_of(one) if cell.differs]) for one in parts
        ],
        "may_merge": bool(parts or (of_households and row.source_id)) and post.can(Capability.CHECK_BOOKS),
    }


def beside_part(row: Any, post: Post) -> dict[str, Any]:
    """The columns to fill in, and whether this post does."""
    mine = post.can(Capability.KEEP_BOOKS) and may_speak_for(row.unit_id, post)
    return {"cells": cells_of(row), "may_fill": mine and row.state in ("waiting", "returned")}


def _place(pair: tuple[str, str]) -> int:
    return int(pair[0])
