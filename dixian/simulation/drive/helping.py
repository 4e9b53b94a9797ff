"""Plans, measures and months of the monitored households in a simulated year, each on the day its post gets to it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from dixian.foundation.areas.api import Area, Unit, unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import items
from dixian.registry.households.api import Person
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.posts import Posts, looking
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import APPROVED, CaseState
from dixian.warning.measures.api import (
    FollowUp,
    Measure,
    Plan,
    add_measure,
    adopt,
    deliver,
    fill_in,
    follow_up,
    lacking,
    revise,
    send_back,
    submit,
    tell_member,
)
from dixian.warning.measures.enums import Effect, MeasureState, PlanState, Standing

# Kind of measure, what, whose it is: one that develops, one that protects.
MEASURES = (
    ("employment", "推荐岗位、技能培训、交通补贴", "rsj"),
    ("health", "资助参保、三重保障报销、家庭医生签约", "ybj"),
)
YOUNGEST, OLDEST = 18, 65
# From the plan's adoption on the measures take so long to show.
SHOWS = timedelta(days=90)
OPENING = "期初接管的监测对象，补定帮扶计划"


@dataclass
class Helping:
    """What is done for households that are monitored; `_since` knows since when something is where it is."""

    posts: Posts
    habits: Habits
    _since: dict[tuple[str, int, str], date] = field(default_factory=dict)
    _areas: dict[int, Area] = field(default_factory=dict)
    _units: dict[str, Unit] = field(default_factory=dict)

    def work(self) -> None:
        """One day: each post does what it gets to today."""
        self._begin()
        for plan in self._plans(PlanState.DRAFT):
            self._draft(plan)
        for plan in self._plans(PlanState.SUBMITTED):
            with self.posts.township(self._area(plan.case.township_id)) as post:
                # Who came to the household after the plan was handed in stands in none of its lines.
                if lacks := lacking(plan):
                    send_back(plan=plan, reason=lacks[0], post=post)
                else:
                    adopt(plan=plan, post=post)
        self._deliver()
        self._follow()

    def standing(self) -> bool:
        """Whether any plan or measure is still under way."""
        with looking():
            owed = Measure.objects.filter(state__in=(MeasureState.PLANNED, MeasureState.DUE))
            drafts = Plan.objects.filter(state__in=(PlanState.DRAFT, PlanState.SUBMITTED))
            return owed.exists() or drafts.exists()

    def _begin(self) -> None:
        """Whoever was monitored before gets a plan too."""
        with looking():
            without = list(Case.objects.filter(state__in=APPROVED, lead=None, plans=None).order_by("id"))
        for case in without:
            if self._today("opening", case.pk, case.state):
                with self.posts.village(self._area(case.village_id)) as post:
                    revise(case=case, reason=OPENING, post=post)

    def _plans(self, state: PlanState) -> list[Plan]:
        with looking():
            found = Plan.objects.filter(state=state, case__state__in=APPROVED)
            waiting = list(found.select_related("case__household", "lead").order_by("id"))
        return [one for one in waiting if self._today("plan", one.pk, one.state)]

    def _draft(self, plan: Plan) -> None:
        today = clock.today()
        with self.posts.village(self._area(plan.village_id)) as post:
            fill_in(plan=plan, post=post, helper="包户干部", search="入户了解意愿，与就业部门对接岗位")
            for person in Person.objects.filter(household_id=plan.household_id, valid_to=None).order_by("id"):
                told = {one.code: (Standing.APPLIED, "") for one in items("protection_kind")}
                tell_member(
                    plan=plan, person=person, labour=_labour(person, today), protections=told, post=post
                )
            if not Measure.objects.filter(case=plan.case_id).exists():
                for kind, what, of in MEASURES:
                    add_measure(
                        plan=plan, kind=kind, what=what, unit=self._unit(of), from_on=today, post=post
                    )
            submit(plan=plan, post=post)

    def _deliver(self) -> None:
        with looking():
            owed = Measure.objects.filter(state=MeasureState.DUE)
            due = list(owed.select_related("unit", "household").order_by("id"))
        for one in due:
            if self._today("measure", one.pk, one.state):
                with self.posts.reporter(one.unit) as post:
                    deliver(measure=one, on=clock.today(), told="已落实到户", amount=Decimal(600), post=post)

    def _follow(self) -> None:
        """Once a month, on a day of the village's own."""
        today = clock.today()
        month = Month.of(today)
        with looking():
            seen = FollowUp.objects.filter(on__range=(month.first, month.last)).values("case_id")
            monitored = Case.objects.filter(state=CaseState.MONITORED).exclude(pk__in=seen)
            waiting = list(monitored.order_by("id"))
            plans = Plan.objects.filter(state=PlanState.ADOPTED, case__in=monitored)
            adopted = dict(plans.values_list("case_id", "adopted_on"))
        for case in waiting:
            if self.habits.day_of("follow", case.pk, month.first, month.last.day) > today:
                continue
            since = adopted.get(case.pk)
            good = since is not None and today - since >= SHOWS
            with self.posts.village(self._area(case.village_id)) as post:
                follow_up(
                    case=case,
                    on=today,
                    effect=Effect.GOOD if good else Effect.SOME if since else Effect.NONE,
                    blocker="" if good else items("blocker_kind")[0].code,
                    found="入户看过，收入和支出已核对",
                    remedy="" if good else "盯住措施落实，对接就业岗位",
                    post=post,
                )

    def _today(self, what: str, pk: int, state: str) -> bool:
        today = clock.today()
        since = self._since.setdefault((what, pk, state), today)
        return self.habits.acts_on(f"{what}.{state}", pk, since) <= today

    def _area(self, pk: int) -> Area:
        if pk not in self._areas:
            self._areas[pk] = Area.objects.select_related("parent").get(pk=pk)
        return self._areas[pk]

    def _unit(self, code: str) -> Unit:
        if code not in self._units:
            self._units[code] = unit(code)
        return self._units[code]


def _labour(person: Person, today: date) -> str:
    age = (today - person.birth).days // 365 if person.birth else OLDEST
    return "ordinary" if YOUNGEST <= age < OLDEST else "none"
