"""Which households give cause for doubt today, asked set-based."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import CurrentFact
from dixian.registry.focus.api import Criterion, lines, met
from dixian.registry.households.api import Household, Person
from dixian.warning.cases.api import Case
from dixian.warning.doubts.enums import DoubtList
from dixian.warning.doubts.rules import Ground, born_before
from dixian.warning.measures.api import Measure, Plan, Protection
from dixian.warning.measures.enums import MeasureState, PlanState, Standing

FILE = Path(__file__).parent / "reference" / "doubts.toml"
# (household, list, code)
Key = tuple[int, str, str]
# What sets the groups asked for here apart from the focus groups.
PREFIX = "doubt."
GETS = (Standing.HAS, Standing.APPLIED)


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


def _frozen(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told


def causes() -> dict[Key, Cause]:
    """Everybody who gives cause today, whatever the acting post reaches."""
    found: dict[Key, Cause] = {}
    for which in DoubtList.values:
        asked = [one for (of, _), one in grounds().items() if of == which]
        kept = _settled() if which == DoubtList.UNLISTED else set()
        for (home, code), cause in _met(asked).items():
            if home not in kept:
                found[home, which, code] = cause
    return _unreceived(found)


def _met(asked: Iterable[Ground]) -> dict[tuple[int, str], Cause]:
    """(household, code) -> why, by facts and by age."""
    by_fact = [one for one in asked if one.kind]
    criteria = [
        Criterion(
            group=f"{PREFIX}{one.code}",
            kind=one.kind,
            title=one.title,
            least=one.least,
            most=one.most,
            months=one.months,
            values=one.values,
        )
        for one in by_fact
    ]
    codes = {code for one in criteria for code in one.parameters}
    found = {
        (home, group.removeprefix(PREFIX)): Cause(one.village, one.sentence)
        for (home, group), one in met(criteria, lines(clock.today(), codes)).items()
    }
    for one in asked:
        if one.age:
            found.update(_of_age(one))
    return found


def _of_age(ground: Ground) -> dict[tuple[int, str], Cause]:
    """Households the county monitors in which somebody is so old and has no such protection."""
    old = Person.objects.filter(
        valid_to=None, birth__lte=born_before(clock.today(), ground.age), household__in=_monitored()
    )
    has = Protection.objects.filter(person=OuterRef("pk"), kind=ground.protection, standing__in=GETS)
    rows: Any = (
        old.filter(~Exists(has))
        .values_list("household_id", "village_id")
        .annotate(n=Count("id"), born=Min("birth"))
        .order_by()
    )
    return {
        (home, ground.code): Cause(village, f"{count} 人{ground.title}（最早出生 {born}）")
        for home, village, count, born in rows
    }


def _settled() -> set[int]:
    """Households that are monitored, identified, or looked into already: no doubt stands about these."""
    known = Household.objects.filter(valid_to=None).filter(
        ~Q(monitored="") & Q(risk_eliminated=False)
        | Q(pk__in=Case.objects.open().values("household_id"))
        | Q(pk__in=Lead.objects.exclude(state=LeadState.CLOSED).values("household_id"))
    )
    return set(known.values_list("id", flat=True))


def _monitored() -> Any:
    """Households with a plan that holds: of these it is known what they receive."""
    return Plan.objects.filter(state=PlanState.ADOPTED, case__in=Case.objects.approved()).values(
        "household_id"
    )


def _unreceived(found: dict[Key, Cause]) -> dict[Key, Cause]:
    """The same without those of whom it is known that they receive, or not known what they receive."""
    homes = {home for home, which, _ in found if which == DoubtList.UNRECEIVED}
    if not homes:
        return found
    known = set(_monitored().values_list("household_id", flat=True)) & homes
    measures: dict[int, set[str]] = {}
    rows = Measure.objects.filter(case__in=Case.objects.approved()).exclude(state=MeasureState.DROPPED)
    for home, kind in rows.values_list("household_id", "kind"):
        measures.setdefault(home, set()).add(kind)
    gets = set(Protection.objects.filter(standing__in=GETS).values_list("household_id", "kind"))
    lacked = {kind for one in grounds().values() for kind in one.lacks}
    facts = CurrentFact.objects.filter(kind__in=lacked).exclude(fact__valid_to__lte=clock.today())
    has = set(facts.values_list("household_id", "kind"))

    def receives(home: int, ground: Ground) -> bool:
        if ground.of_monitored and home not in known:
            return True
        by_fact = any((home, kind) in has for kind in ground.lacks)
        by_measure = bool(measures.get(home, set()) & set(ground.measures))
        return by_fact or by_measure or (not ground.age and (home, ground.protection) in gets)

    return {
        key: cause
        for key, cause in found.items()
        if key[1] == DoubtList.UNLISTED or not receives(key[0], grounds()[key[1], key[2]])
    }
