"""Villages, townships and bureau of a simulated year take households at risk through their identification, many at once."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.posts import Posts, looking
from dixian.simulation.drive.together import end_notices, hold_all
from dixian.warning.cases.api import (
    Case,
    authorise,
    check_home,
    place_of,
    submit,
    types_for,
    waive,
)
from dixian.warning.cases.enums import WAITS_FOR, CaseState, Proceeding, Step

SIGNED = b"signed on paper"
INCOME = {
    "labour": Decimal("9000"),
    "crops": Decimal("4000"),
    "land": Decimal("600"),
    "soil": Decimal("1800"),
    "crops_cost": Decimal("2400"),
    "medical": Decimal("6000"),
}
FINE = dict.fromkeys(("house", "school", "medical", "water"), False)


@dataclass
class Identifying:
    """What is done about cases; `_since` knows since when one is where it is."""

    posts: Posts
    habits: Habits
    _since: dict[tuple[int, str], date] = field(default_factory=dict)
    _areas: dict[int, Area] = field(default_factory=dict)

    def work(self) -> None:
        """One day: each post does what it gets to today."""
        for case in self._due(CaseState.COLLECTING):
            self._gather(case)
        self._together(Step.APPRAISE, "village_id", self.posts.village)
        self._together(Step.NOTICE, "village_id", self.posts.village)
        end_notices(self.posts, Proceeding.IDENTIFICATION)
        self._together(Step.REVIEW, "township_id", self.posts.township)
        self._approve()
        self._together(Step.ANNOUNCE, "township_id", self.posts.township)

    def _due(self, state: CaseState) -> list[Case]:
        today = clock.today()
        with looking():
            waiting = list(Case.objects.filter(state=state).select_related("household").order_by("id"))
        return [one for one in waiting if self._today(one, today)]

    def _today(self, case: Case, today: date) -> bool:
        since = self._since.setdefault((case.pk, case.state), today)
        return self.habits.acts_on(case.state, case.household_id, since) <= today

    def _gather(self, case: Case) -> None:
        today = clock.today()
        with self.posts.village(self._area(case.village_id)) as post:
            paper = store([SIGNED], name="承诺授权书.jpg", content_type="image/jpeg", purpose="承诺授权书")
            authorise(case=case, signer=case.household.head_name, paper=paper, on=today, post=post)
            check_home(
                case=case,
                on=today,
                checkers="村干部、驻村队员",
                monitoring_type=types_for(case.household.kind)[0],
                need="自付费用多，收入减少",
                risks=[one.risk for one in case.risks.all()] or ["other"],
                amounts=INCOME,
                size=case.household.size,
                problems=FINE,
                post=post,
            )
        with self.posts.bureau() as post:
            waive(case=case, reason="当月救助审核时已比对", on=today, post=post)
        with self.posts.village(self._area(case.village_id)) as post:
            submit(case=case, post=post)

    def _together(
        self, step: Step, place: str, at_work: Callable[[Area], AbstractContextManager[Post]]
    ) -> None:
        """The households of one place whose day it is, in one go."""
        places: dict[int, list[Case]] = defaultdict(list)
        for case in self._due(WAITS_FOR[step]):
            places[getattr(case, place)].append(case)
        for pk, here in places.items():
            area = self._area(pk)
            with at_work(area) as post:
                hold_all(step, area, here, post, Proceeding.IDENTIFICATION)

    def _approve(self) -> None:
        here = self._due(CaseState.APPROVING)
        with self.posts.reviewer() as post:
            area = place_of(Step.APPROVE, post)
            if here and area:
                hold_all(Step.APPROVE, area, here, post, Proceeding.IDENTIFICATION)

    def _area(self, pk: int) -> Area:
        if pk not in self._areas:
            self._areas[pk] = Area.objects.select_related("parent").get(pk=pk)
        return self._areas[pk]
