"""Late duties of an area that has ended, or that another unit answers for, come before the right head."""

from datetime import date

import pytest

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.heads import Heads

pytestmark = pytest.mark.django_db


def deputy_of(area) -> str:
    heads = Heads(clock.today())
    found = heads.head(heads.unit_of(unit_id=None, area_id=area.pk), Step.DEPUTY)
    return found.name if found else ""


@pytest.fixture
def deputy(county):
    def name(unit, person):
        areas.name_contact(
            unit=unit, role=ContactRole.DEPUTY, name=person, title="", phone="", since=date(2024, 1, 1)
        )

    return name


def test_a_village_that_has_ended_goes_to_the_head_of_its_successor(county, deputy):
    deputy(areas.own_unit(county.village), "甲")
    deputy(areas.own_unit(county.second), "乙")
    areas.end_area(area=county.village, on=clock.today(), successor=county.second, source="民政局批复")
    assert deputy_of(county.village) == "乙"


def test_a_street_and_its_quarters_go_to_whoever_handles_it_once_confirmed(county, deputy):
    street = areas.area("231226001")
    deputy(county.town_unit, "丙")
    areas.HandledBy.objects.create(
        area=street, unit=county.town_unit, source="推测", valid_from=date(2024, 1, 1)
    )
    assert deputy_of(street) == ""
    areas.HandledBy.objects.update(confirmed=True)
    assert deputy_of(street) == deputy_of(areas.area("231226001001")) == "丙"
