"""The end of risks in a simulated year, the look-backs afterwards, and the way back of those who are in trouble again."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.posts import Posts, looking
from dixian.simulation.drive.together import end_notices, hold_all
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import CaseState, EndedHow, Proceeding, Step
from dixian.warning.elimination.api import (
    Elimination,
    LookBack,
    Reversal,
    Typed,
    ask_reversal,
    decide_reversal,
    fallen_of,
    identified_anew,
    known_of,
    look_back,
    propose,
    withdraw,
)
from dixian.warning.elimination.enums import UNDER_WAY, Criterion, EliminationState, ReversalState
from dixian.warning.measures.api import Plan
from dixian.warning.measures.enums import UNDER_WAY as DRAFTED
from dixian.warning.measures.enums import PlanState

INCOME, MONTHS = Decimal(16000), 6
HALF_YEAR = timedelta(days=183)
# A look-back comes on any of so many days of a half-year.
DAYS, JULY = 150, 7
MENDED = {Criterion.GUARANTEES: "已经整改，入户看过，问题不在了"}


@dataclass
class Recovering:
    """What is done about households whose risk has ended; `_since` knows since when one is where it is."""

    posts: Posts
    habits: Habits
    _since: dict[tuple[int, str], date] = field(default_factory=dict)
    _asked: dict[int, Month] = field(default_factory=dict)
    _areas: dict[int, Area] = field(default_factory=dict)

    def work(self) -> None:
        """One day: each post does what it gets to today."""
        self._propose()
        self._together(Step.APPRAISE, self._due(EliminationState.PROPOSED), "village_id", self.posts.village)
        self._together(Step.NOTICE, self._due(EliminationState.APPRAISED), "village_id", self.posts.village)
        end_notices(self.posts, Proceeding.ELIMINATION)
        noticed = list(self._holding(EliminationState.NOTICED))
        self._together(Step.REVIEW, noticed, "township_id", self.posts.township)
        reviewed = list(self._holding(EliminationState.REVIEWED))
        self._together(Step.APPROVE, reviewed, "", lambda _: self.posts.reviewer())
        announced = self._due(EliminationState.ANNOUNCING)
        self._together(Step.ANNOUNCE, announced, "township_id", self.posts.township)
        self._look_back()
        self._go_back()

    def _together(
        self,
        step: Step,
        ones: Sequence[Elimination],
        place: str,
        at_work: Callable[[Area], AbstractContextManager[Post]],
    ) -> None:
        """The households of one place whose day it is, in one go."""
        places: dict[Area, list[Case]] = defaultdict(list)
        for one in ones:
            places[self._area(getattr(one.case, place)) if place else self._county()].append(one.case)
        for area, cases in places.items():
            with at_work(area) as post:
                hold_all(step, area, cases, post, Proceeding.ELIMINATION)

    def _county(self) -> Area:
        return Area.objects.get(level=Level.COUNTY)

    def _holding(self, state: EliminationState) -> Iterator[Elimination]:
        """Those that are due; one that has trouble again is taken back by its village."""
        due = self._due(state)
        with looking():
            fallen = fallen_of(due)
        for one in due:
            if one.pk not in fallen:
                yield one
                continue
            with self.posts.village(self._area(one.village_id)) as post:
                withdraw(one=one, reason="提出以后又有情况，继续监测", post=post)

    def _propose(self) -> None:
        """Whoever has had a plan for half a year, all of it done and of effect."""
        with looking():
            ripe = list(self._ripe())
            known = known_of(ripe) if ripe else {}
        for case in ripe:
            what = known[case.pk]
            judged = what.judged(Typed(INCOME), MONTHS)
            if what.held or not all(said.holds for one, said in judged.items() if one not in MENDED):
                continue
            with self.posts.village(self._area(case.village_id)) as post:
                propose(
                    case=case,
                    how=EndedHow.HELPED,
                    reason="措施落实，收入稳定，风险已经消除",
                    words={one: word for one, word in MENDED.items() if not judged[one].holds},
                    income=INCOME,
                    months=MONTHS,
                    post=post,
                )

    def _ripe(self) -> Iterator[Case]:
        """Each is looked at once a month."""
        today = clock.today()
        plans = Plan.objects.filter(state=PlanState.ADOPTED, adopted_on__lte=today - HALF_YEAR)
        found = Case.objects.filter(state=CaseState.MONITORED, pk__in=plans.values("case_id"))
        found = found.exclude(pk__in=Elimination.objects.filter(state__in=UNDER_WAY).values("case_id"))
        found = found.exclude(pk__in=Plan.objects.filter(state__in=DRAFTED).values("case_id"))
        month = Month.of(today)
        for case in found.select_related("household").order_by("id"):
            own = self.habits.day_of("ripe", case.pk, month.first, month.last.day)
            if own <= today and self._asked.get(case.pk) != month:
                self._asked[case.pk] = month
                yield case

    def _due(self, state: EliminationState) -> list[Elimination]:
        today = clock.today()
        with looking():
            found = Elimination.objects.filter(state=state)
            waiting = list(found.select_related("case__household").order_by("id"))
        return [one for one in waiting if self._today(one, today)]

    def _today(self, one: Elimination, today: date) -> bool:
        since = self._since.setdefault((one.pk, one.state), today)
        return self.habits.acts_on(f"elimination.{one.state}", one.pk, since) <= today

    def _look_back(self) -> None:
        today = clock.today()
        first = date(today.year, 1 if today.month < JULY else JULY, 1)
        with looking():
            seen = LookBack.objects.filter(on__gte=first).values("case_id")
            ended = Case.objects.filter(state=CaseState.ELIMINATED, ended_on__lt=first).exclude(pk__in=seen)
            waiting = list(ended.select_related("household").order_by("id"))
        for case in waiting:
            if self.habits.day_of("look_back", case.pk, first, DAYS) > today:
                continue
            well = self.habits.stays_well(case.pk, first)
            found = "收入和三保障都稳定" if well else "主要劳动力又病了，收入断了"
            with self.posts.village(self._area(case.village_id)) as post:
                look_back(case=case, on=today, stable=well, found=found, post=post)
            if not well and not _again(case):
                with self.posts.township(self._area(case.township_id)) as post:
                    ask_reversal(case=case, reason="回头看发现风险没有消除", post=post)

    def _go_back(self) -> None:
        with looking():
            asked = Reversal.objects.filter(state=ReversalState.WAITING)
            waiting = list(asked.select_related("case").order_by("id"))
        for one in waiting:
            again = _again(one.case)
            if self.habits.acts_on("reversal", one.pk, one.asked_on) <= clock.today():
                answer = "已经按新线索重新识别" if again else ""
                with self.posts.reviewer() as post:
                    decide_reversal(reversal=one, agree=not again, answer=answer, post=post)

    def _area(self, pk: int) -> Area:
        if pk not in self._areas:
            self._areas[pk] = Area.objects.select_related("parent").get(pk=pk)
        return self._areas[pk]


def _again(case: Case) -> bool:
    with looking():
        return identified_anew(case)
