"""Which households give cause for doubt today, asked set-based."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import years_from
from dixian.foundation.policy.api import labels, number
from dixian.registry.facts.api import CurrentFact
from dixian.registry.focus.api import Criterion, lines, met
from dixian.registry.households.api import Household, Person
from dixian.warning.cases.api import Case
from dixian.warning.doubts.enums import DoubtList
from dixian.warning.doubts.models import Doubt
from dixian.warning.doubts.receiving import Received
from dixian.warning.doubts.rules import Ground

FILE = Path(__file__).parent / "reference" / "doubts.toml"
# (household, list, code)
Key = tuple[int, str, str]
# What sets the groups asked for here apart from the focus groups.
PREFIX = "doubt."
DISABILITY, SEVERE = "disability.level", "severe_disability"
DESTITUTE, MINIMUM = "destitute", "dibao"


@dataclass(frozen=True, slots=True)
class Cause:
    """Where the household lives, and the sentence that says why."""

    village: int
    sentence: str


@cache
def grounds() -> Mapping[tuple[str, str], Ground]:
    """(list, code) -> ground, in the order of the file."""
    with FILE.open("rb") as file:
        tables = tomllib.load(file)["doubt"]
    made = [Ground(**{name: _frozen(told) for name, told in one.items()}) for one in tables]
    return {(one.list, one.code): one for one in made}


def title_of(doubt: Doubt) -> str:
    """What the doubt is, in words."""
    ground = grounds().get((doubt.list, doubt.code))
    return ground.title if ground else doubt.code


def _frozen(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told


def causes() -> dict[Key, Cause]:
    """Everybody who gives cause today, whatever the acting post reaches."""
    found: dict[Key, Cause] = {}
    kept, received = settled(), Received(grounds().values())
    for which in DoubtList.values:
        asked = [one for (of, _), one in grounds().items() if of == which]
        for (home, code), cause in _met([one for one in asked if not one.of_person]).items():
            if which != DoubtList.UNLISTED or home not in kept:
                found[home, which, code] = cause
        for one in asked:
            if one.of_person:
                found.update(_of_people(one, received))
    return _without_received(found, received)


def _met(asked: Sequence[Ground]) -> dict[tuple[int, str], Cause]:
    """(household, code) -> why, by facts. Several grounds may rest on one kind of fact, so each is asked by itself."""
    found: dict[tuple[int, str], Cause] = {}
    for one in asked:
        criterion = Criterion(
            group=f"{PREFIX}{one.code}",
            kind=one.kind,
            title=one.title,
            least=one.least,
            most=one.most,
            months=one.months,
            values=one.values,
        )
        told = met([criterion], lines(clock.today(), set(criterion.parameters)))
        homes = {home: Cause(said.village, said.sentence) for (home, _), said in told.items()}
        for home in _dependent(homes) if one.dependent else homes:
            found[home, one.code] = homes[home]
    return found


def _dependent(homes: Iterable[int]) -> set[int]:
    """Those of the households in which nobody can be expected to work: all are old, minors or severely disabled."""
    today, wanted = clock.today(), set(homes)
    severe = CurrentFact.objects.filter(
        kind=DISABILITY, fact__code__in=labels(SEVERE).values(), person=OuterRef("pk")
    )
    old = years_from(today, -int(number("doubt.pension.years")))
    child = years_from(today, -int(number("doubt.minor.years")))
    able = Person.objects.filter(valid_to=None).exclude(Q(birth__lte=old) | Q(birth__gt=child))
    return wanted - set(able.filter(~Exists(severe)).order_by().values_list("household_id", flat=True))


def _of_people(ground: Ground, received: Received) -> dict[Key, Cause]:
    """Households in which somebody is so old, or so disabled, and does not receive what the ground is about."""
    people = received.without(_people(ground), ground)
    rows: Any = people.order_by().values_list("household_id", "village_id")
    month = received.reported.get(ground.asked_of)
    said = f"；{month.label}的名册里没有" if month else ""
    return {
        (home, ground.list, ground.code): Cause(village, f"{count} 人{ground.title}（最早出生 {born}{said}）")
        for home, village, count, born in rows.annotate(n=Count("id"), born=Min("birth"))
    }


def entitled(ground: Ground) -> dict[int, set[int | None]]:
    """Household -> its members to whom the ground applies today, or None for the household; whoever receives it included."""
    if not ground.of_person:
        return {home: {None} for home, _ in _met([ground])}
    found: dict[int, set[int | None]] = defaultdict(set)
    for home, person in _people(ground).order_by().values_list("household_id", "id"):
        found[home].add(person)
    return found


def _people(ground: Ground) -> QuerySet[Person]:
    people = Person.objects.filter(valid_to=None, household__valid_to=None)
    if ground.years:
        old = years_from(clock.today(), -int(number(ground.years)))
        people = people.filter(birth__lte=old)
    if ground.table:
        values = labels(ground.table).values()
        facts = CurrentFact.objects.filter(kind=ground.kind, fact__code__in=values, person=OuterRef("pk"))
        people = people.filter(Exists(facts))
    return people


def settled() -> set[int]:
    """Households that are monitored, identified, or looked into already: no doubt stands about these."""
    known = Household.objects.filter(valid_to=None).filter(
        ~Q(monitored="") & Q(risk_eliminated=False)
        | Q(pk__in=Case.objects.open().values("household_id"))
        | Q(pk__in=Lead.objects.exclude(state=LeadState.CLOSED).values("household_id"))
    )
    return set(known.values_list("id", flat=True))


def _without_received(found: dict[Key, Cause], received: Received) -> dict[Key, Cause]:
    """The same without those who receive, or of whom it cannot be known; who is owed 特困供养 is not asked about 低保 too."""
    owed = dict(found)
    for (which, code), ground in grounds().items():
        if which == DoubtList.UNRECEIVED and not ground.of_person:
            homes = {home for home, of, named in owed if (of, named) == (which, code)}
            for home in received.receiving(ground, homes) if homes else ():
                del owed[home, which, code]
    for home, which, code in list(owed):
        if code == DESTITUTE:
            owed.pop((home, which, MINIMUM), None)
    return owed
