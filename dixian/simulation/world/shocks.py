"""What befalls people and households in a month. A new trouble is a new entry of SHOCKS; `reports` says who lists it.

Each is dealt over the county by its yearly share, so that a small county has few of each and a large one many.
"""

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dixian.foundation.kernel.calendar import Month
from dixian.simulation.world.people import Home, Villager

Fits = Callable[[Home, Villager], bool]
YEAR = 12
# Of a village that is hit as a whole, at most this share of its households.
SHARE_OF_VILLAGE = 0.6


def aged(low: int, high: int) -> Fits:
    """People of this age, roughly, at the beginning of the county's first year."""
    return lambda home, person: low <= (date(2024, 1, 1) - person.birth).days // 365 <= high


def head(home: Home, person: Villager) -> bool:
    """Who stands for the household."""
    return person is home.persons[0]


def relieved_head(home: Home, person: Villager) -> bool:
    """Who stands for a household that was lifted out of poverty."""
    return home.kind == "poverty_relieved" and head(home, person)


def assisted(home: Home, person: Villager) -> bool:
    """Who has had an allowance from before the first year on: every so-manieth head."""
    return head(home, person) and int(person.number[1:]) % 20 == 0


def unassisted(home: Home, person: Villager) -> bool:
    """Who has none."""
    return head(home, person) and not assisted(home, person)


@dataclass(frozen=True, slots=True)
class Shock:
    """share: of those it can befall, in a year; months: only in these; together: it hits households of one village at once."""

    code: str
    title: str
    share: float
    fits: Fits
    months: Collection[int] = ()
    together: bool = False


SHOCKS = (
    Shock("illness", "大病", 0.003, aged(0, 100)),
    Shock("chronic", "慢病", 0.02, aged(35, 100)),
    Shock("uninsured", "断保", 0.005, aged(0, 100)),
    Shock("job_lost", "失业或收入骤减", 0.008, aged(18, 60)),
    Shock("disability", "新增或加重残疾", 0.002, aged(3, 90)),
    Shock("unsafe_house", "住房不安全", 0.006, head),
    Shock("water", "饮水中断", 0.006, head, together=True),
    Shock("road", "道路中断", 0.003, head, together=True),
    Shock("out_of_school", "失学辍学", 0.01, aged(6, 15)),
    Shock("tuition", "自付学费", 0.2, aged(16, 22), months=(3, 9)),
    Shock("disaster", "受灾", 0.008, head, months=(4, 6, 7, 8, 12), together=True),
    Shock("business", "产业失败", 0.004, head),
    Shock("overdue", "贷款逾期", 0.01, relieved_head),
    Shock("accident", "事故案件", 0.001, aged(3, 90)),
    Shock("relief", "新纳入救助", 0.006, unassisted),
    Shock("relief_ended", "救助停发", 0.1, assisted),
)


class Befallen(NamedTuple):
    """Whom what befell, on which day."""

    shock: str
    home: Home
    person: Villager
    on: date


@dataclass
class Fate:
    """Deals what happens, month by month; deterministic by `seed`. gone: numbers of those who are not here any more."""

    homes: Sequence[Home]
    seed: int
    gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._fitting: dict[str, list[tuple[Home, Villager]]] = {}

    def month(self, month: Month) -> dict[str, list[Befallen]]:
        """Shock -> whom it befell in a month, in the order of villages."""
        return {
            shock.code: sorted(
                self._dealt(shock, month), key=lambda one: (one.home.village, one.person.number)
            )
            for shock in SHOCKS
        }

    def _dealt(self, shock: Shock, month: Month) -> Iterator[Befallen]:
        if shock.months and month.number not in shock.months:
            return
        chance = random.Random(f"{self.seed}:{shock.code}:{month.code}")
        fitting = self._of(shock)
        expected = shock.share * len(fitting) / (len(shock.months) or YEAR)
        number = min(len(fitting), int(expected + chance.random()))
        day = chance.randint(1, month.last.day)
        chosen = (
            self._neighbours(fitting, number, chance) if shock.together else chance.sample(fitting, number)
        )
        for home, person in chosen:
            own = day if shock.together else chance.randint(1, month.last.day)
            if person.number not in self.gone:
                yield Befallen(shock.code, home, person, month.first.replace(day=own))

    def _of(self, shock: Shock) -> list[tuple[Home, Villager]]:
        if shock.code not in self._fitting:
            self._fitting[shock.code] = [
                (home, person) for home in self.homes for person in home.persons if shock.fits(home, person)
            ]
        return self._fitting[shock.code]

    def _neighbours(
        self, fitting: Sequence[tuple[Home, Villager]], number: int, chance: random.Random
    ) -> list[tuple[Home, Villager]]:
        """So many, out of one village after another."""
        found: list[tuple[Home, Villager]] = []
        hit: set[str] = set()
        while len(found) < number and len(hit) < len(fitting):
            village = chance.choice(fitting)[0].village
            if village in hit:
                continue
            hit.add(village)
            here = [one for one in fitting if one[0].village == village]
            most = max(1, round(len(here) * SHARE_OF_VILLAGE))
            found += chance.sample(here, min(most, number - len(found)))
        return found
