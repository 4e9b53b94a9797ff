"""Villages, townships and bureau of a simulated year take households at risk through their identification, many at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
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
from dixian.warning.cases.api import (
    Case,
    CaseBatch,
    Word,
    authorise,
    check_home,
    end_notice,
    hold,
    place_of,
    submit,
    types_for,
    waive,
)
from dixian.warning.cases.enums import WAITS_FOR, CaseState, Outcome, Step

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
PRESENT = 21


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
        self._end_notices()
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
                hold(
                    step=step,
                    area=area,
                    on=clock.today(),
                    words=_passed(here, step),
                    present=PRESENT if step == Step.APPRAISE else None,
                    text="逐户议过，记录在案",
                    post=post,
                )

    def _end_notices(self) -> None:
        today = clock.today()
        with looking():
            found = CaseBatch.objects.filter(step=Step.NOTICE, closed_on=None, until__lt=today)
            over = list(found.select_related("area__parent").order_by("id"))
        for batch in over:
            with self.posts.village(batch.area) as post:
                end_notice(batch=batch, on=today, unobjected=True, post=post)

    def _approve(self) -> None:
        here, today = self._due(CaseState.APPROVING), clock.today()
        with self.posts.reviewer() as post:
            area = place_of(Step.APPROVE, post)
            if here and area:
                words = _passed(here, Step.APPROVE)
                number = f"棱农工发〔{today.year}〕{today:%m%d}号"
                hold(step=Step.APPROVE, area=area, on=today, words=words, number=number, post=post)

    def _area(self, pk: int) -> Area:
        if pk not in self._areas:
            self._areas[pk] = Area.objects.select_related("parent").get(pk=pk)
        return self._areas[pk]


def _passed(here: Sequence[Case], step: Step) -> list[Word]:
    ayes, noes = (PRESENT, 0) if step == Step.APPRAISE else (None, None)
    return [Word(case_uid=one.uid, outcome=Outcome.PASSED, ayes=ayes, noes=noes) for one in here]
