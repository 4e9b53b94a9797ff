"""Heads of townships in a simulated year: what the rosters change in the register waits for their word."""

from dataclasses import dataclass, field
from datetime import date

from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Proposal, approve, reject
from dixian.foundation.policy.enums import ProposalState
from dixian.simulation.drive.habits import Habits
from dixian.simulation.drive.posts import Posts, looking


@dataclass
class Approving:
    """Changes of the register, township by township; `_since` knows since when one waits."""

    posts: Posts
    habits: Habits
    _since: dict[int, date] = field(default_factory=dict)

    def work(self) -> None:
        """One day: each head decides what they get to today; what can't be done any more is sent back."""
        today = clock.today()
        with looking():
            found = Proposal.objects.filter(state=ProposalState.WAITING, arguments__has_key="area")
            waiting = list(found.order_by("id"))
        for one in waiting:
            since = self._since.setdefault(one.pk, today)
            if self.habits.acts_on("register", one.pk, since) <= today:
                self._decide(one)

    def _decide(self, one: Proposal) -> None:
        area = Area.objects.select_related("parent").get(pk=one.arguments["area"])
        try:
            with self.posts.head(area) as post:
                approve(proposal=one, post=post)
        except Refusal as refused:
            with self.posts.head(area) as post:
                reject(proposal=one, post=post, reason=refused.message)
