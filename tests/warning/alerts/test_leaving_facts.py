"""What a full roster tells of somebody ends when it names them no more, and the focus groups follow."""

from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.facts.api import CurrentFact, Fact
from dixian.registry.focus.api import FocusMembership
from tests.support.rosters import sent

pytestmark = pytest.mark.django_db
HEADER = ("姓名", "身份证号", "保障类别")
MONTHS = Month(2024, 4), Month(2024, 5), Month(2024, 6)


@pytest.fixture
def civil(county: Any) -> Any:
    return county.post("civil", Role.DEPARTMENT_CLERK, unit("mzj"))


def listed(civil: Any, month: Month, *people: Any) -> None:
    with clock.at(clock.noon(month.day(12))):
        sent("mz_dibao", HEADER, [(one.name, one.id_number, "A类") for one in people], civil, month)


def is_low_income(person: Any) -> bool:
    found = FocusMembership.objects.filter(household=person.household_id, group="low_income", valid_to=None)
    return found.exists()


def has_fact(person: Any) -> bool:
    return CurrentFact.objects.filter(kind="safetynet.dibao", person=person).exists()


def test_who_left_the_roster_is_no_longer_on_the_allowance_nor_low_income(civil, people):
    gone, stays = people["李四"], people["张三"]
    listed(civil, MONTHS[0], gone, stays)
    assert (has_fact(gone.person), is_low_income(gone.person)) == (True, True)
    listed(civil, MONTHS[1], stays)
    assert (has_fact(gone.person), is_low_income(gone.person)) == (False, False)
    assert (has_fact(stays.person), is_low_income(stays.person)) == (True, True)
    ended = Fact.objects.filter(kind="safetynet.dibao", person=gone.person).latest("id")
    assert (ended.code, ended.valid_to) == ("A类", MONTHS[1].first)


def test_who_comes_back_is_known_anew(civil, people):
    gone, stays = people["李四"], people["张三"]
    listed(civil, MONTHS[0], gone, stays)
    listed(civil, MONTHS[1], stays)
    listed(civil, MONTHS[2], gone, stays)
    assert (has_fact(gone.person), is_low_income(gone.person)) == (True, True)


def test_who_left_before_leaving_ended_anything_is_ended_by_the_night(civil, people, monkeypatch):
    gone, stays = people["李四"], people["张三"]
    listed(civil, MONTHS[0], gone, stays)
    with monkeypatch.context() as patched:
        patched.setattr("dixian.warning.alerts.jobs.ended_facts", lambda _batch, _some: [])
        listed(civil, MONTHS[1], stays)
    assert has_fact(gone.person)
    enqueue("alerts.end_told", key="once")
    drain()
    assert (has_fact(gone.person), is_low_income(gone.person)) == (False, False)
    assert has_fact(stays.person)
    assert Fact.objects.filter(person=gone.person).latest("id").valid_to == MONTHS[1].first
    told = Fact.objects.count()
    enqueue("alerts.end_told", key="twice")
    drain()
    assert Fact.objects.count() == told


def test_the_night_leaves_alone_who_came_back(civil, people):
    gone, stays = people["李四"], people["张三"]
    listed(civil, MONTHS[0], gone, stays)
    listed(civil, MONTHS[1], stays)
    listed(civil, MONTHS[2], gone, stays)
    enqueue("alerts.end_told", key="once")
    drain()
    assert (has_fact(gone.person), is_low_income(gone.person)) == (True, True)
