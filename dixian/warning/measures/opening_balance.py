"""期初: measures that households monitored before already have, from the national sheet (facts 1.9, 3.2).

They are taken as delivered on the day their help began; nobody owes anything by them and no clock starts. Who has none stays on
the ledger's list “期初没有措施”.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import name_key
from dixian.registry.households.api import Person
from dixian.warning.cases.api import Case, by_household, opening_cases
from dixian.warning.measures.enums import MeasureState
from dixian.warning.measures.models import Measure
from dixian.warning.measures.opening_words import (
    FIRST,
    LAST,
    MEMBER_NAME,
    MEMBER_NUMBER,
    OF_THE_HOUSEHOLD,
    RELATION,
    WELFARE_POST,
    Said,
    Tables,
    months_of,
    said_of,
)

PIECE, TOLD = 500, "期初，全国系统里已有的措施"
# (row number, clean values of `columns`)
Row = tuple[int, Mapping[str, Any]]
# (case, kind, protection or what, whose; 0 for nobody's in particular)
Key = tuple[int, str, str, int]


@dataclass
class Taken:
    """How many measures came in, and a problem by row number of each row that could not."""

    done: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


class _Members:
    """The members of the households of a sheet, and whom of them a row means."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._of: dict[int, list[Person]] = {}
        homes = [one.household_id for one in cases]
        for start in range(0, len(homes), PIECE):
            for one in Person.objects.filter(household__in=homes[start : start + PIECE], valid_to=None):
                self._of.setdefault(one.household_id, []).append(one)

    def meant(self, household: int, row: Mapping[str, Any]) -> int:
        """By 人编号, name, or standing in the household where only one has it; 0 where it can't be told."""
        people = self._of.get(household, [])
        number, name, relation = (row.get(code) for code in (MEMBER_NUMBER, MEMBER_NAME, RELATION))
        ways = (
            number and [one.pk for one in people if one.number == number],
            name and [one.pk for one in people if one.name_key == name_key(name)],
            not (number or name) and relation and [one.pk for one in people if one.relation == relation],
        )
        return next((found[0] for found in ways if found and len(found) == 1), 0)


@transaction.atomic
def take_measures(*, rows: Sequence[Row], post: Post) -> Taken:
    """rows: as they stand in the sheet, with the 户编号 in `number`. A bad one is named, the others are taken; twice does no harm.

    A member's protection is that member's own. Without a day in the row help is taken to have begun when the household
    was identified. Raises NotAllowed.
    """
    post.require(Capability.IMPORT_REGISTER)
    result, tables = Taken(), Tables.read()
    of: dict[str, list[Mapping[str, Any]]] = {}
    for _, row in rows:
        of.setdefault(row["number"], []).append(row)
    cases = opening_cases(set(of))
    people, known = _Members(cases.values()), _known(cases.values(), tables)
    new: list[Measure] = []
    for at, row in by_household(rows):
        case, members = cases.get(row["number"]), of[row["number"]]
        told = list(said_of(row, members, tables)) if case else []
        if case is None or not told:
            continue
        if why := _why_not(case, row):
            result.problems.append((at, why))
            continue
        for said in told:
            whose = people.meant(case.household_id, said.row) if said.row else 0
            if _is_new((case.pk, said.kind, said.protection or said.what, whose), said, known):
                made = _measure(case, said, row, tables)
                made.person_id = whose or None
                if said.kind == WELFARE_POST and (months := months_of(members)):
                    made.told = f"{TOLD}；公益性岗位 {months} 个月"[:200]
                new.append(made)
    Measure.objects.bulk_create(new, batch_size=PIECE)
    result.done = len(new)
    return result


def _is_new(key: Key, said: Said, known: set[Key]) -> bool:
    """Whether the household, or the member, is not known to have it; what nobody in particular has is had by anybody."""
    case, kind, what, whose = key
    nobody = (case, kind, what, 0)
    alike = nobody if not whose or said.protection in OF_THE_HOUSEHOLD else key
    anybody = (case, kind, what, -1)
    if alike in known or (alike == nobody and anybody in known):
        return False
    known |= {key, anybody}
    return True


def _why_not(case: Case, row: Mapping[str, Any]) -> str:
    first, last = _first(case, row), row.get(LAST)
    if first is None:
        return "没有识别监测时间，也没有帮扶开始时间，措施没有导入。填上其中一个再导入"
    if first > clock.today():
        return f"帮扶开始时间 {first} 在今天以后，措施没有导入。核对这一格"
    if last is not None and last < first:
        return f"帮扶结束时间 {last} 早于开始时间 {first}，措施没有导入。核对这两格"
    return ""


def _first(case: Case, row: Mapping[str, Any]) -> date | None:
    return row.get(FIRST) or row.get("event_date") or case.event_date


def _measure(case: Case, said: Said, row: Mapping[str, Any], tables: Tables) -> Measure:
    first = _first(case, row)
    assert first is not None  # noqa: S101 - asked before
    return Measure(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        unit_id=tables.unit_of(said.kind, said.protection),
        kind=said.kind,
        what=said.what,
        from_on=first,
        to_on=row.get(LAST),
        until_on=first,
        state=MeasureState.DELIVERED,
        delivered_on=first,
        told=TOLD,
    )


def _known(cases: Iterable[Case], tables: Tables) -> set[Key]:
    ids = [one.pk for one in cases]
    known: set[Key] = set()
    for start in range(0, len(ids), PIECE):
        some = Measure.objects.filter(case__in=ids[start : start + PIECE])
        for case, kind, what, whose in some.values_list("case_id", "kind", "what", "person_id"):
            same = tables.protection_of(kind, what) or what
            known |= {(case, kind, same, whose or 0), (case, kind, same, -1)}
    return known
