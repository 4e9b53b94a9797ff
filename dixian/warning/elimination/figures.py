"""What came of it (R1.8): yield by source, income before and after, relapse."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from dixian.commons.leads.api import LeadSource
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import Post
from dixian.registry.facts.api import CurrentFact
from dixian.registry.incomes.api import PER_HEAD
from dixian.warning.cases.api import Case, HomeCheck, income_of
from dixian.warning.cases.enums import DECIDED, CaseState, Decision
from dixian.warning.elimination.enums import ReversalState
from dixian.warning.elimination.models import LookBack, Reversal

HUNDRED = 100
FOUND = (Verdict.AT_RISK, Verdict.NEW_RISK)
# Where a reason to look comes from, other than a department's file.
KINDS = {"alert": "部门预警", "doubt": "应纳应享疑点", "declaration": "自主申报"}


@dataclass(frozen=True)
class Yield:
    """One source: who told, how; of what it told how much was answered, found at risk, taken into monitoring."""

    unit: str
    kind: str
    told: int
    answered: int
    at_risk: int
    monitored: int

    @property
    def rate(self) -> int | None:
        """Percent of what was answered that was at risk."""
        return self.at_risk * HUNDRED // self.answered if self.answered else None


@dataclass(frozen=True)
class Incomes:
    """Of monitored households known before and after: how many, median per head in yuan, how many have more."""

    title: str
    count: int
    before: Decimal | None
    after: Decimal | None
    risen: int


@dataclass(frozen=True)
class Relapse:
    """Of all that were eliminated: reversed, identified anew, unstable at a look-back; each household once a column."""

    eliminated: int
    reversed: int
    again: int
    unstable: int

    @property
    def rate(self) -> Decimal | None:
        """Percent that came back, either way."""
        if not self.eliminated:
            return None
        return (Decimal(self.reversed + self.again) * HUNDRED / self.eliminated).quantize(Decimal("0.1"))


def yields(post: Post) -> list[Yield]:
    """By unit and way, the most told first, of what the post reaches."""
    monitored = Q(lead__case__state__in=DECIDED[Decision.MONITORED])
    rows: Any = (
        LeadSource.objects.visible_to(post)
        .values_list("unit__short_name", "kind")
        .annotate(
            told=Count("id"),
            answered=Count("id", filter=Q(answered_on__isnull=False)),
            at_risk=Count("id", filter=Q(answer__in=FOUND)),
            monitored=Count("id", filter=monitored),
        )
        .order_by("-told", "unit__short_name", "kind")
    )
    return [Yield(unit, KINDS.get(kind, kind), *counts) for unit, kind, *counts in rows]


def incomes(post: Post) -> list[Incomes]:
    """Of those still monitored and those whose risk has gone: per head at the first home check, and last confirmed."""
    cases = Case.objects.visible_to(post).filter(state__in=(CaseState.MONITORED, CaseState.ELIMINATED))
    state_of = dict(cases.values_list("id", "state"))
    checks = HomeCheck.objects.visible_to(post).filter(case__in=cases).order_by("-id")
    before = {one.case_id: (one.household_id, income_of(one).per_head) for one in checks}
    facts = CurrentFact.objects.visible_to(post).filter(
        kind=PER_HEAD.code, household__in=cases.values("household_id")
    )
    now = dict(facts.values_list("household_id", "fact__num"))
    pairs: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for case, (home, first) in before.items():
        last = now.get(home)
        if last is not None:
            pairs.setdefault(state_of[case], []).append((first, last))
    titles = ((CaseState.MONITORED, "监测帮扶中"), (CaseState.ELIMINATED, "风险已消除"))
    return [_incomes(title, pairs.get(state, [])) for state, title in titles]


def relapse(post: Post) -> Relapse:
    """Of every case that was ever eliminated, of what the post reaches."""
    cases = Case.objects.visible_to(post)
    back = Exists(Reversal.objects.filter(case=OuterRef("pk"), state=ReversalState.APPROVED))
    later = Case.objects.filter(
        household=OuterRef("household"), opened_on__gte=OuterRef("ended_on"), pk__gt=OuterRef("pk")
    )
    ended = cases.filter(Q(state=CaseState.ELIMINATED) | Q(back))
    unstable = Exists(LookBack.objects.filter(case=OuterRef("pk"), stable=False))
    return Relapse(
        eliminated=ended.count(),
        reversed=cases.filter(back).count(),
        again=cases.filter(Exists(later), state=CaseState.ELIMINATED).count(),
        unstable=ended.filter(unstable).count(),
    )


def _incomes(title: str, pairs: list[tuple[Decimal, Decimal]]) -> Incomes:
    if not pairs:
        return Incomes(title, 0, None, None, 0)
    return Incomes(
        title,
        len(pairs),
        median(first for first, _ in pairs),
        median(now for _, now in pairs),
        sum(1 for first, now in pairs if now > first),
    )
