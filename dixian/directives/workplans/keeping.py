"""A paper that was read becomes rows: everything it holds, numbers of people masked, unknown units left open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dixian.directives.workplans.engine.paper import Figure, Limit, Mark, Paper
from dixian.directives.workplans.engine.paper import Item as Read
from dixian.directives.workplans.enums import UnitRole
from dixian.directives.workplans.models import (
    Item,
    ItemFigure,
    ItemLimit,
    ItemUnit,
    Passage,
    Workplan,
    WorkplanMark,
)
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel.masking import mask_numbers

PIECE = 500
# What PostgreSQL takes as a positive number.
MOST = 2**31 - 1


def keep(workplan: Workplan, paper: Paper) -> None:
    """File what was read of `paper`, set-based; in the caller's transaction."""
    keep_items(workplan, list(enumerate(paper.items, start=1)))
    WorkplanMark.objects.bulk_create([_mark(workplan, None, one) for one in paper.marks], batch_size=PIECE)
    passages = [
        Passage(workplan=workplan, after=one.after, text=mask_numbers(one.text)) for one in paper.rest
    ]
    Passage.objects.bulk_create(passages, batch_size=PIECE)


def keep_items(workplan: Workplan, read_at: Sequence[tuple[int, Read]]) -> list[Item]:
    """File items that were read, each with its place in the paper, with units, limits, figures and marks."""
    units = dict(Unit.objects.values_list("name", "id").order_by("id"))
    items = [_item(workplan, place, read) for place, read in read_at]
    Item.objects.bulk_create(items, batch_size=PIECE)
    pairs = list(zip(items, (read for _, read in read_at), strict=True))
    ItemUnit.objects.bulk_create([row for pair in pairs for row in _units(*pair, units)], batch_size=PIECE)
    limits = [limit_row(item, one) for item, read in pairs for one in read.limits]
    ItemLimit.objects.bulk_create(limits, batch_size=PIECE)
    figures = [figure_row(item, one) for item, read in pairs for one in read.figures]
    ItemFigure.objects.bulk_create(figures, batch_size=PIECE)
    marks = [_mark(workplan, item, one) for item, read in pairs for one in read.marks]
    WorkplanMark.objects.bulk_create(marks, batch_size=PIECE)
    return items


def head_of(paper: Paper, name: str) -> dict[str, Any]:
    """What the paper says of itself, as columns; its file's name where it has no title."""
    return {
        "title": _short(paper.title or name, 200),
        "issuer": _short(paper.issuer or "", 120),
        "document_number": _short(paper.document_number or "", 80),
        "issued_on": _day(paper.date),
    }


def _item(workplan: Workplan, place: int, read: Read) -> Item:
    return Item(
        workplan=workplan,
        position=place,
        number=_number(read.number),
        marker=_short(read.marker, 40),
        section=_short(read.section, 200),
        title=_short(read.title or read.text, 200),
        text=mask_numbers(read.text),
        by_hand=read.by_hand,
    )


def _units(item: Item, read: Read, known: dict[str, int]) -> Iterator[ItemUnit]:
    """Leads first, in the paper's order. A name that stands more than once in a role is a group's."""
    proposals = {mark.about: mark.proposal for mark in read.marks if mark.proposal}
    place = 0
    for role, named in ((UnitRole.LEAD, read.lead), (UnitRole.RESPONSIBLE, read.responsible)):
        counted = Counter(one.written for one in named)
        for one in named:
            place += 1
            yield ItemUnit(
                item=item,
                position=place,
                role=role,
                written=_short(one.written, 120),
                group=_short(one.written, 120) if counted[one.written] > 1 else "",
                unit_id=known.get(one.unit or ""),
                proposed=proposals.get(one.written, "")[:120] if one.unit is None else "",
            )


def limit_row(item: Item, one: Limit) -> ItemLimit:
    """A limit that was read, as its row."""
    numbers = {name: _number(getattr(one, name)) for name in ("amount", "first_day", "last_day")}
    return ItemLimit(
        item=item,
        written=_short(one.written, 120),
        kind=one.kind,
        every=one.every[:20],
        measure=one.measure[:20],
        on=_day(one.date),
        **numbers,
    )


def figure_row(item: Item, one: Figure) -> ItemFigure:
    """A figure that was read, as its row."""
    return ItemFigure(
        item=item,
        written=_short(one.written, 120),
        value=one.value,
        measure=one.measure[:20],
        bound=one.bound,
    )


def _mark(workplan: Workplan, item: Item | None, mark: Mark) -> WorkplanMark:
    why = f"{mark.why}（可能是“{mark.proposal}”）" if mark.proposal else mark.why
    return WorkplanMark(workplan=workplan, item=item, about=_short(mark.about, 200), why=_short(why, 300))


def _short(text: str, longest: int) -> str:
    return mask_numbers(text)[:longest]


def _number(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= MOST else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
