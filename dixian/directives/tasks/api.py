"""The door of tasks."""

from dixian.directives.tasks.actions import TO_REPORT, decide, leads_of, may_decide, report, units_of
from dixian.directives.tasks.duties import open_rounds, waiting_rounds
from dixian.directives.tasks.indicators import Measured, end_indicator, indicators_of, set_indicator
from dixian.directives.tasks.models import (
    Portion,
    PortionStep,
    ProgressEntry,
    Round,
    Share,
    Task,
    TaskIndicator,
)
from dixian.directives.tasks.papers import report_paper, terms
from dixian.directives.tasks.selectors import (
    Matrix,
    adopted,
    entries_of,
    evidence_for,
    matrix,
    may_see_whole,
    of_unit,
    rounds_of,
    shares_of,
    shares_of_unit,
    sums,
    tasks,
    waiting_for,
    with_colours,
)

__all__ = [
    "TO_REPORT",
    "Matrix",
    "Measured",
    "Portion",
    "PortionStep",
    "ProgressEntry",
    "Round",
    "Share",
    "Task",
    "TaskIndicator",
    "adopted",
    "decide",
    "end_indicator",
    "entries_of",
    "evidence_for",
    "indicators_of",
    "leads_of",
    "matrix",
    "may_decide",
    "may_see_whole",
    "of_unit",
    "open_rounds",
    "report",
    "report_paper",
    "rounds_of",
    "set_indicator",
    "shares_of",
    "shares_of_unit",
    "sums",
    "tasks",
    "terms",
    "units_of",
    "waiting_for",
    "waiting_rounds",
    "with_colours",
]
