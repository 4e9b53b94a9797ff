"""A post of every role in the small county, near to 张三's household and far from it."""

from typing import Any

from dixian.foundation.accounts.api import extend_reach
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.roles import ADMINISTRATORS
from dixian.foundation.areas.api import unit, unit_of_area
from tests.support.county import County

NEAR = ("cadre", "grid", "team", "helper", "clerk", "head", "insurer", "depthead")
FAR = ("far_cadre", "far_helper", "far_clerk", "far_head", "water", "water_head", "organiser", "clinic")
WHOLE_COUNTY = ("bureau", "reviewer", "bureau_head", "leader", "inspector")
ADMINS = tuple(sorted(str(role) for role in ADMINISTRATORS))


def appoint_everyone(county: County, *, helped: int, far: Any) -> None:
    """helped: the household the helper is paired with. far: a village the near posts don't reach."""
    township = far.parent
    far_unit = unit_of_area(township)
    county.post("grid", Role.GRID_WORKER, county.village_unit, county.village)
    county.post("team", Role.RESIDENT_TEAM, county.village_unit, county.village)
    county.post("helper", Role.HELPER, unit("rsj"))
    extend_reach(household_ids=[helped], source="结对帮扶", post=county["helper"])
    county.post("depthead", Role.DEPARTMENT_HEAD, county.insurance)
    county.post("far_cadre", Role.VILLAGE_CADRE, unit_of_area(far) or far_unit, far)
    county.post("far_helper", Role.HELPER, unit("rsj"))
    county.post("far_clerk", Role.TOWNSHIP_CLERK, far_unit, township)
    county.post("far_head", Role.TOWNSHIP_HEAD, far_unit, township)
    county.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    county.post("water_head", Role.DEPARTMENT_HEAD, unit("swj"))
    county.post("organiser", Role.DEPARTMENT_CLERK, unit("zzb"))
    county.post("clinic", Role.SUBUNIT_CLERK, unit(f"wsy-{township.code}"))
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    county.post("bureau_head", Role.BUREAU_HEAD, county.bureau)
    county.post("leader", Role.COUNTY_LEADER, unit("xzf"))
    county.post("inspector", Role.INSPECTOR, unit("xwnb"))
    for role in sorted(ADMINISTRATORS):
        county.post(str(role), role, county.bureau)
