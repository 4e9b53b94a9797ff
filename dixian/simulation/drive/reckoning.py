"""What became of what was reported, kind by kind, measured against the synthetic county's own truth.

A matter is missed when a source has reported it and no lead of its household carries it (R1.5); who leaves a roster while an
earlier leaving is still under question is carried by that.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median
from typing import Any

from dixian.commons.leads.api import LeadSource
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.matters import Matter
from dixian.warning.alerts.api import Alert
from dixian.warning.alerts.enums import Event
from dixian.warning.submissions.api import DataKind
from dixian.warning.submissions.enums import Mode


@dataclass(frozen=True)
class Reckoned:
    """Counts of one cause; days: from the report to the answer, middle and longest."""

    cause: str
    reported: int
    alerted: int
    answered: int
    days_median: float | None
    days_longest: int | None
    missed: int

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def reckon(kind: DataKind, matters: Sequence[Matter]) -> Reckoned:
    """What became of the matters of one kind."""
    alerts, answered_on = _alerts(kind), _answers(kind)
    alerted, answered, missed, days = 0, 0, 0, []
    for matter in matters:
        raised = [
            uid
            for month, level, uid in alerts.get((matter.person, matter.left), ())
            if level >= matter.level
            and (_answers_for(kind, month, matter.month) or _under_question(matter, uid, answered_on))
        ]
        led = [uid for uid in raised if uid in answered_on]
        alerted += bool(raised)
        missed += not led
        on = [day for uid in led if (day := answered_on[uid])]
        if on:
            answered += 1
            days.append((min(on) - matter.on).days)
    return Reckoned(
        cause=kind.name,
        reported=len(matters),
        alerted=alerted,
        answered=answered,
        days_median=median(days) if days else None,
        days_longest=max(days, default=None),
        missed=missed,
    )


def _answers_for(kind: DataKind, alerted: Month, reported: Month) -> bool:
    """An alert of the month or later, as a desk may settle late; a figure of one year says nothing of another."""
    same = kind.mode != Mode.YEAR_TO_DATE or alerted.year == reported.year
    return alerted >= reported and same


def _under_question(matter: Matter, alert: Any, answered_on: dict[Any, date | None]) -> bool:
    """Whether an earlier leaving was not answered yet when this one was reported."""
    if not matter.left or alert not in answered_on:
        return False
    on = answered_on[alert]
    return on is None or on >= matter.on


def _alerts(kind: DataKind) -> dict[tuple[str, bool], list[tuple[Month, int, Any]]]:
    """Person, and whether for leaving -> month and step of each alert."""
    found: dict[tuple[str, bool], list[tuple[Month, int, Any]]] = defaultdict(list)
    rows = Alert.objects.filter(rule__kind=kind).order_by("id")
    for person, event, month, level, uid in rows.values_list(
        "person__number", "rule__event", "month", "level", "uid"
    ):
        found[person, event == Event.LEFT].append((Month.parse(month), level, uid))
    return found


def _answers(kind: DataKind) -> dict[Any, date | None]:
    """Alert -> the day its source on a lead was answered; only those that a lead carries."""
    alerts = Alert.objects.filter(rule__kind=kind).values("uid")
    sources = LeadSource.objects.filter(source_uid__in=alerts)
    return dict(sources.values_list("source_uid", "answered_on"))
