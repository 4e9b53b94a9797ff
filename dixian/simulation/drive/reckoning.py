"""What became of what was reported, cause by cause, measured against the synthetic county's own truth.

A matter is a person whose figure reaches its group's line, or a further step of it, for the first time in a year.
It is missed when a source has reported it and no lead of its household carries it (R1.5).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from dixian.commons.leads.api import LeadSource
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import group_of
from dixian.simulation.world.costs import Cost
from dixian.simulation.world.people import Home
from dixian.warning.alerts.api import Alert

# A group's line, and the further steps above it.
Lines = Mapping[str, tuple[Decimal, Decimal]]


@dataclass(frozen=True)
class Matter:
    """Whose, in which year, how many steps above the line, reported on which day."""

    person: str
    year: int
    level: int
    reported_on: date


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


def matters_of(
    pushed: Mapping[Month, tuple[date, Iterable[Cost]]], homes: Iterable[Home], lines: Lines
) -> list[Matter]:
    """The matters of what was pushed, in order of the months. lines: by group of households."""
    group = {
        person.number: group_of(kind=home.kind, monitored=home.monitored, risk_eliminated=False)
        for home in homes
        for person in home.persons
    }
    highest: dict[tuple[str, int], int] = {}
    found = []
    for month, (on, costs) in sorted(pushed.items()):
        for cost in costs:
            line = lines.get(group[cost.true_person]) if cost.true_person else None
            if line is None or cost.amount < line[0]:
                continue
            level, key = _steps(cost.amount, *line), (cost.true_person, month.year)
            if level > highest.get(key, -1):
                highest[key] = level
                found.append(Matter(cost.true_person, month.year, level, on))
    return found


def _steps(amount: Decimal, line: Decimal, step: Decimal) -> int:
    return int((amount - line) // step) if step else 0


def reckon(cause: str, kind_id: int, matters: list[Matter]) -> Reckoned:
    """What became of the matters of one kind."""
    alerts, answered_on = _alerts(kind_id), _answers(kind_id)
    alerted, answered, missed, days = 0, 0, 0, []
    for matter in matters:
        raised = [uid for level, uid in alerts.get((matter.person, matter.year), ()) if level >= matter.level]
        led = [uid for uid in raised if uid in answered_on]
        alerted += bool(raised)
        missed += not led
        on = [day for uid in led if (day := answered_on[uid])]
        if on:
            answered += 1
            days.append((min(on) - matter.reported_on).days)
    return Reckoned(
        cause=cause,
        reported=len(matters),
        alerted=alerted,
        answered=answered,
        days_median=median(days) if days else None,
        days_longest=max(days, default=None),
        missed=missed,
    )


def _alerts(kind_id: int) -> dict[tuple[str, int], list[tuple[int, Any]]]:
    """Person and year -> the steps warned of, each with its alert."""
    found: dict[tuple[str, int], list[tuple[int, Any]]] = {}
    rows = Alert.objects.filter(rule__kind=kind_id).order_by("id")
    for person, month, level, uid in rows.values_list("person__number", "month", "level", "uid"):
        found.setdefault((person, Month.parse(month).year), []).append((level, uid))
    return found


def _answers(kind_id: int) -> dict[Any, date | None]:
    """Alert -> the day its source on a lead was answered; only those that a lead carries."""
    alerts = Alert.objects.filter(rule__kind=kind_id).values("uid")
    sources = LeadSource.objects.filter(source_uid__in=alerts)
    return dict(sources.values_list("source_uid", "answered_on"))
