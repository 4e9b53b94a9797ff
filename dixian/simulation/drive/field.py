"""Bureau, townships and villages in a simulated year: each matter is worked off on the day its post gets to it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.areas.api import Area
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import items
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.posts import Posts, looking
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import APPROVED
from dixian.warning.verification.api import (
    Answer,
    answer,
    confirm,
    release,
    send_back,
    unseen_sources,
)
from dixian.warning.verification.enums import Method

REASONS = {
    Verdict.NO_RISK: "no_risk_reason",
    Verdict.AT_RISK: "at_risk_reason",
    Verdict.NEW_RISK: "at_risk_reason",
}
STEPS = (
    LeadState.WAITING,
    LeadState.RELEASED,
    LeadState.RETURNED,
    LeadState.ANSWERED,
)


@dataclass
class Field:
    """What is done about leads; `_since` knows since when a lead is where it is."""

    posts: Posts
    habits: Habits
    _since: dict[tuple[int, str, int], date] = field(default_factory=dict)
    _areas: dict[int, Area] = field(default_factory=dict)

    def work(self) -> None:
        """One day: each post does what it gets to today."""
        today = clock.today()
        for state in STEPS:
            with looking():
                waiting = list(Lead.objects.filter(state=state).order_by("id"))
            due = [lead for lead in waiting if self._today(lead, today)]
            if due and state == LeadState.WAITING:
                self._release(due)
            for lead in due if state != LeadState.WAITING else ():
                self._step(lead)
        drain()

    def standing(self) -> bool:
        """Whether any lead has not come to its end."""
        with looking():
            return Lead.objects.exclude(state=LeadState.CLOSED).exists()

    def _today(self, lead: Lead, today: date) -> bool:
        key = (lead.pk, lead.state, lead.version)
        since = self._since.setdefault(key, today)
        return self.habits.acts_on(lead.state, f"{lead.household_id}:{lead.version}", since) <= today

    def _release(self, due: list[Lead]) -> None:
        with self.posts.bureau() as post:
            release(lead_uids=[lead.uid for lead in due], post=post)

    def _step(self, lead: Lead) -> None:
        if lead.state in (LeadState.RELEASED, LeadState.RETURNED):
            self._answer(lead)
        else:
            self._decide(lead)

    def _answer(self, lead: Lead) -> None:
        verdict = self._found(lead.household_id)
        with self.posts.village(self._area(lead.village_id)) as post:
            answer(
                lead=lead,
                verdict=verdict,
                reason=items(REASONS[verdict])[0].code,
                method=Method.HOME,
                event_on=clock.today(),
                person_seen="户主",
                post=post,
            )

    def _found(self, household: int) -> Verdict:
        if not self.habits.finds_risk(household):
            return Verdict.NO_RISK
        with looking():
            monitored = Case.objects.filter(household=household, state__in=APPROVED).exists()
        return Verdict.NEW_RISK if monitored else Verdict.AT_RISK

    def _decide(self, lead: Lead) -> None:
        with self.posts.township(self._area(lead.township_id)) as post:
            if self.habits.sends_back(f"{lead.household_id}:{lead.version}"):
                send_back(lead=lead, reason="请补充写明报销后还负担多少", post=post)
            else:
                confirm(lead=lead, post=post, covers=_joined_since(lead))

    def _area(self, pk: int) -> Area:
        if pk not in self._areas:
            self._areas[pk] = Area.objects.select_related("parent").get(pk=pk)
        return self._areas[pk]


def _joined_since(lead: Lead) -> list[UUID]:
    """What came to the household after the village had answered, and is answered by it all the same."""
    given = Answer.objects.filter(lead=lead).latest("id")
    return [source.uid for source in unseen_sources(given)]
