"""Leads that departments warned of, by township and what was reported: where they gather (R2.2)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum

from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.figures.api import Standout
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.policy.api import numbers
from dixian.registry.households.api import Household
from dixian.warning.alerts.models import Alert
from dixian.warning.submissions.api import Batch, DataKind

LEAST, TIMES = "cluster.leads.least", "cluster.rate.times"
THOUSAND = 1000


@dataclass(frozen=True)
class Cluster:
    """So many leads of a kind in a township, and both rates per 1,000 people. township: its id; kind: of a kind of data its id,
    of a risk its code.
    """

    township: int
    kind: Any
    leads: int
    rate: Decimal
    county: Decimal

    @property
    def times(self) -> Decimal:
        """How many times the county's rate."""
        return self.rate / self.county

    def told_of(self, town: Area) -> str:
        """How many in the township, and how far above the county."""
        return (
            f"{town.name}有 {self.leads} 户，每千人 {self.rate:.1f} 户，"
            f"是全县（每千人 {self.county:.1f} 户）的 {self.times:.1f} 倍。"
        )


def gathered(
    counted: Mapping[tuple[int, Any], int], people: Mapping[int, int], *, least: Decimal, times: Decimal
) -> list[Cluster]:
    """The groups (township, kind) that stand out, farthest above the county first; those without people are no place."""
    everybody, of_kind = sum(people.values()), Counter[Any]()
    for (_, kind), leads in counted.items():
        of_kind[kind] += leads
    found = []
    for (township, kind), leads in counted.items():
        if leads >= least and people.get(township):
            rate = Decimal(leads) * THOUSAND / people[township]
            county = Decimal(of_kind[kind]) * THOUSAND / everybody
            if rate >= times * county:
                found.append(Cluster(township, kind, leads, rate, county))
    return sorted(found, key=lambda one: (-one.times, -one.leads, one.township, one.kind))


def find(first: date, last: date) -> Sequence[Standout]:
    """Leads found in these days that departments warned of, where a township stands out; in a fixed number of queries."""
    counted = _counted(first, last)
    if not counted:
        return []
    least, times = numbers(LEAST, TIMES)
    clusters = gathered(counted, people_of_townships(), least=least, times=times)
    towns = Area.objects.in_bulk({one.township for one in clusters})
    kinds = DataKind.objects.select_related("unit").in_bulk({one.kind for one in clusters})
    return [_told(one, towns[one.township], kinds[one.kind], first, last) for one in clusters]


def alerted_of(leads: Any, kind: str, post: Post) -> Any:
    """Those of the leads that an alert of this kind of data belongs to, as far as the post sees alerts."""
    alerts = Alert.objects.visible_to(post).filter(batch__submission__kind__code=kind)
    sources = LeadSource.objects.visible_to(post).filter(kind="alert", source_uid__in=alerts.values("uid"))
    return leads.filter(pk__in=sources.values("lead"))


def _counted(first: date, last: date) -> dict[tuple[int, int], int]:
    """(township, kind) -> how many leads; a lead counts once, however many files of the kind warned of it."""
    found = LeadSource.objects.filter(kind="alert", lead__opened_on__range=(first, last)).order_by()
    rows: Iterable[tuple[int, int, Any]] = found.values_list("lead__township", "lead", "group_uid").distinct()
    rows = list(rows)
    kinds = dict(
        Batch.objects.filter(uid__in={batch for _, _, batch in rows}).values_list(
            "uid", "submission__kind_id"
        )
    )
    leads: dict[tuple[int, int], set[int]] = defaultdict(set)
    for township, lead, batch in rows:
        leads[township, kinds[batch]].add(lead)
    return {group: len(some) for group, some in leads.items()}


def people_of_townships() -> dict[int, int]:
    """Township -> how many people its households have."""
    standing = Household.objects.filter(valid_to=None).order_by().values_list("village__parent")
    return dict(standing.annotate(people=Sum("size")))


def _told(one: Cluster, town: Area, kind: DataKind, first: date, last: date) -> Standout:
    asked = urlencode({"township": town.code, "kind": kind.code, "from": first, "to": last})
    return Standout(
        code=f"cluster:{town.code}:{kind.code}",
        title=f"{town.name}：{kind.unit}“{kind.name}”线索集中",
        sentence=(f"{zh_day(first)}至{zh_day(last)}，{kind.unit}“{kind.name}”预警，{one.told_of(town)}"),
        door=f"/leads/?{asked}",
    )
