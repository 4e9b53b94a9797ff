"""A visit judges the household's effect once, and of its delivered development measures each one."""

from decimal import Decimal

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.measures.api import FollowUp, Measure, deliver
from dixian.warning.measures.following import open_month
from dixian.warning.visits.api import Follow, case_to_follow, owed
from tests.warning.measures.conftest import approved
from tests.warning.measures.steps import adopted
from tests.warning.visits.steps import told, visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(county, people):
    labour = county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))
    person = people["李四"].person
    case = approved(person.household)
    adopted(county, type("Helped", (), {"case": case, "person": person})())
    measure = Measure.objects.select_related("unit", "household").get(case=case)
    deliver(measure=measure, on=clock.today(), told="到岗", amount=Decimal(1200), post=labour)
    open_month(clock.today())
    return person.household


def test_the_follow_up_and_the_effect_of_each_measure_are_one_visit(county, hers):
    case = case_to_follow(owed(hers, county["cadre"]))
    assert case is not None
    assert case.household_id == hers.pk
    measure = Measure.objects.get()
    said = Follow(effect="good", of_measures={measure.uid: "some"})
    made = visited(hers, county["cadre"], note="按月发工资", followed=said)
    assert told(made) == ["本月跟踪走访"]
    measure.refresh_from_db()
    assert (measure.effect, FollowUp.objects.get().effect) == ("some", "good")
    assert case_to_follow(owed(hers, county["cadre"])) is None


def test_what_is_no_measure_of_the_household_is_refused_and_nothing_is_kept(county, hers):
    said = Follow(effect="good", of_measures={hers.uid: "good"})
    with pytest.raises(Refusal, match="已落实的开发式措施"):
        visited(hers, county["cadre"], note="按月发工资", followed=said)
    assert owed(hers, county["cadre"]).has("measures.follow")
