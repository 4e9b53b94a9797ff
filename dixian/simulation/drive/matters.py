"""What of all that was reported has to come to a lead, by the rule sheets and the synthetic county's own truth.

A matter is a person of whom a rule sheet is met for the first time, or at a further step: by a row, or by leaving a full
roster. Judged apart from the rooms that judge, on what the departments know and not on what was read of their files.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import group_of
from dixian.simulation.drive.reporting import Known, Reported
from dixian.simulation.world.people import Home
from dixian.warning.alerts.api import RuleSheet
from dixian.warning.alerts.enums import Event, Window
from dixian.warning.cases.api import Case
from dixian.warning.elimination.api import Elimination, Reversal
from dixian.warning.elimination.enums import ReversalState
from dixian.warning.submissions.api import DataKind
from dixian.warning.submissions.enums import Mode

YEAR = 12
# 人编号 and day -> the group of rule sheets; "" for who is in no register.
Groups = Callable[[str, date], str]
DIGITS = re.compile(r"\D")


@dataclass(frozen=True)
class Matter:
    """Whose, of which month's file, how many steps above the line or how bad, reported on which day."""

    person: str
    month: Month
    level: int
    on: date
    left: bool = False


def groups_of(homes: Iterable[Home]) -> Groups:
    """The group of somebody's household on a day: as it began, and from the county's decisions on as they say."""
    began = {person.number: home for home in homes for person in home.persons}
    spans: dict[str, list[tuple[date, date]]] = defaultdict(list)
    approved = Case.objects.exclude(approved_on=None).order_by("id")
    for number, since, until in approved.values_list("household__number", "approved_on", "ended_on"):
        if since:
            spans[number].append((since, until or date.max))
    taken = Case.objects.filter(approved_on=None, lead=None).exclude(ended_on=None)
    ended = {number: on for number, on in taken.values_list("household__number", "ended_on") if on}
    lifted = _lifted()

    def at(person: str, on: date) -> str:
        home = began.get(person)
        if home is None:
            return ""
        monitored = home.monitored and on <= ended.get(home.number, date.max)
        watched = (monitored or reported_within(spans[home.number], on)) and not reported_within(
            lifted.get(home.number, ()), on
        )
        return group_of(kind=home.kind, monitored="sudden" if watched else "", risk_eliminated=False)

    return at


def reported_within(spans: Iterable[tuple[date, date]], on: date) -> bool:
    """Whether what is reported on a day is judged as within one of the spans: of a day, its decisions come after its reports."""
    return any(since < on <= until for since, until in spans)


def _lifted() -> dict[str, list[tuple[date, date]]]:
    """Household -> from when to when it stood as eliminated until that was reversed."""
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    undone = Reversal.objects.filter(state=ReversalState.APPROVED).order_by("id")
    for number, case, until in undone.values_list("household__number", "case", "decided_on"):
        ends = Elimination.objects.filter(case=case, approved_on__lte=until).order_by("-approved_on")
        since = ends.values_list("approved_on", flat=True).first()
        if since and until:
            found[number].append((since, until))
    return found


def matters_of(
    kind: DataKind, reports: Sequence[Reported], groups: Groups, gone: Collection[str]
) -> list[Matter]:
    """The matters of a kind's months, in their order. gone: who has died or left, and leaves no roster by that."""
    return [*_of_rows(kind, reports, groups), *_of_leaving(kind, reports, groups, gone)]


def _of_rows(kind: DataKind, reports: Sequence[Reported], groups: Groups) -> Iterator[Matter]:
    highest: dict[tuple[str, str, int], int] = {}
    amounts: dict[str, list[tuple[Month, Decimal]]] = defaultdict(list)
    for report in reports:
        sheets = _sheets(kind, report.month, Event.ROW)
        for known in report.rows.values():
            sheet = sheets.get(groups(known.person, report.on))
            if sheet is None:
                continue
            month = _month_of(kind, known, report.month)
            amount = _amount(kind, known)
            if amount is not None:
                amounts[known.person].append((month, amount))
            level = _level(sheet, known, _within(sheet.window, month, amounts[known.person], amount))
            yearly = kind.mode == Mode.YEAR_TO_DATE or sheet.window == Window.YEAR
            key = (known.person, _word(known, sheet.cause), report.month.year if yearly else 0)
            if level > highest.get(key, -1):
                highest[key] = level
                yield Matter(known.person, report.month, level, report.on)


def _of_leaving(
    kind: DataKind, reports: Sequence[Reported], groups: Groups, gone: Collection[str]
) -> Iterator[Matter]:
    told: set[str] = set()
    for before, now in pairwise(reports):
        sheets = _sheets(kind, now.month, Event.LEFT)
        still = {known.person for known in now.rows.values()}
        for person in sorted({known.person for known in before.rows.values()} - still - told - set(gone)):
            if groups(person, now.on) in sheets:
                told.add(person)
                yield Matter(person, now.month, 0, now.on, left=True)


def _sheets(kind: DataKind, month: Month, event: Event) -> dict[str, RuleSheet]:
    found = RuleSheet.objects.filter(in_force(month.last), kind=kind, event=event)
    return {sheet.group: sheet for sheet in found}


def _level(sheet: RuleSheet, known: Known, amount: Decimal | None) -> int:
    """Steps above the line, the place among the values, 0 for being on the list; -1 where the sheet is not met."""
    if sheet.amount is not None:
        if amount is None or amount < sheet.amount:
            return -1
        return int((amount - sheet.amount) // sheet.step) if sheet.step else 0
    if not sheet.values:
        return 0
    value = _word(known, sheet.field)
    return sheet.values.index(value) if value in sheet.values else -1


def _within(
    window: str, month: Month, amounts: Sequence[tuple[Month, Decimal]], amount: Decimal | None
) -> Decimal | None:
    if amount is None or window == Window.SINGLE:
        return amount
    last = _place(month)
    first = {Window.MONTH: last, Window.YEAR: _place(Month(month.year, 1))}.get(
        Window(window), last - YEAR + 1
    )
    return sum((one for on, one in amounts if first <= _place(on) <= last), Decimal())


def _place(month: Month) -> int:
    return month.year * YEAR + month.number - 1


def _amount(kind: DataKind, known: Known) -> Decimal | None:
    said = known.told.get(kind.amount_column) if kind.amount_column else None
    return None if said is None else Decimal(f"{said:.2f}")


def _month_of(kind: DataKind, known: Known, month: Month) -> Month:
    """The month a row's figure belongs to."""
    digits = DIGITS.sub("", str(known.told.get(kind.day_column) or ""))
    return Month(int(digits[:4]), int(digits[4:6])) if digits else month


def _word(known: Known, column: str) -> str:
    """What a row says in a column; a day as its digits, however it is written."""
    said = str(known.told.get(column) or "") if column else ""
    digits = DIGITS.sub("", said)
    return digits if len(digits) == len("20240401") else said
