"""What a blank's page and a part's page show besides: columns with their figures, parts with what differs."""

from dataclasses import dataclass
from typing import Any

from dixian.directives.blanks.engine.layout import layout_from
from dixian.directives.blanks.known import choices
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.directives.blanks.rolls import WHOSE, differences
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books.api import book, may_speak_for
from dixian.foundation.figures.api import figures
from dixian.foundation.kernel.masking import mask_cell
from dixian.foundation.kernel.text import header_key

# So many reports back what a header was said to mean is remembered.
EARLIER = 50
# Of each kind of difference so many are listed on the page; how many there are stands above.
SHOWN = 200


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
    layout = layout_from(row.layout) if row.layout else None
    roll = bool(layout and layout.is_roll)
    return {
        "columns": [(column, titles[column], code) for column, code in sorted(row.meant.items(), key=_place)],
        "measures": choices(layout.kind) if layout and roll else figures(),
        "roll": roll,
        "whose": WHOSE if row.whose else {},
        "unplaced": row.layout.get("unplaced", ()),
        "doubtful": row.layout.get("doubtful", ()),
        "may_match": row.state == "read" and post.can(Capability.CHECK_BOOKS),
        "parts": [
            (one, labels[one.state], [cell for cell in cells_of(one) if cell.differs]) for one in parts
        ],
        "may_merge": bool(parts or (roll and row.source_id)) and post.can(Capability.CHECK_BOOKS),
    }


def beside_part(row: Any, post: Post) -> dict[str, Any]:
    """The columns to fill in, and whether this post does."""
    mine = post.can(Capability.KEEP_BOOKS) and may_speak_for(row.unit_id, post)
    told = {
        "cells": cells_of(row),
        "may_fill": mine and row.state in ("waiting", "returned"),
        "may_download": post.can(Capability.KEEP_BOOKS) or post.can(Capability.CHECK_BOOKS),
    }
    if row.sent_id is None:
        return told
    seen = row.back_id is not None and post.can(Capability.SEE_HOUSEHOLDS)
    return {**told, "cells": [], "differing": _shown(row) if seen else None}


def _shown(part: BlankPart) -> dict[str, Any]:
    """What a township changed, by name, the first of each; numbers in it masked."""
    found, titles = differences(part), part.blank.layout["columns"]
    changed = [
        (who, titles.get(str(column), "编号或姓名"), mask_cell(before), mask_cell(after))
        for who, column, before, after in found["changed"][:SHOWN]
    ]
    missing, added = ([mask_cell(one) for one in found[what][:SHOWN]] for what in ("missing", "added"))
    return {"missing": missing, "added": added, "changed": changed, "shown": SHOWN}


def _place(pair: tuple[str, str]) -> int:
    return int(pair[0])
