"""The door of figures."""

from dixian.foundation.figures.asking import (
    Told,
    ask,
    by_unit,
    count_now,
    may_count,
    monthly,
    months_counted,
    of_units,
)
from dixian.foundation.figures.counting import count, months_to_count
from dixian.foundation.figures.figure import Figure, Tallies, declare, figure, figures
from dixian.foundation.figures.models import FigureValue
from dixian.foundation.figures.places import units_of_areas, units_of_townships
from dixian.foundation.figures.rules import SHARE, Tally, reached, total
from dixian.foundation.figures.standing import Standout, declare_finder, standing_out

__all__ = [
    "SHARE",
    "Figure",
    "FigureValue",
    "Standout",
    "Tallies",
    "Tally",
    "Told",
    "ask",
    "by_unit",
    "count",
    "count_now",
    "declare",
    "declare_finder",
    "figure",
    "figures",
    "may_count",
    "monthly",
    "months_counted",
    "months_to_count",
    "of_units",
    "reached",
    "standing_out",
    "total",
    "units_of_areas",
    "units_of_townships",
]
