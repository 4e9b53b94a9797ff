"""Late duties of an area that has ended, or that another unit answers for, come before the right head."""

from datetime import date

import pytest

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import open_duties
from dixian.foundation.worklist.models import Escalation

pytestmark = pytest.mark.django_db
DUE = date(2024, 4, 10)


@pytest.fixture
def deputy(county):
    def name(unit, person):
        areas.name_contact(
            unit=unit, role=ContactRole.DEPUTY, name=person, title="", phone="", since=date(2024, 1, 1)
        )

    return name


@pytest.fixture
def told(duty):
    """Who hears of a duty of an area the day after its limit."""

    def hear(*where) -> list[str]:
        open_duties([duty(due_on=DUE, area_id=area.pk) for area in where])
        with clock.at(clock.noon(date(2024, 4, 11))):
            enqueue("worklist.escalate", key="escalate")
            drain()
        return list(Escalation.objects.order_by("id").values_list("head_name", flat=True))

    return hear


def test_a_village_that_has_ended_goes_to_the_head_of_its_successor(county, deputy, told):
    deputy(areas.own_unit(county.village), "甲")
    deputy(areas.own_unit(county.second), "乙")
    areas.end_area(area=county.village, on=date(2024, 4, 1), successor=county.second, source="民政局批复")
    assert told(county.village) == ["乙"]


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_street_and_its_quarters_go_to_whoever_handles_it_once_confirmed(county, deputy, told, confirmed):
    street, quarter = areas.area("231226001"), areas.area("231226001001")
    deputy(county.town_unit, "丙")
    areas.HandledBy.objects.create(
        area=street, unit=county.town_unit, source="推测", valid_from=date(2024, 1, 1), confirmed=confirmed
    )
    assert told(street, quarter) == (["丙", "丙"] if confirmed else [])
