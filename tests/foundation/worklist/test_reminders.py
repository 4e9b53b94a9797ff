"""One digest for a person and day, over all posts they act with; notices belong to persons."""

from datetime import date, timedelta

import pytest

from dixian.foundation.accounts.api import delegate
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit_of_area
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import (
    mark_read,
    notices,
    open_duties,
    unread_count,
)
from dixian.foundation.worklist.models import Digest

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 12)


def remind(day: date = DAY, key: str = "") -> None:
    with clock.at(clock.noon(day)):
        enqueue("worklist.digest", key=f"digest {day} {key}")
        drain()


def test_a_person_gets_one_digest_a_day_though_the_job_runs_twice(county, duty):
    open_duties([duty(), duty(), duty(opened_on=DAY)])
    remind()
    remind(key="again")
    digest = Digest.objects.get(user=county["cadre"].user)
    assert (digest.waiting, digest.late, digest.soon) == (3, 2, 0)
    assert unread_count(county["cadre"].user_id) == 1
    assert notices(county["cadre"].user_id).get().text == digest.text
    remind(DAY + timedelta(days=1))
    assert Digest.objects.filter(user=county["cadre"].user).count() == 2


def test_a_person_with_two_posts_gets_one_digest_over_both(county, duty):
    county.post("cadre 2", Role.VILLAGE_CADRE, unit_of_area(county.second), county.second, person="cadre")
    open_duties([duty(), duty(area_id=county.second.id)])
    remind()
    assert Digest.objects.get(user=county["cadre"].user).waiting == 2


def test_whoever_has_nothing_waiting_is_left_in_peace(county, duty):
    remind()
    assert not Digest.objects.exists()


def test_a_notice_is_read_once_and_by_its_own_person_only(county, duty):
    open_duties([duty()])
    remind()
    me, other = county["cadre"].user_id, county["clerk"].user_id
    uid = notices(me).get().uid
    assert mark_read(user_id=other, uids=[uid]) == 0
    assert mark_read(user_id=me, uids=[uid]) == 1
    assert mark_read(user_id=me, uids=[uid]) == 0
    assert unread_count(me) == 0


def test_whoever_acts_for_somebody_on_leave_is_reminded_of_that_work(county, duty):
    stand_in = county.post("stand-in", Role.HELPER, county.village_unit).user
    delegate(
        post=county["cadre"],
        delegate=stand_in,
        valid_from=DAY,
        valid_to=DAY + timedelta(days=1),
        reason="休假",
        by=county["cadre"],
    )
    open_duties([duty(), duty()])
    remind(DAY - timedelta(days=1))
    assert not Digest.objects.filter(user=stand_in).exists()
    remind()
    assert Digest.objects.get(user=stand_in).waiting == 2
    assert unread_count(stand_in.id) == 1
    remind(DAY + timedelta(days=1))
    assert Digest.objects.filter(user=stand_in).count() == 1


def test_a_duty_two_posts_of_a_person_hold_counts_once(county, duty):
    county.post("grid", Role.GRID_WORKER, county.village_unit, county.village, person="cadre")
    open_duties([duty(), duty()])
    remind()
    assert Digest.objects.get(user=county["cadre"].user).waiting == 2


def test_the_township_is_not_reminded_of_what_its_villages_hold(county, duty):
    open_duties([duty(), duty(area_id=county.township.id, capability="confirm")])
    remind()
    assert Digest.objects.get(user=county["clerk"].user).waiting == 1
    assert Digest.objects.get(user=county["head"].user).waiting == 1
