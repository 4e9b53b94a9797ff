"""The synthetic county brought into an installation: its register, and the department's files beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from dixian.foundation.accounts.api import system_scope
from dixian.foundation.areas.api import Area, packaged_villages
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import HouseholdRow, PersonRow, group_of, load_register
from dixian.simulation.world.costs import Cost, own_costs
from dixian.simulation.world.files import write_costs
from dixian.simulation.world.mistyping import mistyped
from dixian.simulation.world.people import Home, Tell, make_county, told
from dixian.warning.alerts.api import RuleSheet
from dixian.warning.cases.api import take_over

SINCE = date(2024, 1, 1)
ACTOR = "command:demo"
# The kind whose files are written.
COSTS = "yb_zifu"


@dataclass(frozen=True)
class LoadedCounty:
    """The true county, its village with most to show, and the costs of each month written to a file."""

    homes: list[Home]
    persons: int
    village: str
    files: dict[Month, Path]
    costs: dict[Month, list[Cost]]


def load_county(
    *, people: int, seed: int, files: Path, months: tuple[Month, Month], tell: Tell
) -> LoadedCounty:
    """Make the county, write the department's file of both months, load the register with what one village mistyped."""
    homes = _made(people, seed, tell)
    written, costs = {}, {}
    files.mkdir(parents=True, exist_ok=True)
    wanted = sorted(months)
    for number, month in enumerate(wanted):
        tell("写部门文件", number, len(wanted))
        costs[month] = list(own_costs(homes, seed=seed, month=month.number, dirt=True))
        written[month] = files / f"医保自付-{month.code}.xlsx"
        write_costs(written[month], costs[month], month=month.code)
    tell("写部门文件", len(wanted), len(wanted))
    village = hardest_hit(
        homes, before=costs[wanted[0]], now=costs[wanted[1]], fresh_year=wanted[1].number == 1
    )
    ill = {cost.true_person for told_of in costs.values() for cost in told_of}
    persons = _registered(mistyped(homes, village=village, spared=ill), people, tell)
    return LoadedCounty(homes, persons, village, written, costs)


def register_county(*, people: int, seed: int, tell: Tell) -> tuple[list[Home], int]:
    """Make the county and load its register. Returns the households, and how many persons were loaded."""
    homes = _made(people, seed, tell)
    return homes, _registered(homes, people, tell)


def _made(people: int, seed: int, tell: Tell) -> list[Home]:
    return list(told(make_county(people=people, seed=seed, villages=packaged_villages()), people, tell))


def _registered(homes: Iterable[Home], people: int, tell: Tell) -> int:
    """How many persons were loaded."""
    with system_scope(ACTOR):
        with reading():
            ids = dict(Area.objects.values_list("code", "id"))
        persons = load_register(
            rows(homes, ids), since=SINCE, progress=lambda done: tell("登记户档案", done, people)
        )
        with writing():
            take_over()
    return persons


def rows(homes: Iterable[Home], areas: Mapping[str, int]) -> Iterator[HouseholdRow]:
    """The synthetic county in the form the register is loaded from; areas: code -> id."""
    for home in homes:
        yield HouseholdRow(
            number=home.number,
            village=areas[home.village],
            group_name=home.group_name,
            kind=home.kind,
            monitored=home.monitored,
            phone=home.persons[0].phone,
            persons=tuple(
                PersonRow(one.number, one.name, one.id_number, one.sex, one.birth, one.relation, one.phone)
                for one in home.persons
            ),
        )


def hardest_hit(
    homes: Iterable[Home], *, before: Iterable[Cost], now: Iterable[Cost], fresh_year: bool
) -> str:
    """The code of the village of 各乡镇 with most to show: households over their line last month, and new ones.

    before, now: what both months cost; fresh_year: a new year began between them, which counts from nothing.
    """
    with system_scope(ACTOR), reading():
        sheets = RuleSheet.objects.filter(valid_to=None, kind__code=COSTS).values_list("group", "amount")
        lines = {group: amount for group, amount in sheets if amount is not None}
        proper = set(Area.objects.filter(is_township_proper=True).values_list("code", flat=True))
    home_of = {
        person.number: home
        for home in homes
        for person in home.persons
        if home.village[: len(next(iter(proper)))] in proper
    }
    over, over_now = (_over(costs, home_of, lines) for costs in (before, now))
    fresh = over_now if fresh_year else over_now - over
    # By household, as leads are.
    stands = Counter(home.village for home in {home_of[number] for number in over})
    comes = Counter(home.village for home in {home_of[number] for number in fresh})
    villages = sorted({home.village for home in home_of.values()})
    return max(villages, key=lambda code: (bool(comes[code]), min(comes[code], stands[code]), stands[code]))


def _over(costs: Iterable[Cost], home_of: Mapping[str, Home], lines: Mapping[str, Decimal]) -> set[str]:
    found = set()
    for cost in costs:
        home = home_of.get(cost.true_person)
        if home is None or cost.error:
            continue
        group = group_of(kind=home.kind, monitored=home.monitored, risk_eliminated=False)
        if cost.amount >= lines[group]:
            found.add(cost.true_person)
    return found
