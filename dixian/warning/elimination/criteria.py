"""The four conditions of households, computed from what the rooms below know; set-based."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Max, Q

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import labels, numbers
from dixian.registry.facts.api import CurrentFact, kinds_by_code
from dixian.registry.incomes.api import ABOVE, PER_HEAD, months_between
from dixian.warning.cases.api import Case, CaseRisk
from dixian.warning.elimination import rules
from dixian.warning.elimination.enums import Criterion
from dixian.warning.elimination.rules import TROUBLES, Judged, Typed
from dixian.warning.measures.api import ABLE, WEAK, FollowUp, Measure, MemberPlan, Plan
from dixian.warning.measures.enums import Effect, MeasureState

LINE, LEAST = "line.income", "elimination.months"
OWED = (MeasureState.PLANNED, MeasureState.DUE)


@dataclass(frozen=True)
class Came:
    """A trouble that stands under a condition: when it was entered, and what it is."""

    under: Criterion
    at: datetime
    said: str


@dataclass
class Known:
    """What is known of a household for the four conditions.

    income: net income per head, as last confirmed; months: how long it has stood above the line until then.
    broken: a sentence for each guarantee that is; troubles: the kinds of facts that say so.
    effect, followed_on: of the last follow-up; changed_on: when the newest risk came or the last measure was delivered.
    came: each trouble with when it was entered; told_at: when the income was.
    """

    income: Decimal | None = None
    months: int | None = None
    broken: list[str] = field(default_factory=list)
    troubles: set[str] = field(default_factory=set)
    open_leads: int = 0
    risks: list[str] = field(default_factory=list)
    delivered: int = 0
    owed: int = 0
    idle: int = 0
    effect: str = ""
    followed_on: date | None = None
    changed_on: date | None = None
    labour: list[str] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)
    told_at: datetime | None = None

    def judged(self, typed: Typed, months: int | None = None) -> dict[Criterion, Judged]:
        """Each condition today. typed, months: what somebody says, which counts only where nothing was collected."""
        line, least = numbers(LINE, LEAST)
        return self.judged_by(line, int(least), typed, months)

    def judged_by(
        self, line: Decimal, least: int, typed: Typed, months: int | None = None
    ) -> dict[Criterion, Judged]:
        """The same by a line and a least number of months that were read once for many households."""
        income, months = self.counted(typed.amount, months)
        collected, effect = self.income is not None, self.effect_since
        return {
            Criterion.INCOME: rules.income(income, line, months, least, typed=typed, collected=collected),
            Criterion.GUARANTEES: rules.guarantees(self.broken),
            Criterion.RISK: rules.risk(self.open_leads, self.risks, gone=effect == Effect.GOOD),
            Criterion.MEASURES: rules.measures(self.delivered, self.owed, effect, self.idle),
        }

    def counted(self, income: Decimal | None, months: int | None) -> tuple[Decimal | None, int | None]:
        """What was collected, in place of what the village says."""
        return (income, months) if self.income is None else (self.income, self.months or 0)

    def newer(self, under: Criterion, than: datetime, line: Decimal) -> list[str]:
        """The troubles under a condition that were entered after a moment: no word that was said then speaks of them."""
        found = [one.said for one in self.came if one.under == under and one.at > than]
        below = self.income is not None and self.income <= line
        if under == Criterion.INCOME and below and self.told_at and self.told_at > than:
            found.append(f"审核过的人均纯收入 {self.income:,.2f} 元，没有超过监测范围 {line:,.2f} 元")
        return found

    @property
    def effect_since(self) -> str:
        """What the last follow-up saw; "" where it was before the newest risk or the last delivery."""
        late = self.followed_on and self.changed_on and self.followed_on < self.changed_on
        return "" if late else self.effect

    def since(self, day: date | None) -> None:
        """A risk came or a measure was delivered on a day."""
        self.changed_on = max(filter(None, (self.changed_on, day)), default=None)

    @property
    def held(self) -> bool:
        """Nobody in the household is able to work (暂不标注)."""
        return rules.held(self.labour, ABLE | WEAK, "")


def known_of(cases: Sequence[Case]) -> dict[int, Known]:
    """Case id -> what is known, in seven queries. Judged by everything, whatever the acting post reaches."""
    found = {one.pk: Known() for one in cases}
    by_home = {one.household_id: found[one.pk] for one in cases}
    with beyond_scope():
        _facts(by_home)
        _leads(by_home)
        names = labels("at_risk_reason")
        risks = CaseRisk.objects.filter(case__in=found, to_on=None)
        for case, risk, day, at in risks.values_list("case_id", "risk", "from_on", "made_at"):
            found[case].risks.append(names.get(risk, risk))
            found[case].since(day)
            found[case].came.append(Came(Criterion.RISK, at, f"新登记的风险：{names.get(risk, risk)}"))
        _measures(found)
        _labour(found)
        _followed(found)
    return found


def _leads(by_home: dict[int, Known]) -> None:
    """A source that joins a lead which was open already is as new as a lead of its own."""
    leads = Lead.objects.filter(household__in=by_home).exclude(state=LeadState.CLOSED).order_by("id")
    told: dict[int, set[int]] = defaultdict(set)
    for home, lead, opened, joined in leads.values_list("household_id", "id", "made_at", "sources__made_at"):
        at = joined or opened
        told[home].add(lead)
        by_home[home].open_leads = len(told[home])
        by_home[home].came.append(Came(Criterion.RISK, at, f"{clock.day_of(at)} 报来的线索没有办结"))


def _followed(found: dict[int, Known]) -> None:
    for one in FollowUp.objects.filter(case__in=found).order_by("on", "id"):
        known = found[one.case_id]
        known.effect, known.followed_on = one.effect, one.on
        if one.effect != Effect.GOOD:
            known.came.append(
                Came(Criterion.MEASURES, one.made_at, f"{one.on} 跟踪走访：{one.get_effect_display()}")
            )


def _facts(by_home: dict[int, Known]) -> None:
    kinds, collected = kinds_by_code(), {PER_HEAD.code, ABOVE.code}
    facts = CurrentFact.objects.filter(household__in=by_home, kind__in={*TROUBLES, *collected})
    facts = facts.select_related("fact").exclude(fact__valid_to__lte=clock.today())
    for one in facts.order_by("id"):
        if one.kind == PER_HEAD.code:
            by_home[one.household_id].income = one.fact.num
            by_home[one.household_id].told_at = one.fact.made_at
        elif one.kind == ABOVE.code and one.fact.day:
            by_home[one.household_id].months = months_between(one.fact.day, one.fact.valid_from)
        elif not TROUBLES[one.kind] or one.fact.code in TROUBLES[one.kind]:
            said = (
                f"{kinds[one.kind].title}：{one.fact.code}（{one.fact.source_label}，{one.fact.valid_from}）"
            )
            by_home[one.household_id].broken.append(said)
            by_home[one.household_id].troubles.add(one.kind)
            by_home[one.household_id].came.append(Came(Criterion.GUARANTEES, one.fact.made_at, said))


def _measures(found: dict[int, Known]) -> None:
    rows = (
        Measure.objects.filter(case__in=found)
        .values_list("case_id")
        .annotate(
            done=Count("id", filter=Q(state=MeasureState.DELIVERED)),
            owed=Count("id", filter=Q(state__in=OWED)),
            idle=Count("id", filter=Q(effect=Effect.NONE)),
            last=Max("delivered_on"),
            owed_at=Max("made_at", filter=Q(state__in=OWED)),
        )
    )
    for case, done, owed, idle, last, owed_at in rows.order_by():
        found[case].since(last)
        if owed_at:
            found[case].came.append(Came(Criterion.MEASURES, owed_at, "新增的帮扶措施没有落实"))
        found[case].delivered, found[case].owed, found[case].idle = done, owed, idle


def _labour(found: dict[int, Known]) -> None:
    """Of the newest version that says something of it."""
    newest: dict[int, int] = dict(
        Plan.objects.filter(case__in=found, members__isnull=False)
        .order_by("edition")
        .values_list("case_id", "id")
    )
    told: dict[int, list[str]] = defaultdict(list)
    for plan, labour in MemberPlan.objects.filter(plan__in=newest.values()).values_list("plan_id", "labour"):
        told[plan].append(labour)
    for case, plan in newest.items():
        found[case].labour = told[plan]
