"""Households of a village that has ended are seen by its successor's posts, and a unit's rows by the unit it
ended into: by the queryset, and by the database with the filter off. Nobody else comes to see them.
"""

from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.accounts.api import acting_as, visible
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import HandledBy
from dixian.foundation.audit.api import writing
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Duty, inbox, open_duties
from dixian.registry.households.models import Household
from dixian.warning.submissions.models import Row
from tests.support.register import pushed

pytestmark = pytest.mark.django_db
PAPER = "民政局批复"


def seen(model: Any, county: Any, name: str) -> set[Any]:
    """What a post sees; on PostgreSQL the same must come out with the application's filter switched off."""
    from django.db import connection

    found = set(visible(model.objects.all(), county[name]).values_list("pk", flat=True))
    if connection.vendor == "postgresql":
        with acting_as(county[name]), writing():
            assert set(model.objects.values_list("pk", flat=True)) == found
    return found


def home_of(people: Any, name: str) -> int:
    return int(people[name].person.household_id)


@pytest.fixture
def posts(county: Any) -> Any:
    """A cadre of the second village, a clerk of the other township, somebody at the water bureau."""
    county.post("second", Role.VILLAGE_CADRE, areas.own_unit(county.second), county.second)
    county.post("other", Role.TOWNSHIP_CLERK, areas.own_unit(county.other), county.other)
    county.post("water", Role.DEPARTMENT_CLERK, areas.unit("swj"))
    return county


def test_the_cadre_of_the_village_it_ended_into_sees_its_households(posts, people):
    assert seen(Household, posts, "second") == {home_of(people, "王五")}
    areas.end_area(area=posts.village, on=clock.today(), successor=posts.second, source=PAPER)
    assert seen(Household, posts, "second") == {home_of(people, name) for name in ("王五", "张三", "李四")}
    assert seen(Household, posts, "other") == {home_of(people, "赵六")}


def test_a_township_sees_what_a_township_that_ended_into_it_had_through_any_number_of_steps(posts, people):
    third = areas.townships(proper_only=True)[2]
    posts.post("third", Role.TOWNSHIP_CLERK, areas.own_unit(third), third)
    areas.end_area(area=posts.township, on=clock.today(), successor=posts.other, source=PAPER)
    areas.end_area(area=posts.other, on=clock.today(), successor=third, source=PAPER)
    everybody = {home_of(people, name) for name in ("张三", "李四", "王五", "赵六")}
    assert seen(Household, posts, "third") == everybody


def test_open_duties_of_a_village_that_ended_wait_for_its_successor(posts, people):
    open_duties(
        [
            Duty(
                kind="verification.answer",
                subject_label="张三户",
                subject_uid=people["张三"].person.uid,
                capability="answer",
                area_id=posts.village.pk,
                limit_code="limit.answer",
            )
        ]
    )
    assert inbox(posts["second"]).count() == 0
    areas.end_area(area=posts.village, on=clock.today(), successor=posts.second, source=PAPER)
    assert inbox(posts["second"]).count() == 1


def test_the_unit_it_ended_into_sees_the_rows_and_households_of_the_unit_that_pushed_them(
    posts, people, file
):
    pushed(file([people["张三"].costs("90000"), people["赵六"].costs("90000")]), posts["insurer"])
    assert seen(Row, posts, "water") == seen(Household, posts, "water") == set()
    areas.end_unit(unit=areas.unit("ybj"), on=clock.today(), successor=areas.unit("swj"), source=PAPER)
    assert len(seen(Row, posts, "water")) == 2
    assert seen(Household, posts, "water") == {home_of(people, "张三"), home_of(people, "赵六")}


def test_only_a_confirmed_handler_reaches_the_area_it_handles_and_no_longer_than_it_does(posts, people):
    HandledBy.objects.create(
        area=posts.other, unit=areas.unit("swj"), source="推测", valid_from=clock.today() - timedelta(days=9)
    )
    assert seen(Household, posts, "water") == set()
    HandledBy.objects.update(confirmed=True)
    assert seen(Household, posts, "water") == {home_of(people, "赵六")}
    HandledBy.objects.update(valid_to=clock.today())
    assert seen(Household, posts, "water") == set()


def test_whoever_handled_an_area_is_followed_by_the_unit_it_ended_into(posts, people):
    HandledBy.objects.create(
        area=posts.other, unit=areas.unit("tjj"), source=PAPER, valid_from=clock.today() - timedelta(days=9),
        confirmed=True,
    )  # fmt: skip
    posts.other.is_township_proper = False
    posts.other.save()
    areas.end_unit(unit=areas.unit("tjj"), on=clock.today(), successor=areas.unit("swj"), source=PAPER)
    assert seen(Household, posts, "water") == {home_of(people, "赵六")}
