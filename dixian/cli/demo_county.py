"""The demo county: register, accounts, a department's files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from rich.progress import Progress

from dixian.foundation.accounts.api import appoint, create_user, extend_reach, system_scope
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Area, area, packaged_villages, unit
from dixian.foundation.audit.api import writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import Household, HouseholdRow, PersonRow, load_register
from dixian.simulation.world.costs import Cost, own_costs
from dixian.simulation.world.files import write_costs
from dixian.simulation.world.people import Home, make_county

TOWNSHIP_DIGITS = 9
SINCE = date(2024, 1, 1)
HELPED = 5
# A bill over every packaged line.
HIGH = 20_000
TOWNSHIP, VILLAGE = "{township}", "{village}"

# username, name, role, unit, area
ACCOUNTS = (
    ("yibao", "医保经办", Role.DEPARTMENT_CLERK, "ybj", None),
    ("yibaozhang", "医保负责", Role.DEPARTMENT_HEAD, "ybj", None),
    ("nongye", "农业经办", Role.BUREAU_CLERK, "nyncj", None),
    ("shenhe", "农业审核", Role.BUREAU_REVIEWER, "nyncj", None),
    ("juzhang", "农业负责", Role.BUREAU_HEAD, "nyncj", None),
    ("xiangzhen", "乡镇经办", Role.TOWNSHIP_CLERK, "xz-{township}", TOWNSHIP),
    ("xiangzhang", "乡镇负责", Role.TOWNSHIP_HEAD, "xz-{township}", TOWNSHIP),
    ("cun", "村里干部", Role.VILLAGE_CADRE, "c-{village}", VILLAGE),
    ("wangge", "网格员", Role.GRID_WORKER, "c-{village}", VILLAGE),
    ("zhucun", "驻村队员", Role.RESIDENT_TEAM, "c-{village}", VILLAGE),
    ("bangfu", "帮扶责任人", Role.HELPER, "rsj", None),
    ("weisheng", "卫生院经办", Role.SUBUNIT_CLERK, "wsy-{township}", None),
    ("lingdao", "县领导", Role.COUNTY_LEADER, "xzf", None),
    ("ducha", "督查员", Role.INSPECTOR, "xwnb", None),
)


def load_demo_county(*, people: int, seed: int, files: Path) -> dict[str, Any]:
    """Make the county, load its register, write last month's and this month's file.

    Returns the counts, and the code of the `village` with most to do this month.
    """
    homes = list(make_county(people=people, seed=seed, villages=packaged_villages()))
    ids = dict(Area.objects.values_list("code", "id"))
    with Progress() as progress, system_scope("command:demo"):
        line = progress.add_task("登记户档案", total=people)
        persons = load_register(
            rows(homes, ids), since=SINCE, progress=lambda done: progress.update(line, completed=done)
        )
    files.mkdir(parents=True, exist_ok=True)
    this = Month.of(clock.today())
    for month in (this.previous(), this):
        costs = list(own_costs(homes, seed=seed, month=month.number, dirt=True))
        write_costs(files / f"医保自付-{month.code}.xlsx", costs, month=month.code)
    return {"households": len(homes), "persons": persons, "village": _busiest(homes, costs)}


def rows(homes: Iterable[Home], areas: dict[str, int]) -> Iterator[HouseholdRow]:
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


def make_demo_accounts(password: str, *, village: str) -> list[dict[str, str]]:
    """One sign-in per role, at `village` and its township. Returns user name, role, place."""
    made = []
    with system_scope("command:demo"), writing():
        codes = {"village": village, "township": village[:TOWNSHIP_DIGITS]}
        for username, name, role, unit_code, area_code in ACCOUNTS:
            user = create_user(username=username, name=name, password=password, must_change_password=False)
            post = appoint(
                user=user,
                role=role,
                unit=unit(unit_code.format(**codes)),
                area=area(area_code.format(**codes)) if area_code else None,
                valid_from=SINCE,
            )
            made.append({"username": username, "role": role.label, "place": post.unit.short_name})
            if role == Role.HELPER:
                extend_reach(household_ids=_helped(village), source="演示：结对帮扶", post=post)
    return made


def _helped(village: str) -> list[int]:
    found = Household.objects.filter(village__code=village).exclude(monitored="").order_by("id")
    return list(found.values_list("id", flat=True)[:HELPED])


def _busiest(homes: Iterable[Home], costs: Iterable[Cost]) -> str:
    """The village of 各乡镇 where most people have a high bill, so that every role has something to do."""
    villages = {person.number: home.village for home in homes for person in home.persons}
    own = set(Area.objects.filter(is_township_proper=True).values_list("code", flat=True))
    high = Counter(villages[cost.true_person] for cost in costs if cost.amount > HIGH and not cost.error)
    return next(code for code, _ in high.most_common() if code[:TOWNSHIP_DIGITS] in own)
