"""A county's months played through the real actions on simulated time, and what became of all that was reported.

Posts are late, careless and lazy by chance (`habits.py`); after the last month the desks are worked off, so that
what is still without a lead then has been missed.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from dixian.foundation.accounts.api import system_scope
from dixian.foundation.areas.api import in_force
from dixian.foundation.audit.api import reading
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.approving import Approving
from dixian.simulation.drive.county import ACTOR, COSTS, SINCE, register_county
from dixian.simulation.drive.desks import Desks
from dixian.simulation.drive.faults import one_dropped
from dixian.simulation.drive.field import Field
from dixian.simulation.drive.habits import WINDOW, Habits
from dixian.simulation.drive.heads import MORNING, morning
from dixian.simulation.drive.helping import Helping
from dixian.simulation.drive.identifying import Identifying
from dixian.simulation.drive.matters import groups_of, matters_of
from dixian.simulation.drive.posts import Posts
from dixian.simulation.drive.reckoning import Reckoned, reckon
from dixian.simulation.drive.recounting import Recounted, recount
from dixian.simulation.drive.recovering import Recovering
from dixian.simulation.drive.reporting import Reported, Reporter
from dixian.simulation.world.files import YEAR
from dixian.simulation.world.months import Pushed, World
from dixian.simulation.world.people import Home, Tell
from dixian.warning.submissions.api import DataKind

# After the last month, at most so many days until the slowest post is done.
LONGEST_AFTERMATH = 120
# What the worker does by itself each day, played where it can matter: when the window opens, once a week, and after a desk
# has settled something.
BY_ITSELF = (*MORNING, "verification.give_again", "measures.follow", "elimination.look_back")
AFTER_DESKS = ("submissions.compare_rosters",)
WEEK = 7


@dataclass(frozen=True)
class Told:
    """What was played: by cause what became of it, how far the households at risk have come, files that were sent twice."""

    causes: list[Reckoned]
    helped: Recounted
    redone: list[str]


@dataclass
class Played:
    """How the county is played; `pushed` fills month by month, kind by kind."""

    homes: list[Home]
    seed: int
    fault: bool
    posts: Posts = field(default_factory=Posts)
    pushed: dict[str, list[Reported]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.habits = Habits(self.seed)
        self.world = World(self.homes, self.seed, YEAR)
        self.field = Field(self.posts, self.habits)
        self.helping = Helping(self.posts, self.habits)
        self.desks = Desks(self.posts)
        self._steps = (
            self.field,
            Approving(self.posts, self.habits),
            Identifying(self.posts, self.habits),
            self.helping,
            Recovering(self.posts, self.habits),
        )
        people = {person.number: person for home in self.homes for person in home.persons}
        kinds = list(DataKind.objects.filter(in_force(SINCE)).select_related("unit").order_by("id"))
        self.reporters = {one.code: Reporter(one, self.posts, people) for one in kinds}
        self._waiting: list[tuple[date, str, Reported]] = []

    def month(self, month: Month, *, last: bool) -> None:
        """Each day of a month."""
        pushed = {one.code: one for one in self.world.month()}
        days = {code: self._day_of(code, pushed, month) for code in self.reporters}
        for number in range(month.last.day):
            day = month.first + timedelta(days=number)
            with clock.at(clock.noon(day)):
                for code in (code for code, on in days.items() if on == day):
                    self._report(code, month, pushed.get(code), drop=self.fault and last)
                self._day(day)

    def aftermath(self, day: date) -> None:
        """Days without reports until everything is worked off."""
        for _ in range(LONGEST_AFTERMATH):
            with clock.at(clock.noon(day)):
                self._day(day)
                if not (self._waiting or self.field.standing() or self.helping.standing()):
                    return
            day += timedelta(days=1)

    def told(self) -> Told:
        """What became of it."""
        groups, gone = groups_of(self.homes), self.world.gone
        judged = {code: one for code, one in self.reporters.items() if not one.kind.change}
        return Told(
            [
                reckon(one.kind, matters_of(one.kind, self.pushed[code], groups, gone))
                for code, one in judged.items()
            ],
            recount(),
            [name for one in self.reporters.values() for name in one.redone],
        )

    def _day_of(self, code: str, pushed: dict[str, Pushed], month: Month) -> date:
        """The day a kind is reported: by habit, what is urgent on the day after it happened."""
        one = pushed.get(code)
        if one and one.made and one.after > month.first:
            return min(one.after + timedelta(days=1), month.last)
        return self.habits.reports_on(code, month.first)

    def _day(self, day: date) -> None:
        if day.toordinal() % WEEK == 0 or day.day == WINDOW[0]:
            morning(BY_ITSELF)
        due = [one for one in self._waiting if one[0] <= day]
        for one in due:
            self._waiting.remove(one)
            _, code, reported = one
            self.desks.settle(reported, self.reporters[code].settle_rejected(reported))
        if due:
            morning(AFTER_DESKS)
        with system_scope(ACTOR):
            for step in self._steps:
                step.work()
        drain()

    def _report(self, code: str, month: Month, pushed: Pushed | None, *, drop: bool) -> None:
        reporter, today = self.reporters[code], clock.today()
        if pushed is None or pushed.made is None:
            reporter.nothing(month)
            return
        with one_dropped(drop and code == COSTS):
            broken = self.habits.broken_at_first(code, month.first)
            reported = reporter.push(month, pushed.made, on=today, broken_first=broken)
        self.pushed[code].append(reported)
        self._waiting.append((self.habits.acts_on("desk", f"{code}:{month.code}", today), code, reported))


def play(*, people: int, months: int, seed: int, fault: bool, tell: Tell) -> Told:
    """Play so many months from January of the synthetic county's year on, in a fresh installation."""
    homes, _ = register_county(people=people, seed=seed, tell=tell)
    with system_scope(ACTOR):
        county = Played(homes, seed, fault)
        month = Month(YEAR, 1)
        for number in range(months):
            tell("逐日办理", number, months)
            county.month(month, last=number == months - 1)
            month = month.next()
        county.aftermath(month.first)
        tell("逐日办理", months, months)
        with reading():
            return county.told()
