"""A blank as the parts of townships: each row's unit, and what is known of it."""

from collections.abc import Collection
from datetime import date
from itertools import count
from typing import Any

from dixian.directives.blanks.engine.headers import OF_VILLAGES
from dixian.directives.blanks.engine.layout import Layout
from dixian.directives.blanks.listed import villages_of
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.directives.blanks.reading import layout_of_blank
from dixian.directives.blanks.rolls import send_roll
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Unit, find_unit, group_members
from dixian.foundation.books.api import book, register_many
from dixian.foundation.figures.api import SHARE, of_units
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import counts_by_village

TOWNSHIPS = "gexiangzhen"


def split(row: Blank, _on: date, post: Post) -> None:
    """Each township's row, prefilled from the figures counted last; each village's from the register, for its township to fill in;
    its list of a table of households or persons. Raises Refusal where a row names nobody.
    """
    layout = layout_of_blank(row)
    if layout.is_roll:
        send_roll(row, layout, post)
        return
    by_village = layout.kind == OF_VILLAGES
    rows = villages_of(layout) if by_village else _units(layout)
    known = _known(row, {village for _, _, village in rows.values()} if by_village else None)
    parts = []
    for line, (name, unit, whose) in rows.items():
        values = {column: known[code, whose] for column, code in row.meant.items() if (code, whose) in known}
        parts.append(
            BlankPart(
                blank=row,
                unit=unit,
                name=name,
                line=line,
                state="waiting",
                due_on=row.due_on,
                prefilled=values,
                told=dict(values),
            )
        )
    register_many(book=book("blank-parts"), rows=parts, post=post, text=f"分发：{row}")


def _known(row: Blank, villages: Collection[int] | None) -> dict[tuple[str, int], str]:
    """(figure, unit or village) -> what is known of it. villages: None where the rows are units."""
    codes = [code for code in row.meant.values() if code]
    if villages is not None:
        return {pair: str(told) for pair, told in counts_by_village(codes, villages).items()}
    return {pair: _number(told) for pair, told in of_units(codes, Month.of(clock.today())).items()}


def _units(layout: Layout) -> dict[int, tuple[str, Unit, int]]:
    rows = {int(line): name for line, name in layout.rows.items()}
    if not rows:
        free = (line for line in count(layout.first) if line != layout.total)
        members = zip(free, group_members(TOWNSHIPS), strict=False)
        return {line: (str(unit), unit, unit.pk) for line, unit in members}
    found = {line: (name, find_unit(name)) for line, name in rows.items()}
    unknown = [name for name, unit in found.values() if unit is None]
    if unknown:
        raise Refusal(f"表里的“{'、'.join(unknown[:5])}”不是本县单位", "改成单位全称或简称再上传")
    return {line: (name, unit, unit.pk) for line, (name, unit) in found.items() if unit is not None}


def _number(told: Any) -> str:
    if told.number is None:
        return ""
    return f"{told.number:.1f}%" if told.figure.measure == SHARE else str(told.tally.part)
