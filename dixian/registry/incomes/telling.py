"""What a confirmed statement tells as facts: income per head, its fall, since when it has stood above the line."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dixian.foundation.policy.api import number
from dixian.registry.facts.api import FactKind, NewFact, declare, post_facts
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.registry.incomes.models import Campaign, Statement
from dixian.registry.incomes.rules import above_since, fall_of

BUREAU = "nyncj"
LINE, GAP = "line.income", "income.gap.months"
PER_HEAD = declare(FactKind("income.per_head", "家庭人均纯收入", "num", BUREAU, sensitive=True, unit="元"))
FALL = declare(FactKind("income.fall", "人均纯收入比上年减少", "num", BUREAU, sensitive=True, unit="%"))
ABOVE = declare(FactKind("income.above", "人均纯收入超过监测范围，自", "day", BUREAU, sensitive=True))


def tell(campaign: Campaign, statements: Sequence[Statement]) -> None:
    """Post what these confirmed statements of one campaign say (at most some hundred)."""
    told: list[NewFact] = []
    since = _above(statements)
    for one in statements:
        told.append(_fact(campaign, one, PER_HEAD, one.per_head))
        fall = fall_of(one.per_head, one.before.per_head if one.before else None)
        if fall is not None and campaign.kind == CampaignKind.YEAR:
            told.append(_fact(campaign, one, FALL, fall))
        begun = since.get(one.household_id)
        ended = None if begun else campaign.last
        told.append(_fact(campaign, one, ABOVE, begun or campaign.last, ended))
    post_facts(told)


def _fact(
    campaign: Campaign, one: Statement, kind: FactKind, value: Decimal | date, valid_to: date | None = None
) -> NewFact:
    return NewFact(
        kind=kind.code,
        household=one.household_id,
        village=one.village_id,
        value=value,
        valid_from=campaign.last,
        valid_to=valid_to,
        source_label="收入采集",
        source_uid=one.uid,
    )


def _above(statements: Sequence[Statement]) -> dict[int, date]:
    """Household -> since when it has stood above the line; whoever does not is left out."""
    series: dict[int, list[tuple[date, Decimal, Decimal]]] = defaultdict(list)
    lines: dict[date, Decimal] = {}
    rows = Statement.objects.filter(
        household__in=[one.household_id for one in statements], state=StatementState.CONFIRMED
    ).order_by("campaign__last", "campaign__kind", "id")
    for home, last, per_head in rows.values_list("household_id", "campaign__last", "per_head"):
        if last not in lines:
            lines[last] = number(LINE, last)
        series[home].append((last, per_head, lines[last]))
    gap = int(number(GAP))
    found = {home: above_since(told, gap) for home, told in series.items()}
    return {home: day for home, day in found.items() if day}
