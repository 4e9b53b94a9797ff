"""The people of the demonstration: one account per role."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password

from dixian.foundation.accounts.api import OneTime, Post, appoint, create_user, extend_reach, system_scope
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import area, unit
from dixian.foundation.audit.api import writing
from dixian.registry.households.api import Household
from dixian.simulation.drive.county import ACTOR, SINCE
from dixian.simulation.world.people import Tell

TOWNSHIP_DIGITS = 9
HELPED = 5
TOWNSHIP, VILLAGE = "{township}", "{village}"

# username, name, role, unit, area
ACCOUNTS = (
    ("yibao", "医保经办", Role.DEPARTMENT_CLERK, "ybj", None),
    ("yibaozhang", "医保负责", Role.DEPARTMENT_HEAD, "ybj", None),
    ("gongan", "公安经办", Role.DEPARTMENT_CLERK, "gaj", None),
    ("minzheng", "民政经办", Role.DEPARTMENT_CLERK, "mzj", None),
    ("renshe", "人社经办", Role.DEPARTMENT_CLERK, "rsj", None),
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


def appoint_staff(password: str, *, village: str, tell: Tell) -> list[dict[str, Any]]:
    """One sign-in per role, at `village` and its township. Returns username, role, place, password."""
    made = []
    # It is the same for all: hashed for each of them it would take as long as the rest of a small county.
    hashed = OneTime(password, make_password(password))
    codes = {"village": village, "township": village[:TOWNSHIP_DIGITS]}
    with system_scope(ACTOR), writing():
        for number, (username, name, role, unit_code, area_code) in enumerate(ACCOUNTS):
            tell("开通账号", number, len(ACCOUNTS))
            user = create_user(username=username, name=name, password=hashed, must_change_password=False)
            post = appoint(
                user=user,
                role=role,
                unit=unit(unit_code.format(**codes)),
                area=area(area_code.format(**codes)) if area_code else None,
                valid_from=SINCE,
            )
            made.append(
                {
                    "username": username,
                    "password": password,
                    "role": role.label,
                    "place": post.unit.short_name,
                }
            )
    tell("开通账号", len(ACCOUNTS), len(ACCOUNTS))
    return made


def pair_helper(*, village: str, first: Iterable[int]) -> None:
    """The helper's households: those of `first` (ids), then monitored ones of the village."""
    monitored = Household.objects.filter(village__code=village).exclude(monitored="").order_by("id")
    with system_scope(ACTOR), writing():
        ids = [*first, *monitored.values_list("id", flat=True)]
        chosen = list(dict.fromkeys(ids))[:HELPED]
        extend_reach(household_ids=chosen, source="演示：结对帮扶", post=post_of("bangfu"))


def post_of(username: str) -> Post:
    """The post of one of ACCOUNTS, fresh, as each request loads it."""
    return Post.objects.select_related("unit", "area", "user").get(user__username=username)
