"""A campaign begins: everybody who belongs to it gets a statement, filled in advance; whoever comes later joins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Sum

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.registry.facts.api import CurrentFact
from dixian.registry.households.api import Household
from dixian.registry.households.enums import HouseholdKind
from dixian.registry.incomes import tree
from dixian.registry.incomes.duties import follow
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.registry.incomes.models import Campaign, Statement, VillageList
from dixian.registry.incomes.rules import Income, quarter_before, twelve_months_to, year_ends, year_of
from dixian.registry.incomes.telling import BUREAU

OPEN = "incomes.open"
LIMITS = {CampaignKind.YEAR: "limit.income", CampaignKind.QUARTER: "limit.income.quarter"}
# Item -> the kind of fact that tells it, summed over the household.
FROM_FACTS = {"medical": "health.own_cost", "tuition": "education.paid"}
MONITORED = Q(risk_eliminated=False) & ~Q(monitored="")
# A monitored household stays in the yearly collecting also when its risk has gone.
OF_KIND = {
    CampaignKind.YEAR: Q(kind=HouseholdKind.POVERTY_RELIEVED) | ~Q(monitored=""),
    CampaignKind.QUARTER: MONITORED,
}
PIECE = 500


@transaction.atomic
def open_year(*, post: Post) -> Campaign:
    """The bureau begins the year's collecting, of the twelve months to the last 30 September.

    Where its income was taken over from before, that is what the statements begin with (`taking_up.py`).
    Raises NotAllowed; Refusal where it has begun.
    """
    post.require(Capability.RELEASE)
    today = clock.today()
    last = year_ends(year_of(today) or today.year - 1)
    if _begun(CampaignKind.YEAR, last):
        raise Refusal(f"{last.year}年度收入采集已经开始", "在进度里看各村采集情况")
    return begin(CampaignKind.YEAR, last, today)


def begin(kind: CampaignKind, last: date, opened_on: date) -> Campaign:
    """The campaign of twelve months, made where it is not there or its income was only taken over; its households get their
    statements in the background.
    """
    days = {"opened_on": opened_on, "due_on": due(LIMITS[kind], opened_on)}
    made, new = Campaign.objects.get_or_create(
        kind=kind, last=last, defaults={"first": twelve_months_to(last), **days}
    )
    if not new and made.taken_over:
        Campaign.objects.filter(pk=made.pk).update(version=F("version") + 1, **days)
        made.refresh_from_db()
    enqueue(OPEN, key=f"{OPEN}:{made.pk}:{clock.today()}", campaign=made.pk)
    return made


def begin_due(today: date) -> list[Campaign]:
    """The campaigns whose time it is begin by themselves."""
    found = []
    year = year_of(today)
    if year is not None:
        found.append((CampaignKind.YEAR, year_ends(year), date(year, 10, 1)))
    quarter = quarter_before(today)
    if quarter is not None:
        found.append((CampaignKind.QUARTER, quarter, date.fromordinal(quarter.toordinal() + 1)))
    begun = []
    for kind, last, opened_on in found:
        if _begun(kind, last) or today <= due(LIMITS[kind], opened_on):
            begun.append(begin(kind, last, opened_on))
    return begun


def _begun(kind: CampaignKind, last: date) -> bool:
    """Whether it is collected here; income that was only taken over is not."""
    return Campaign.objects.filter(kind=kind, last=last, due_on__gt=F("last")).exists()


def missing_of(campaign: Campaign) -> list[int]:
    """Households that belong to the campaign and have no statement in it."""
    own = Statement.objects.filter(campaign=campaign, household=OuterRef("pk"))
    homes = Household.objects.filter(OF_KIND[CampaignKind(campaign.kind)], ~Exists(own), valid_to=None)
    return list(homes.order_by("id").values_list("id", flat=True))


def join(households: Sequence[int]) -> int:
    """These households are monitored, whatever the register says yet: they take part in what is being collected.

    Returns how many statements were made. Idempotent.
    """
    made = 0
    for campaign in Campaign.objects.filter(due_on__gte=clock.today()).order_by("id"):
        for start in range(0, len(households), PIECE):
            made += add(campaign, households[start : start + PIECE])
    return made


@transaction.atomic
def add(campaign: Campaign, households: Sequence[int]) -> int:
    """A statement for each of these (some hundred) that has none. Returns how many were made."""
    known = Statement.objects.filter(campaign=campaign, household__in=households)
    here = Household.objects.filter(pk__in=households, valid_to=None)
    homes = list(here.exclude(pk__in=known.values("household_id")).order_by("id"))
    if not homes:
        return 0
    villages = sorted({home.village_id for home in homes})
    VillageList.objects.bulk_create(
        [VillageList(campaign=campaign, village_id=one) for one in villages], ignore_conflicts=True
    )
    filled = _in_advance(campaign, homes)
    owner = unit(BUREAU).pk
    Statement.objects.bulk_create(
        [_statement(campaign, home, owner, filled[home.pk]) for home in homes], batch_size=PIECE
    )
    follow(campaign, villages)
    return len(homes)


@dataclass
class InAdvance:
    """What is known of a household: the last statement, and its amounts with what facts say since."""

    before: int | None = None
    amounts: dict[str, Decimal] = field(default_factory=dict)


def _in_advance(campaign: Campaign, homes: Sequence[Household]) -> dict[int, InAdvance]:
    """Household -> what its statement begins with, in two queries."""
    found = {home.pk: InAdvance() for home in homes}
    for home, pk, amounts in last_of(campaign, found):
        found[home] = InAdvance(pk, tree.read(amounts))
    facts = CurrentFact.objects.filter(household__in=found, kind__in=FROM_FACTS.values())
    facts = facts.exclude(fact__valid_to__lte=clock.today())
    items = {kind: item for item, kind in FROM_FACTS.items()}
    rows: Any = facts.values_list("household_id", "kind").annotate(total=Sum("fact__num")).order_by()
    for home, kind, total in rows:
        found[home].amounts[items[kind]] = total
    return found


def last_of(campaign: Campaign, households: Any) -> Iterator[tuple[int, int, dict[str, str]]]:
    """The confirmed statements before, or what was taken over, the latest of each household last."""
    earlier = Statement.objects.filter(
        household__in=households,
        state__in=(StatementState.CONFIRMED, StatementState.IMPORTED),
        campaign__last__lt=campaign.last,
    )
    if campaign.kind == CampaignKind.YEAR:
        earlier = earlier.filter(campaign__kind=CampaignKind.YEAR)
    yield from earlier.order_by("campaign__last", "id").values_list("household_id", "id", "amounts")


def _statement(campaign: Campaign, home: Household, owner: int, known: InAdvance) -> Statement:
    size = max(1, home.size)
    sums = tree.sums_of(known.amounts)
    return Statement(
        campaign=campaign,
        household=home,
        village_id=home.village_id,
        owner_id=owner,
        before_id=known.before,
        size=size,
        amounts=tree.stored(known.amounts),
        per_head=Income(size=size, **sums).per_head,
        **sums,
    )
