"""A county's months played through the real actions on simulated time, and what became of all that was reported.

Posts are late, careless and lazy by chance (`habits.py`); after the last month the desks are worked off, so that
what is still without a lead then has been missed.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dixian.foundation.accounts.api import system_scope
from dixian.foundation.areas.api import in_force
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.county import ACTOR, COSTS, SINCE, register_county
from dixian.simulation.drive.desks import Desks
from dixian.simulation.drive.faults import one_dropped
from dixian.simulation.drive.field import Field
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.heads import morning
from dixian.simulation.drive.identifying import Identifying
from dixian.simulation.drive.posts import Posts
from dixian.simulation.drive.reckoning import Matter, Reckoned, matters_of, reckon
from dixian.simulation.drive.reporting import Reported, Reporter
from dixian.simulation.world.costs import own_costs
from dixian.simulation.world.files import YEAR
from dixian.simulation.world.people import Home, Tell
from dixian.warning.alerts.api import RuleSheet
from dixian.warning.submissions.api import DataKind

# After the last month, at most so many days until the slowest post is done.
LONGEST_AFTERMATH = 120


@dataclass
class Played:
    """How the county is played; `pushed` fills month by month."""

    homes: list[Home]
    seed: int
    folder: Path
    fault: bool
    posts: Posts = field(default_factory=Posts)
    pushed: dict[Month, Reported] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.habits = Habits(self.seed)
        self.field = Field(self.posts, self.habits)
        self.identifying = Identifying(self.posts, self.habits)
        self.desks = Desks(self.posts)
        people = {person.number: person for home in self.homes for person in home.persons}
        kinds = list(DataKind.objects.filter(in_force(SINCE)).select_related("unit").order_by("id"))
        self.reporters = {one.code: Reporter(one, self.posts, people, self.folder) for one in kinds}
        self._waiting: list[tuple[date, Reported]] = []

    def month(self, month: Month, *, last: bool) -> None:
        """Each day of a month."""
        days = {code: self.habits.reports_on(code, month.first) for code in self.reporters}
        for number in range(month.last.day):
            day = month.first + timedelta(days=number)
            with clock.at(clock.noon(day)):
                for code in (code for code, on in days.items() if on == day):
                    self._report(code, month, drop=self.fault and last)
                self._day(day)

    def aftermath(self, day: date) -> None:
        """Days without reports until everything is worked off."""
        for _ in range(LONGEST_AFTERMATH):
            with clock.at(clock.noon(day)):
                self._day(day)
                if not self._waiting and not self.field.standing():
                    return
            day += timedelta(days=1)

    def _day(self, day: date) -> None:
        morning()
        for due in [one for one in self._waiting if one[0] <= day]:
            self._waiting.remove(due)
            self.desks.settle(due[1], self.reporters[COSTS].settle_rejected(due[1]))
        with system_scope(ACTOR):
            self.field.work()
            self.identifying.work()

    def _report(self, code: str, month: Month, *, drop: bool) -> None:
        reporter, today = self.reporters[code], clock.today()
        if code != COSTS:
            reporter.nothing(month)
            return
        costs = list(own_costs(self.homes, seed=self.seed + month.year, month=month.number, dirt=True))
        with one_dropped(drop):
            broken = self.habits.broken_at_first(code, month.first)
            reported = reporter.push(month, costs, on=today, broken_first=broken)
        self.pushed[month] = reported
        self._waiting.append((self.habits.acts_on("desk", month.code, today), reported))


def play(*, people: int, months: int, seed: int, folder: Path, fault: bool, tell: Tell) -> list[Reckoned]:
    """Play so many months from January of the synthetic county's year on, in a fresh installation. One result a cause."""
    homes, _ = register_county(people=people, seed=seed, tell=tell)
    with system_scope(ACTOR):
        county = Played(homes, seed, folder, fault)
        month = Month(YEAR, 1)
        for number in range(months):
            tell("逐日办理", number, months)
            county.month(month, last=number == months - 1)
            month = month.next()
        county.aftermath(month.first)
        tell("逐日办理", months, months)
        with reading():
            return [_reckoned(county)]


def _reckoned(county: Played) -> Reckoned:
    kind = county.reporters[COSTS].kind
    sheets = RuleSheet.objects.filter(in_force(SINCE), kind=kind)
    lines: dict[str, Any] = {sheet.group: (sheet.amount, sheet.step) for sheet in sheets}
    pushed = {month: (one.on, one.costs.values()) for month, one in county.pushed.items()}
    matters: list[Matter] = matters_of(pushed, county.homes, lines)
    return reckon(kind.name, kind.pk, matters)
