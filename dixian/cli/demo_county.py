"""The demo county: register, accounts, a department's files."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from rich.progress import Progress

from dixian.foundation.accounts.api import appoint, create_user, system_scope
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Area, area, packaged_villages, unit
from dixian.foundation.audit.api import writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import HouseholdRow, PersonRow, load_register
from dixian.simulation.world.costs import own_costs
from dixian.simulation.world.files import write_costs
from dixian.simulation.world.people import Home, make_county

TOWNSHIP, VILLAGE = "231226201", "231226201200"
SINCE = date(2024, 1, 1)

# username, name, role, unit, area
ACCOUNTS = (
    ("yibao", "医保经办", Role.DEPARTMENT_CLERK, "ybj", None),
    ("yibaozhang", "医保负责", Role.DEPARTMENT_HEAD, "ybj", None),
    ("nongye", "农业经办", Role.BUREAU_CLERK, "nyncj", None),
    ("shenhe", "农业审核", Role.BUREAU_REVIEWER, "nyncj", None),
    ("juzhang", "农业负责", Role.BUREAU_HEAD, "nyncj", None),
    ("xiangzhen", "乡镇经办", Role.TOWNSHIP_CLERK, f"xz-{TOWNSHIP}", TOWNSHIP),
    ("xiangzhang", "乡镇负责", Role.TOWNSHIP_HEAD, f"xz-{TOWNSHIP}", TOWNSHIP),
    ("cun", "村里干部", Role.VILLAGE_CADRE, f"c-{VILLAGE}", VILLAGE),
    ("wangge", "网格员", Role.GRID_WORKER, f"c-{VILLAGE}", VILLAGE),
    ("zhucun", "驻村队员", Role.RESIDENT_TEAM, f"c-{VILLAGE}", VILLAGE),
    ("bangfu", "帮扶责任人", Role.HELPER, "rsj", None),
    ("weisheng", "卫生院经办", Role.SUBUNIT_CLERK, f"wsy-{TOWNSHIP}", None),
    ("lingdao", "县领导", Role.COUNTY_LEADER, "xzf", None),
    ("ducha", "督查员", Role.INSPECTOR, "xwnb", None),
)


def load_demo_county(*, people: int, seed: int, files: Path) -> dict[str, object]:
    """Make the county, load its register, write last month's and this month's file. Returns the counts."""
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
        costs = own_costs(homes, seed=seed, month=month.number, dirt=True)
        write_costs(files / f"医保自付-{month.code}.xlsx", costs, month=month.code)
    return {"households": len(homes), "persons": persons}


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


def make_demo_accounts(password: str) -> list[dict[str, str]]:
    """One sign-in per role, all with the demo's own password. Returns user name, role, place."""
    made = []
    with system_scope("command:demo"), writing():
        for username, name, role, unit_code, area_code in ACCOUNTS:
            user = create_user(username=username, name=name, password=password, must_change_password=False)
            post = appoint(
                user=user,
                role=role,
                unit=unit(unit_code),
                area=area(area_code) if area_code else None,
                valid_from=SINCE,
            )
            made.append({"username": username, "role": role.label, "place": post.unit.short_name})
    return made
