"""Reads of visits and sweeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import TO_ANSWER, LeadState
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household
from dixian.warning.cases.api import Case
from dixian.warning.visits.duties import BY_A_VISIT, FOLLOW, open_on
from dixian.warning.visits.enums import SEEN, TO_DO, StopState, SweepKind, SweepState
from dixian.warning.visits.models import Beat, Finding, Stop, Sweep, Visit
from dixian.warning.visits.rules import half_of, half_words, share

# As many as a household's page shows.
LAST = 12


@dataclass(frozen=True)
class Owed:
    """What a visit to a household can do with: its duties, its lead (to answer where `answers`), the sweeps it is on."""

    duties: list[Obligation]
    lead: Lead | None
    stops: list[Stop]

    @property
    def answers(self) -> bool:
        """Whether the lead waits for the village's answer."""
        return self.lead is not None and self.lead.state in TO_ANSWER

    def has(self, kind: str) -> bool:
        """Whether a duty of this kind is open."""
        return any(one.kind == kind for one in self.duties)


def owed(household: Household, post: Post) -> Owed:
    """What one visit to the household could do with now, by whom; the lead only as far as the post reaches it."""
    answers = post.can(Capability.ANSWER)
    leads = Lead.objects.visible_to(post).filter(household=household).exclude(state=LeadState.CLOSED)
    lead = leads.select_related("household").first() if answers else None
    duties = [one for one in open_on(household.pk) if answers or one.kind == FOLLOW]
    stops = Stop.objects.visible_to(post).filter(
        household=household, sweep__state=SweepState.OPEN, state__in=TO_DO
    )
    return Owed(duties, lead, list(stops.select_related("sweep").order_by("id")))


def case_to_follow(owed: Owed) -> Case | None:
    """The case whose month's follow-up the visit can do with; None where none is due."""
    uid = next((one.subject_uid for one in owed.duties if one.kind == FOLLOW), None)
    return None if uid is None else Case.objects.select_related("household").get(uid=uid)


def visits(post: Post) -> QuerySet[Visit]:
    """The visits a post reaches, with what a list shows."""
    return Visit.objects.visible_to(post).select_related("household", "village__parent", "by")


def visits_of(household: Household, post: Post) -> list[Visit]:
    """A household's last visits, the latest first, each with what it has done with (`discharged`)."""
    found = visits(post).filter(household=household).prefetch_related("discharged")
    return list(found.order_by("-on", "-id")[:LAST])


def findings_of(visit: Visit, post: Post) -> list[Finding]:
    """What a visit has found, with its lead."""
    return list(Finding.objects.visible_to(post).filter(visit=visit).select_related("lead").order_by("id"))


def sweeps() -> QuerySet[Sweep]:
    """All of them, the latest first."""
    return Sweep.objects.select_related("opened_by", "closed_by").order_by("-opened_on", "-id")


def beats(post: Post) -> QuerySet[Beat]:
    """The beats a post reaches."""
    return Beat.objects.visible_to(post).select_related("sweep", "village__parent", "post__user")


def stops(sweep: Sweep, post: Post) -> QuerySet[Stop]:
    """The households of a sweep a post reaches, with what a list shows."""
    found = Stop.objects.visible_to(post).filter(sweep=sweep)
    return found.select_related("household", "village__parent", "beat__post__user", "visit__by")


@dataclass
class Progress:
    """How far a place has come: how many households stand in each state. code: "" for all places together."""

    code: str
    name: str
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(StopState.values, 0))

    @property
    def total(self) -> int:
        """Households on the list."""
        return sum(self.states.values())

    @property
    def asked(self) -> int:
        """Those that are or were to be looked at: without those that ended before."""
        return self.total - self.states[StopState.GONE]

    @property
    def seen(self) -> int:
        """Those that were looked at."""
        return sum(self.states[one] for one in SEEN)

    @property
    def share(self) -> str:
        """The share that was looked at."""
        return share(self.seen, self.asked)

    def add(self, state: str, count: int) -> None:
        """Count some more."""
        self.states[state] += count


def check_of_today() -> tuple[str, bool]:
    """This half-year in words, and whether its check was opened."""
    half = half_of(clock.today())
    return half_words(half), Sweep.objects.filter(kind=SweepKind.HALF, period=half).exists()


def of_sweeps(found: Sequence[Sweep], post: Post) -> dict[int, Progress]:
    """Sweep id -> how far it has come in all that the post reaches, in one query."""
    told = {one.pk: Progress("", str(one)) for one in found}
    rows = Stop.objects.visible_to(post).filter(sweep__in=list(told)).order_by()
    for sweep, state, count in rows.values_list("sweep_id", "state").annotate(n=Count("id")):
        told[sweep].add(state, count)
    return told


def by_township(sweep: Sweep, post: Post) -> list[Progress]:
    """One for each township on the list, by code."""
    return _progress(Stop.objects.visible_to(post).filter(sweep=sweep), "township")


def by_village(sweep: Sweep, post: Post, township: str) -> list[Progress]:
    """One for each village of a township."""
    found = Stop.objects.visible_to(post).filter(sweep=sweep, township__code=township)
    return _progress(found, "village")


def by_person(sweep: Sweep, post: Post, village: str) -> list[Progress]:
    """One for each person who goes there; the code is the beat's uid."""
    found = Stop.objects.visible_to(post).filter(sweep=sweep, village__code=village)
    rows = (
        found.order_by().values_list("beat__uid", "beat__post__user__name", "state").annotate(n=Count("id"))
    )
    groups: dict[str, Progress] = {}
    for uid, name, state, count in rows.order_by("beat__post__user__name", "beat__uid"):
        groups.setdefault(str(uid), Progress(str(uid), name or "村里的岗位共同负责")).add(state, count)
    return list(groups.values())


def together(groups: list[Progress], name: str) -> Progress:
    """The sum of them."""
    whole = Progress("", name)
    for one in groups:
        for state, count in one.states.items():
            whole.add(state, count)
    return whole


def groups_of(sweep: Sweep, post: Post, village: str) -> list[tuple[str, int, int]]:
    """(屯, households, of them still to be looked at) of a village."""
    found = Stop.objects.visible_to(post).filter(sweep=sweep, village__code=village).order_by()
    rows: Any = found.values_list("group_name", "state").annotate(n=Count("id")).order_by("group_name")
    told: dict[str, list[int]] = {}
    for group, state, count in rows:
        both = told.setdefault(group, [0, 0])
        both[0] += count
        both[1] += count if state in TO_DO else 0
    return [(group, total, left) for group, (total, left) in told.items()]


def with_more_to_do(households: Sequence[int]) -> set[int]:
    """Those of the households on which a duty is open that a tick can't do with."""
    with beyond_scope():
        found = Obligation.objects.filter(household_id__in=households, kind__in=BY_A_VISIT, state="open")
        return set(found.values_list("household_id", flat=True))


def findings_in(sweep: Sweep, post: Post) -> QuerySet[Finding]:
    """What the visits of a sweep have found, with what was decided of each so far."""
    of_it = Stop.objects.visible_to(post).filter(sweep=sweep, state=StopState.FOUND)
    found = Finding.objects.visible_to(post).filter(
        household__in=of_it.values("household"), visit__on__gte=sweep.opened_on
    )
    if sweep.closed_on:
        found = found.filter(visit__on__lte=sweep.closed_on)
    return found.select_related("household", "village__parent", "lead", "visit").order_by(
        "village__code", "id"
    )


def _progress(found: QuerySet[Stop], place: str) -> list[Progress]:
    rows = found.order_by().values_list(f"{place}__code", f"{place}__name", "state").annotate(n=Count("id"))
    groups: dict[str, Progress] = {}
    for code, name, state, count in rows.order_by(f"{place}__code"):
        groups.setdefault(code, Progress(code, name)).add(state, count)
    return list(groups.values())
