"""Who belongs where today: the register and the present facts, asked set-based."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import CurrentFact, kinds_by_code
from dixian.registry.focus.criteria import Lines, criteria
from dixian.registry.focus.enums import FocusGroup
from dixian.registry.focus.rules import Criterion, Evidence, begins, joined, meets, sentence
from dixian.registry.households.api import Household
from dixian.registry.households.enums import HouseholdKind, Monitored

# (household, group)
Key = tuple[int, str]
ALL_GROUPS: Sequence[str] = FocusGroup.values


@dataclass(frozen=True, slots=True)
class Found:
    """Where the household lives, who owns the sensitive fact behind it, and why it belongs there."""

    village: int
    owner: int | None
    sentence: str
    rule: str


def computed(
    lines: Lines,
    *,
    households: Sequence[int] | None = None,
    groups: Collection[str] = ALL_GROUPS,
    post: Post | None = None,
) -> dict[Key, Found]:
    """All who belong to these groups today; households: only of these (some hundred); post: only what it reaches."""
    living = Q(valid_to=None) if households is None else Q(valid_to=None, pk__in=households)
    found = dict(_from_register(living, lines, groups, post))
    asked = [one for one in criteria() if one.group in groups]
    if asked:
        found.update(met(asked, lines, households, post))
    return found


def _from_register(
    living: Q, lines: Lines, groups: Collection[str], post: Post | None
) -> Iterator[tuple[Key, Found]]:
    homes = (
        Household.objects.filter(living)
        if post is None
        else Household.objects.visible_to(post).filter(living)
    )
    fields = ("id", "village_id")
    if FocusGroup.RELIEVED in groups:
        rule, why = lines.edition(FocusGroup.RELIEVED), "户档案登记为脱贫户"
        for home, village in homes.filter(kind=HouseholdKind.POVERTY_RELIEVED).values_list(*fields):
            yield (home, str(FocusGroup.RELIEVED)), Found(village, None, why, rule)
    if FocusGroup.MONITORED in groups:
        rule = lines.edition(FocusGroup.MONITORED)
        said = {kind: f"{label}，风险尚未消除" for kind, label in Monitored.choices}
        watched = homes.exclude(monitored="").filter(risk_eliminated=False)
        for home, village, kind in watched.values_list(*fields, "monitored"):
            yield (home, str(FocusGroup.MONITORED)), Found(village, None, said[kind], rule)


def met(
    asked: Sequence[Criterion],
    lines: Lines,
    households: Sequence[int] | None = None,
    post: Post | None = None,
) -> dict[Key, Found]:
    """(household, group) -> why, of all whose present facts meet one of these criteria; one criterion a kind of fact."""
    titles = _titles(asked)
    by_kind = {one.kind: (place, one) for place, one in enumerate(asked)}
    met: dict[Key, list[tuple[int, int, int | None, str]]] = {}
    for home, village, kind, owner, evidence in _evidence(asked, lines, households, post):
        place, criterion = by_kind[kind]
        if meets(criterion, evidence, lines.values):
            said = sentence(criterion, evidence, lines.values, titles[kind])
            met.setdefault((home, criterion.group), []).append((place, village, owner, said))
    rules = {group: lines.edition(group) for group in {one.group for one in asked}}
    return {key: _found(reasons, rules[key[1]]) for key, reasons in met.items()}


def _found(reasons: list[tuple[int, int, int | None, str]], rule: str) -> Found:
    reasons.sort()
    _, village, owner, _ = reasons[0]
    return Found(village, owner, joined([said for *_, said in reasons]), rule)


def _evidence(
    asked: Sequence[Criterion], lines: Lines, households: Sequence[int] | None, post: Post | None
) -> Iterator[tuple[int, int, str, int | None, Evidence]]:
    """One row a household and kind, whatever the number of its people."""
    today = clock.today()
    facts = CurrentFact.objects.all() if post is None else CurrentFact.objects.visible_to(post)
    facts = facts.filter(reduce(or_, [_wanted(one, lines, today) for one in asked]), household__valid_to=None)
    if households is not None:
        facts = facts.filter(household_id__in=households)
    # Between midnight and the night's turn a fact that has just ended still stands in the table.
    facts = facts.exclude(fact__valid_to__lte=today)
    rows: Any = facts.values_list("household_id", "household__village_id", "kind").annotate(
        owner=Max("owner_id"),
        total=Sum("fact__num"),
        value=Min("fact__code"),
        since=Max("fact__valid_from"),
        count=Count("id"),
        source=Max("fact__source_label"),
    )
    # What reaches no line need not be brought here to be found so.
    rows = rows.filter(reduce(or_, [_reached(one, lines) for one in asked]))
    for home, village, kind, owner, total, value, since, count, source in rows.order_by().iterator(5000):
        evidence = Evidence(total=total, value=value, since=since, count=count, source=source)
        yield home, village, kind, owner, evidence


def _wanted(criterion: Criterion, lines: Lines, today: date) -> Q:
    wanted = Q(kind=criterion.kind)
    first = begins(criterion, lines.values, today)
    if first is not None:
        wanted &= Q(fact__valid_from__gte=first)
    if criterion.values:
        wanted &= Q(fact__code__in=criterion.values)
    return wanted


def _reached(criterion: Criterion, lines: Lines) -> Q:
    if criterion.least:
        return Q(kind=criterion.kind, total__gte=lines.values[criterion.least])
    if criterion.most:
        return Q(kind=criterion.kind, total__lte=lines.values[criterion.most])
    return Q(kind=criterion.kind)


def _titles(asked: Sequence[Criterion]) -> dict[str, str]:
    kinds = kinds_by_code()
    return {one.kind: kinds[one.kind].title if one.kind in kinds else one.title for one in asked}
