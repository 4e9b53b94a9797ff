"""What a figure is. A room declares its own in its `tallies.py`; others ask for them by code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.utils.module_loading import autodiscover_modules

from dixian.foundation.figures.rules import Tally
from dixian.foundation.kernel.calendar import Month

# Unit's id -> its tally; None for what belongs to no unit.
Tallies = Mapping[int | None, Tally]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure: how much of what, per unit and month.

    code: `plans.in_time`; title: what it is called; rule: which rows count, in a sentence, with the clause.
    measure: `%` for a share of `whole`, else what is counted (件, 户, 人).
    tally: the month's count of every unit at once, as of today or the month's last day; runs in the scope of the system.
    also: other headers that superiors' tables write over it. better: which way is good. rows: the address of the list it counts; `{unit}` and `{month}` are put in.
    """

    code: str
    title: str
    rule: str
    measure: str
    tally: Callable[[Month], Tallies]
    better: Literal["more", "less", ""] = ""
    rows: str = ""
    also: tuple[str, ...] = ()

    def door(self, month: Month, unit_code: str = "") -> str:
        """The address of the list behind a value."""
        return self.rows.format(unit=unit_code, month=month.code)


_figures: dict[str, Figure] = {}


def declare(made: Figure) -> Figure:
    """Declare a figure. Raises ValueError for two under one code."""
    if _figures.setdefault(made.code, made) is not made:
        raise ValueError(f"figure {made.code} is declared twice")
    return made


def figure(code: str) -> Figure:
    """The figure of a code. Raises KeyError."""
    return _declared()[code]


def figures() -> list[Figure]:
    """All of them, by code."""
    return [one for _, one in sorted(_declared().items())]


@cache
def _declared() -> dict[str, Figure]:
    # Once: looking for the modules of all rooms takes longer than most pages.
    autodiscover_modules("tallies")
    return _figures
