"""The county's months: what befell its people, as every department pushes it, with the truth beside each row.

A month's files tell of the month before; what is urgent comes as it happens. Whoever died or left is in no later file.
"""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dixian.foundation.kernel.calendar import Month
from dixian.simulation.world.costs import treated_since
from dixian.simulation.world.departments import Made, Member, file_of
from dixian.simulation.world.formats import dealt
from dixian.simulation.world.people import Home
from dixian.simulation.world.reports import ALLOWANCE, COSTS, RELIEFS, REPORTS, ROSTER, Report
from dixian.simulation.world.rosters import STRANGER, Roster, rosters, write_roster
from dixian.simulation.world.shocks import SHOCKS, Befallen, Fate, assisted

# In these lists whoever is in them is for good, by death or by leaving.
LEAVES = ("ga_siwang", "mz_huohua", "ga_qianyi")
TITLES = {shock.code: shock.title for shock in SHOCKS}
STANDING = {COSTS: "医疗费用", ROSTER: "低保在册"}


@dataclass(frozen=True)
class Pushed:
    """A department's month. made: its file, None for nothing to report; after: the day it knows of everything in it; changes:
    whether its rows change the register.
    """

    code: str
    made: Made | None
    after: date
    changes: bool = False


@dataclass
class World:
    """Months one after another, from January of `year` on. Deterministic by `seed`.

    assisted: 人编号 -> who stands in the roster of allowances now.
    """

    homes: Sequence[Home]
    seed: int
    year: int
    assisted: dict[str, Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fate = Fate(self.homes, self.seed)
        self._used = {person.id_number for home in self.homes for person in home.persons}
        self._formats = dealt(random.Random(f"{self.seed}:reported"))
        self._month = Month(self.year, 1)
        self._before = self._fate.month(self._month.previous())
        self._treated: dict[int, list[Member]] = {}
        self.assisted = {
            home.persons[0].number: Member(home, home.persons[0], 0)
            for home in self.homes
            if assisted(home, home.persons[0])
        }

    @property
    def gone(self) -> frozenset[str]:
        """人编号 of all who have died or left so far."""
        return frozenset(self._fate.gone)

    def month(self) -> list[Pushed]:
        """The next month's files, in the order of the kinds; the rosters that change the register last."""
        month, self._month = self._month, self._month.next()
        now, before = self._fate.month(month), self._before
        self._before = now
        rosters_of_month = list(self._rosters(month))
        self._allow(before)
        pushed = [self._report(report, month, now if report.urgent else before) for report in REPORTS]
        return [*pushed, *rosters_of_month]

    def _allow(self, before: dict[str, list[Befallen]]) -> None:
        """Who came into the roster of allowances and who left it."""
        for one in before["relief"]:
            if RELIEFS[int(one.person.number[1:]) % len(RELIEFS)] == ALLOWANCE:
                self.assisted[one.person.number] = Member(one.home, one.person, 0)
        for one in before["relief_ended"]:
            self.assisted.pop(one.person.number, None)
        for number in self._fate.gone & set(self.assisted):
            del self.assisted[number]

    def _report(self, report: Report, month: Month, befallen: dict[str, list[Befallen]]) -> Pushed:
        listed = list(self._listed(report, month, befallen))
        chance = random.Random(f"{self.seed}:{report.code}:{month.code}")
        seed = self.seed + month.year
        made = (
            file_of(report, listed, month, seed, chance=chance, used=self._used, formats=self._formats)
            if listed
            else None
        )
        cause = TITLES.get(report.shock) or STANDING[report.code]
        after = max((one.on for one in listed if one.on), default=month.first)
        return Pushed(report.code, made and replace(made, cause=cause), after)

    def _listed(self, report: Report, month: Month, befallen: dict[str, list[Befallen]]) -> Iterator[Member]:
        if report.code == COSTS:
            yield from (one for one in self._ill(month.year) if one.since <= month.number)
        elif report.code == ROSTER:
            yield from sorted(self.assisted.values(), key=lambda one: (one.home.village, one.person.number))
        else:
            for one in befallen[report.shock]:
                if one.person.number not in self._fate.gone:
                    yield Member(one.home, one.person, 0, one.on)

    def _ill(self, year: int) -> list[Member]:
        """Whom illness costs something in a year, in the order of villages; since: the month it begins."""
        if year not in self._treated:
            found = [
                Member(home, person, since)
                for home in self.homes
                for person in home.persons
                if (since := treated_since(person, self.seed + year)) is not None
            ]
            self._treated = {year: sorted(found, key=lambda one: one.home.village)}
        return [one for one in self._treated[year] if one.person.number not in self._fate.gone]

    def _rosters(self, month: Month) -> Iterator[Pushed]:
        """What changed in the register's households in the month before."""
        gone = self._fate.gone
        here = [_without(home, gone) for home in self.homes] if gone else list(self.homes)
        for one in rosters([home for home in here if home.persons], month=month.previous(), seed=self.seed):
            if one.code in LEAVES:
                gone |= {line.person for line in one.lines if line.person and line.cells[0] != "迁入"}
            made = _of_roster(one, month) if one.lines else None
            yield Pushed(one.code, made, month.first, changes=True)


def _without(home: Home, gone: set[str]) -> Home:
    left = tuple(one for one in home.persons if one.number not in gone)
    return home if len(left) == len(home.persons) else replace(home, persons=left)


def _of_roster(one: Roster, month: Month) -> Made:
    held = io.BytesIO()
    write_roster(held, one, month.previous())
    return Made(
        name=f"{one.code}-{month.code}.xlsx",
        kind=one.code,
        month=month.code,
        format="xlsx",
        traits=("titles",),
        sheet="名册",
        content=held.getvalue(),
        answers=[
            (row, row + 3, line.person, "stranger" if line.follows == STRANGER else "clean")
            for row, line in enumerate(one.lines, start=1)
        ],
        told=[dict(zip(one.header, line.cells, strict=True)) for line in one.lines],
        cause=one.title,
    )
