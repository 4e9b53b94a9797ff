"""In whose hands a duty is: the village's where the village has somebody, the township's where it has not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.accounts.api import Post, RoleRight, extend_reach
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.areas.api import confirm_handler, townships, unit, villages_of
from dixian.foundation.worklist.api import (
    Obligation,
    at_place,
    by_place,
    holders,
    in_charge,
    inbox,
    late,
    open_duties,
)
from dixian.foundation.worklist.enums import DutyState

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 3)


def names(duty: Obligation) -> list[str]:
    return [post.user.username for post in holders([duty])[duty.id]]


def only() -> Obligation:
    return Obligation.objects.select_related("unit", "area").get()


def test_the_village_holds_its_duty_and_the_township_sees_it_elsewhere(county, duty):
    open_duties([duty()])
    assert inbox(county["cadre"]).count() == 1
    assert inbox(county["clerk"]).count() == inbox(county["head"]).count() == 0
    assert in_charge(county["clerk"]).count() == 1
    assert names(only()) == ["cadre"]


def test_a_village_with_nobody_leaves_its_duty_with_the_township(county, duty):
    open_duties([duty(area_id=county.second.id)])
    assert inbox(county["clerk"]).count() == inbox(county["head"]).count() == 1
    assert names(only()) == ["clerk", "head"]


@pytest.mark.parametrize("why", ["ended", "inactive", "without the right"])
def test_a_village_whose_people_cannot_act_leaves_its_duty_with_the_township(county, duty, why):
    cadre = county["cadre"]
    if why == "ended":
        Post.objects.filter(pk=cadre.pk).update(valid_to=DAY)
    if why == "inactive":
        type(cadre.user).objects.filter(pk=cadre.user_id).update(is_active=False)
    if why == "without the right":
        RoleRight.objects.filter(role=cadre.role, capability=Capability.ANSWER).update(valid_to=DAY)
    open_duties([duty()])
    assert inbox(county["clerk"]).count() == 1
    assert names(only()) == ["clerk", "head"]


def test_the_townships_own_duty_is_the_townships(county, duty):
    open_duties([duty(area_id=county.township.id, capability="confirm")])
    assert inbox(county["clerk"]).count() == 1
    assert inbox(county["cadre"]).count() == 0
    assert names(only()) == ["clerk", "head"]


def test_an_area_that_is_handled_by_a_township_lies_in_its_hands(county, duty):
    farm = townships().exclude(is_township_proper=True).first()
    confirm_handler(area=farm, unit=county.town_unit, since=date(2024, 1, 1), source="县政府会议纪要")
    open_duties([duty(area_id=farm.id)])
    assert inbox(county["clerk"]).count() == 1
    assert inbox(county["cadre"]).count() == 0
    assert names(only()) == ["clerk", "head"]


def test_a_bureaus_duty_is_not_its_clinics_nor_the_governments(county, duty):
    bureau = unit("wjj")
    clinic = unit(f"wsy-{county.township.code}")
    county.post("health", Role.DEPARTMENT_CLERK, bureau)
    county.post("clinic", Role.SUBUNIT_CLERK, clinic)
    county.post("leader", Role.COUNTY_LEADER, unit("xzf"))
    own = duty(area_id=None, unit_id=bureau.id, capability="see_submissions")
    below = duty(area_id=None, unit_id=clinic.id, capability="see_submissions")
    open_duties([own, below])
    assert [one.subject_uid for one in inbox(county["health"])] == [own.subject_uid]
    assert [one.subject_uid for one in inbox(county["clinic"])] == [below.subject_uid]
    assert inbox(county["leader"]).count() == 0


def test_a_households_duty_is_its_helpers_and_not_everybodys_who_reads_the_county(county, duty):
    county.post("helper", Role.HELPER, unit("rsj"))
    extend_reach(household_ids=[7], source="结对帮扶", post=county["helper"])
    open_duties([duty(area_id=None, household_id=7, capability="see_leads")])
    assert inbox(county["helper"]).count() == 1
    assert inbox(county["bureau"]).count() == 0


PLACES = ("village", "second", "township")
ROLES = {"cadre": Role.VILLAGE_CADRE, "grid": Role.GRID_WORKER, "clerk": Role.TOWNSHIP_CLERK}


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from(PLACES)), max_size=5),
    st.sampled_from(["answer", "confirm"]),
)
def test_a_duty_is_in_the_inbox_of_exactly_those_who_hold_it(county, duty, appointed, right):
    Post.objects.update(valid_to=DAY)
    Obligation.objects.open().update(state=DutyState.CANCELLED, done_on=DAY, reason="试验")
    for number, (role, place) in enumerate(appointed):
        area = getattr(county, place)
        person = county.person(f"p{number}-{Post.objects.count()}")
        Post.objects.create(user=person, role=ROLES[role], unit=county.town_unit, area=area, valid_from=DAY)
    open_duties([duty(area_id=getattr(county, place).id, capability=right) for place in PLACES])
    posts = list(Post.objects.filter(valid_to=None).select_related("unit", "area"))
    held = holders(list(Obligation.objects.open().select_related("unit", "area")))
    for post in posts:
        mine = {pk for pk, holding in held.items() if post in holding}
        assert set(inbox(post).values_list("id", flat=True)) == mine


def test_what_is_open_adds_up_by_village_for_a_township_and_by_township_for_the_county(county, duty):
    far = villages_of(county.other)[0]
    open_duties(
        [
            duty(due_on=DAY),
            duty(due_on=DAY),
            duty(area_id=county.second.id),
            duty(area_id=county.township.id, capability="confirm"),
            duty(area_id=far.id),
            duty(area_id=None, unit_id=county.insurance.id, capability="submit"),
        ]
    )
    seen = {}
    for name in ("clerk", "bureau"):
        post = county[name]
        places = by_place(in_charge(post), post)
        seen[name] = {one.name: one.load.waiting for one in places}
        for one in places:
            assert at_place(in_charge(post), post, one.code).count() == one.load.waiting
    village, second, town = county.village.name, county.second.name, county.township.name
    assert seen["clerk"] == {village: 2, second: 1, town: 1}
    assert seen["bureau"] == {town: 4, county.other.name: 1, "县医保局": 1}


def test_late_is_what_is_late_in_ones_own_units_and_areas(county, duty):
    far = villages_of(county.other)[0]
    open_duties([duty(due_on=DAY), duty(due_on=DAY, area_id=far.id, household_id=9)])
    extend_reach(household_ids=[9], source="报送", unit=county.insurance)
    on = DAY + timedelta(days=1)
    assert late(county["clerk"], on=on).count() == 1
    assert late(county["insurer"], on=on).count() == 0, "to reach a household is not to be in charge"
    assert late(county["bureau"], on=on).count() == 2
