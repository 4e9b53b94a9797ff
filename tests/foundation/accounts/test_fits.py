"""A role belongs to some kinds of units, and to areas of theirs; the refusal says which."""

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.fits import FITS
from dixian.foundation.areas.api import confirm_handler, townships, unit, unit_of_area, villages_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db
R = Role


@pytest.fixture
def appoint(county):
    names = iter(range(1000))

    def make(role, where, area=None):
        someone = county.person(f"new {next(names)}")
        return accounts.appoint(user=someone, role=role, unit=where, area=area, valid_from=clock.today())

    return make


@pytest.fixture
def street():
    """One of the streets: not one of the 乡镇, and nobody handles it yet."""
    return next(one for one in townships() if not one.is_township_proper)


def test_every_role_has_its_place():
    assert set(FITS) == set(Role)


@pytest.mark.parametrize(
    ("role", "code", "fits"),
    [
        (R.BUREAU_CLERK, "ybj", "县农业农村局"),
        (R.BUREAU_HEAD, "xzf", "县农业农村局"),
        (R.TOWNSHIP_CLERK, "ybj", "乡镇级单位"),
        (R.VILLAGE_CADRE, "nyncj", "村"),
        (R.DEPARTMENT_CLERK, "xz-231226100", "县直部门"),
        (R.SUBUNIT_CLERK, "ybj", "学校、医疗机构或供水工程"),
        (R.COUNTY_LEADER, "ybj", "县委、县政府"),
        (R.INSPECTOR, "xz-231226100", "党委或政府部门"),
        (R.AUDIT_ADMIN, "xz-231226100", "党委或政府部门"),
    ],
)
def test_a_role_at_a_unit_it_does_not_belong_to_is_refused_with_what_fits(appoint, role, code, fits):
    with pytest.raises(Refusal, match=fits):
        appoint(role, unit(code))


def test_an_area_must_be_of_the_roles_level(county, appoint):
    with pytest.raises(Refusal, match="应是村级区划"):
        appoint(R.VILLAGE_CADRE, county.village_unit, county.township)
    with pytest.raises(Refusal, match="应是乡镇级区划"):
        appoint(R.TOWNSHIP_CLERK, county.town_unit, county.village)


def test_an_area_must_lie_within_the_units_own(county, appoint):
    with pytest.raises(Refusal, match="的范围内，也没有由它代管"):
        appoint(R.TOWNSHIP_CLERK, county.town_unit, county.other)
    with pytest.raises(Refusal, match="的范围内，也没有由它代管"):
        appoint(R.GRID_WORKER, county.village_unit, county.second)


def test_a_handled_area_belongs_to_the_township_that_handles_it(county, appoint, street):
    with pytest.raises(Refusal, match="代管"):
        appoint(R.TOWNSHIP_CLERK, county.town_unit, street)
    confirm_handler(area=street, unit=county.town_unit, since=clock.today(), source="会议纪要")
    appoint(R.TOWNSHIP_CLERK, county.town_unit, street)


def test_a_role_without_areas_takes_none(county, appoint):
    with pytest.raises(Refusal, match="不按区划负责"):
        appoint(R.DEPARTMENT_CLERK, county.insurance, county.township)


def test_a_helper_comes_from_anywhere(county, appoint):
    for where in (county.insurance, county.town_unit, county.village_unit):
        appoint(R.HELPER, where)


def test_every_village_takes_its_cadre(county, appoint):
    for village in villages_of(county.township):
        appoint(R.VILLAGE_CADRE, unit_of_area(village), village)
