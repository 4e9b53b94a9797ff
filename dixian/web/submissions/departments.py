"""Departments and months: who has pushed, who is late, who has nothing, and what became of it; each figure a door."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Timeliness
from dixian.warning.verification import api as verification
from dixian.web.shell.pages import page
from dixian.web.submissions.month import month_asked

MONTHS = 12
# In the order in which a cell tells of them: what somebody has to do something about first.
TOLD = (
    Timeliness.MISSING,
    Timeliness.UNSIGNED,
    Timeliness.LATE,
    Timeliness.NOT_YET,
    Timeliness.ON_TIME,
    Timeliness.NIL,
)


@dataclass
class Cell:
    """A unit's kinds in a month: how many stand how; rows read, warnings raised, warnings answered at the end.

    UNSIGNED counts whatever waits for the head's signature, also what is missing by now.
    """

    unit: Unit
    month: Month
    kinds: Counter[Timeliness] = field(default_factory=Counter)
    rows: int = 0
    raised: int = 0
    closed: int = 0

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """State, its word and how many kinds, of those there are."""
        return [(one.value, one.label, self.kinds[one]) for one in TOLD if self.kinds[one]]

    def add(self, other: "Cell") -> None:
        """Count what another cell holds too."""
        self.kinds += other.kinds
        self.rows, self.raised, self.closed = (
            self.rows + other.rows,
            self.raised + other.raised,
            self.closed + other.closed,
        )


@page(C.SEE_SUBMISSIONS)
def departments(request: Any) -> HttpResponse:
    """Twelve months up to the one asked for, a line for each unit, and all of them beneath."""
    last = month_asked(request.GET.get("month", ""))
    months = [last]
    while len(months) < MONTHS:
        months.append(months[-1].previous())
    cells = _cells(request.post, months)
    lines: dict[int, list[Cell]] = {}
    for cell in cells:
        lines.setdefault(cell.unit.pk, []).append(cell)
    values = {
        "months": months,
        "lines": [(some[0].unit, some) for some in lines.values()],
        "whole": [_whole([cell for cell in cells if cell.month == month]) for month in months]
        if lines
        else [],
        "before": months[-1].previous(),
        "after": last.next() if last < Month.of(clock.today()) else None,
        "last": last,
    }
    return render(request, "submissions/departments.html", values)


def _cells(post: Post, months: Sequence[Month]) -> list[Cell]:
    """One for each unit and month, units in the order of their first kind."""
    stand = submissions.months_of(post, months)
    units = {one.kind.unit_id: one.kind.unit for one in stand}
    cells = {(pk, month): Cell(unit, month) for pk, unit in units.items() for month in months}
    of_batch = {}
    for one in stand:
        cell = cells[one.kind.unit_id, one.month]
        cell.kinds[one.timeliness] += 1
        if one.unsigned and one.timeliness != Timeliness.UNSIGNED:
            cell.kinds[Timeliness.UNSIGNED] += 1
        for batch in one.files:
            if batch.state == BatchState.COMMITTED:
                of_batch[batch.pk] = cell
                # What mends rows was counted where they were rejected.
                cell.rows += 0 if batch.mends_id else batch.rows_read
    done = [batch for one in stand for batch in one.files if batch.pk in of_batch]
    for result in verification.results_of(done, post) if done else ():
        cell = of_batch[result.batch.pk]
        cell.raised += result.sources
        cell.closed += result.answered
    return list(cells.values())


def _whole(cells: Sequence[Cell]) -> Cell:
    whole = Cell(cells[0].unit, cells[0].month)
    for cell in cells:
        whole.add(cell)
    return whole
