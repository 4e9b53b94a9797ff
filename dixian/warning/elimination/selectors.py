"""Reads of eliminations, and the two lists of what does not fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.registry.facts.api import CurrentFact
from dixian.registry.incomes.api import PER_HEAD
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import CaseState
from dixian.warning.elimination.criteria import LEAST, LINE, Known, known_of
from dixian.warning.elimination.enums import OPEN_STATES, UNDER_WAY
from dixian.warning.elimination.models import Elimination, LookBack, Reversal
from dixian.warning.elimination.rules import TROUBLES
from dixian.warning.measures.api import ABLE, WEAK, FollowUp, Measure, MemberPlan
from dixian.warning.measures.enums import Effect, MeasureState


@dataclass(frozen=True)
class Looked:
    """A household of a list with what is known of it.

    line: of income per head, today; last: when it was last looked back at; now: its elimination in somebody's hands.
    """

    case: Case
    known: Known
    line: Decimal
    last: LookBack | None = None
    now: Elimination | None = None

    @property
    def why(self) -> str:
        """What is broken, or that nobody is able to work; for the list."""
        said = list(self.known.broken)
        if self.known.income is not None and self.known.income <= self.line:
            said.append(f"人均纯收入 {self.known.income:,.2f} 元，没有超过监测范围 {self.line:,.2f} 元")
        if self.known.open_leads:
            said.append(f"{self.known.open_leads} 条线索没有办结")
        if self.known.held:
            said.append("整户无劳动能力，暂不标注")
        return "；".join(said)


def eliminations_of(case: Case, post: Post) -> list[Elimination]:
    """A household's eliminations, the latest first."""
    found = Elimination.objects.visible_to(post).filter(case=case)
    people = ("proposed_by", "reviewed_by", "approved_by", "case__household")
    return list(found.select_related(*people).prefetch_related("conditions").order_by("-id"))


def eliminations_by_uid(uids: Iterable[UUID], post: Post) -> dict[UUID, Elimination]:
    """Those of the lines of a batch."""
    found = Elimination.objects.visible_to(post).filter(uid__in=list(uids))
    return {one.uid: one for one in found}


def open_of(cases: Sequence[Case], post: Post) -> dict[int, Elimination]:
    """Case id -> the elimination of it that is in somebody's hands, with its conditions."""
    found = Elimination.objects.visible_to(post).filter(case__in=cases, state__in=OPEN_STATES)
    people = found.select_related("case__household", "proposed_by").prefetch_related("conditions")
    return {one.case_id: one for one in people} if cases else {}


def reversals_of(case: Case, post: Post) -> list[Reversal]:
    """The ways back that were asked for, the latest first."""
    found = Reversal.objects.visible_to(post).filter(case=case)
    return list(found.select_related("asked_by", "decided_by", "case__household").order_by("-id"))


def look_backs_of(case: Case, post: Post) -> list[LookBack]:
    """What was found afterwards, the latest first."""
    return list(
        LookBack.objects.visible_to(post).filter(case=case).select_related("by").order_by("-on", "-id")
    )


def earlier_of(case: Case, post: Post) -> list[Case]:
    """The same household's other cases: what was identified anew."""
    return list(
        Case.objects.visible_to(post)
        .filter(household_id=case.household_id)
        .exclude(pk=case.pk)
        .order_by("-id")
    )


def under_way(post: Post) -> QuerySet[Case]:
    """Cases with an elimination that has not ended, or was not announced yet."""
    mine = Elimination.objects.filter(case=OuterRef("pk"), state__in=OPEN_STATES)
    return _cases(post).filter(Exists(mine))


def ripe(post: Post) -> QuerySet[Case]:
    """应消未消: monitored long enough, nothing known is broken and no income known below the line, all measures delivered,
    the last follow-up good, nothing proposed; not who is held (暂不标注), as nobody there is able to work.
    """
    case = OuterRef("pk")
    measures = Measure.objects.filter(case=case)
    newest = FollowUp.objects.filter(case=case).order_by("-on", "-id").values("effect")[:1]
    since = _months_ago(int(number(LEAST)))
    told = MemberPlan.objects.filter(plan__case=case).order_by("-plan__edition").values("plan")[:1]
    found = _cases(post).alias(effect=Subquery(newest), told_in=Subquery(told))
    return found.filter(
        ~Exists(Elimination.objects.filter(case=case, state__in=UNDER_WAY)),
        ~_broken(),
        ~_held(),
        Exists(measures.filter(state=MeasureState.DELIVERED)),
        ~Exists(measures.filter(state__in=(MeasureState.PLANNED, MeasureState.DUE))),
        Q(approved_on=None) | Q(approved_on__lte=since),
        state=CaseState.MONITORED,
        effect=Effect.GOOD,
    )


def doubtful(post: Post) -> QuerySet[Case]:
    """消而不应: eliminated, and something known is broken now or a lead is open."""
    unstable = LookBack.objects.filter(case=OuterRef("pk"), stable=False)
    return _cases(post).filter(_broken() | Exists(unstable), state=CaseState.ELIMINATED)


def eliminated(post: Post) -> QuerySet[Case]:
    """Those whose risk has ended."""
    return _cases(post).filter(state=CaseState.ELIMINATED)


def looked(cases: Sequence[Case], post: Post) -> list[Looked]:
    """Each with what is known of it."""
    if not cases:
        return []
    known, line = known_of(cases), number(LINE)
    seen = LookBack.objects.visible_to(post).filter(case__in=cases).order_by("on", "id")
    last = {one.case_id: one for one in seen}
    found = Elimination.objects.visible_to(post).filter(case__in=cases, state__in=OPEN_STATES)
    now = {one.case_id: one for one in found}
    return [Looked(one, known[one.pk], line, last.get(one.pk), now.get(one.pk)) for one in cases]


def _cases(post: Post) -> QuerySet[Case]:
    return Case.objects.visible_to(post).select_related("household", "village__parent", "township")


def _broken() -> Q:
    home = OuterRef("household_id")
    facts = CurrentFact.objects.filter(household_id=home)
    told = Q(kind=PER_HEAD.code, fact__num__lte=number(LINE))
    for kind, values in TROUBLES.items():
        told |= Q(kind=kind, fact__code__in=values) if values else Q(kind=kind)
    leads = Lead.objects.filter(household_id=home).exclude(state=LeadState.CLOSED)
    return Q(Exists(facts.filter(told).exclude(fact__valid_to__lte=clock.today()))) | Q(Exists(leads))


def _held() -> Q:
    """As `Known.held` says of one household: of the newest plan that tells of labour, nobody able."""
    labour = MemberPlan.objects.filter(plan=OuterRef("told_in")).exclude(labour="")
    return Q(Exists(labour)) & ~Q(Exists(labour.filter(labour__in=ABLE | WEAK)))


def _months_ago(months: int) -> date:
    today = clock.today()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28))
