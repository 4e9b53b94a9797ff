"""Where each role may be appointed: one table, and the refusal that names what fits."""

from dataclasses import dataclass
from datetime import date

from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.roles import ADMINISTRATORS, REACHES_AREA
from dixian.foundation.areas.api import Area, HandledBy, Unit, in_force
from dixian.foundation.areas.enums import Level, UnitKind
from dixian.foundation.kernel.problems import Refusal

BUREAU = "nyncj"
OFFICES = frozenset({UnitKind.GOVERNMENT, UnitKind.PARTY, UnitKind.MASS, UnitKind.COMPANY})
AUTHORITIES = frozenset({UnitKind.GOVERNMENT, UnitKind.PARTY})


@dataclass(frozen=True)
class Fit:
    """`words` name the units; of `kinds`, or only the one of `code`, or only those without a superior.

    level: of which level the area has to be; None for a role that has no area of its own.
    """

    words: str
    kinds: frozenset[UnitKind] = frozenset(UnitKind)
    level: Level | None = None
    code: str = ""
    topmost: bool = False

    def takes(self, unit: Unit) -> bool:
        """Whether the role may be at this unit."""
        if self.code:
            return unit.code == self.code
        return unit.kind in self.kinds and not (self.topmost and unit.parent_id)


VILLAGE = Fit("村", frozenset({UnitKind.VILLAGE}), Level.VILLAGE)
TOWNSHIP = Fit("乡镇级单位", frozenset({UnitKind.TOWNSHIP}), Level.TOWNSHIP)
DEPARTMENT = Fit("县直部门、群团或企业", OFFICES)
LEAD_BUREAU = Fit("县农业农村局", code=BUREAU)

FITS: dict[Role, Fit] = {
    Role.VILLAGE_CADRE: VILLAGE,
    Role.GRID_WORKER: VILLAGE,
    Role.RESIDENT_TEAM: VILLAGE,
    Role.HELPER: Fit("任何单位"),
    Role.TOWNSHIP_CLERK: TOWNSHIP,
    Role.TOWNSHIP_HEAD: TOWNSHIP,
    Role.DEPARTMENT_CLERK: DEPARTMENT,
    Role.DEPARTMENT_HEAD: DEPARTMENT,
    Role.SUBUNIT_CLERK: Fit(
        "学校、医疗机构或供水工程", frozenset({UnitKind.SCHOOL, UnitKind.CLINIC, UnitKind.WORKS})
    ),
    Role.BUREAU_CLERK: LEAD_BUREAU,
    Role.BUREAU_REVIEWER: LEAD_BUREAU,
    Role.BUREAU_HEAD: LEAD_BUREAU,
    Role.COUNTY_LEADER: Fit("县委、县政府", AUTHORITIES, topmost=True),
    Role.INSPECTOR: Fit("党委或政府部门", AUTHORITIES),
    **dict.fromkeys(ADMINISTRATORS, Fit("党委或政府部门", AUTHORITIES)),
}


def usual_area(role: Role, unit: Unit) -> Area | None:
    """The area a role at a unit answers for where none is named."""
    return unit.area if role in REACHES_AREA else None


def check_fit(*, role: Role, unit: Unit, area: Area | None, on: date) -> None:
    """Raises Refusal, naming what fits, where the role doesn't belong to this unit or area on that day."""
    fit = FITS[role]
    if not fit.takes(unit):
        raise Refusal(
            f"{role.label}只能设在{fit.words}，“{unit.short_name}”不是", f"选{fit.words}，或者换一个角色"
        )
    if fit.level is None:
        if area is not None:
            raise Refusal(f"{role.label}不按区划负责", "区划留空")
        return
    if area is None:
        raise Refusal(f"{role.label}要指定负责的区划", f"选{unit.short_name}的{fit.level.label}区划")
    if area.level != fit.level:
        raise Refusal(f"{role.label}负责的应是{fit.level.label}区划，“{area.name}”不是", "换一个区划")
    if not _within(unit, area) and not _handles(unit, area, on):
        raise Refusal(
            f"“{area.name}”不在{unit.short_name}的范围内，也没有由它代管",
            "选本单位的区划，或者先在“区划单位”登记代管",
        )


def _within(unit: Unit, area: Area) -> bool:
    return unit.area is not None and area.path.startswith(unit.area.path)


def _handles(unit: Unit, area: Area, on: date) -> bool:
    handled = HandledBy.objects.filter(in_force(on), unit=unit).select_related("area")
    return any(area.path.startswith(one.area.path) for one in handled)
