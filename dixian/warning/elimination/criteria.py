"""The four conditions of households, computed from what the rooms below know; set-based."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
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


@dataclass
class Known:
    """What is known of a household for the four conditions.

    income: net income per head, as last confirmed; months: how long it has stood above the line until then.
    broken: a sentence for each guarantee that is; troubles: the kinds of facts that say so.
    effect, followed_on: of the last follow-up; changed_on: when the newest risk came or the last measure was delivered.
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
        leads = Lead.objects.filter(household__in=by_home).exclude(state=LeadState.CLOSED)
        for home, count in leads.values_list("household_id").annotate(n=Count("id")).order_by():
            by_home[home].open_leads = count
        names = labels("at_risk_reason")
        risks = CaseRisk.objects.filter(case__in=found, to_on=None)
        for case, risk, day in risks.values_list("case_id", "risk", "from_on"):
            found[case].risks.append(names.get(risk, risk))
            found[case].since(day)
        _measures(found)
        _labour(found)
        for one in FollowUp.objects.filter(case__in=found).order_by("on", "id"):
            found[one.case_id].effect, found[one.case_id].followed_on = one.effect, one.on
    return found


def _facts(by_home: dict[int, Known]) -> None:
    kinds, collected = kinds_by_code(), {PER_HEAD.code, ABOVE.code}
    facts = CurrentFact.objects.filter(household__in=by_home, kind__in={*TROUBLES, *collected})
    facts = facts.select_related("fact").exclude(fact__valid_to__lte=clock.today())
    for one in facts.order_by("id"):
        if one.kind == PER_HEAD.code:
            by_home[one.household_id].income = one.fact.num
        elif one.kind == ABOVE.code and one.fact.day:
            by_home[one.household_id].months = months_between(one.fact.day, one.fact.valid_from)
        elif not TROUBLES[one.kind] or one.fact.code in TROUBLES[one.kind]:
            said = (
                f"{kinds[one.kind].title}：{one.fact.code}（{one.fact.source_label}，{one.fact.valid_from}）"
            )
            by_home[one.household_id].broken.append(said)
            by_home[one.household_id].troubles.add(one.kind)


def _measures(found: dict[int, Known]) -> None:
    rows = (
        Measure.objects.filter(case__in=found)
        .values_list("case_id")
        .annotate(
            done=Count("id", filter=Q(state=MeasureState.DELIVERED)),
            owed=Count("id", filter=Q(state__in=(MeasureState.PLANNED, MeasureState.DUE))),
            idle=Count("id", filter=Q(effect=Effect.NONE)),
            last=Max("delivered_on"),
        )
    )
    for case, done, owed, idle, last in rows.order_by():
        found[case].since(last)
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
