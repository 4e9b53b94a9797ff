"""A doubt of 应享未享 ends by itself: the help has come, or what spoke for it is no longer so; and it says how."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household, Person
from dixian.warning.doubts.api import Doubt, sums
from dixian.warning.measures.api import Measure
from tests.warning.doubts.test_receiving import aged, renewed, roster, told
from tests.warning.measures.conftest import approved
from tests.warning.measures.steps import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(people):
    return people["李四"].person


@pytest.fixture
def civil(county):
    return county.post("civil", Role.DEPARTMENT_CLERK, unit("mzj"))


@pytest.fixture
def old_age(civil, li, people):
    """Old enough for the allowance, and not in its roster."""
    aged(li, 81)
    roster("mz_gaoling", "年龄档次", "80-89周岁", [people["赵六"]], civil)
    assert renewed()["old_age"] == ("mzj", "raised")


def ended(code):
    one = Doubt.objects.filter(code=code).latest("id")
    asked = Obligation.objects.filter(kind="doubts.answer", state="open", subject_uid=one.uid).exists()
    assert all(each.difference == 0 for each in sums())
    return one.state, one.ended, asked


def test_the_roster_that_names_her_ends_it(old_age, civil, people):
    with clock.at(clock.noon(clock.today() + timedelta(days=31))):
        roster("mz_gaoling", "年龄档次", "80-89周岁", [people["赵六"], people["李四"]], civil)
        renewed()
        month = Month.of(clock.today()).label
        assert ended("old_age") == ("received", f"{month}的高龄津贴发放名册里有", False)
        assert renewed()["old_age"] == ("mzj", "received")


def test_she_died_and_it_is_withdrawn(old_age, li):
    Person.objects.filter(pk=li.pk).update(valid_to=clock.today(), end_cause="death")
    renewed()
    assert ended("old_age") == ("gone", "已知情况不再是“到了高龄津贴年龄，没有高龄津贴”", False)


def test_the_household_left_and_it_is_withdrawn_with_the_cause(old_age, li):
    Person.objects.filter(household=li.household).update(valid_to=clock.today(), end_cause="moved_away")
    Household.objects.filter(pk=li.household_id).update(valid_to=clock.today())
    renewed()
    assert ended("old_age") == ("gone", "整户已不在册（迁出）", False)


def test_facts_that_say_so_no_longer_withdraw_it(civil, li, people):
    told(li, "income.per_head", Decimal(3000))
    roster("mz_dibao", "保障类别", "A类", [people["赵六"]], civil)
    assert renewed()["dibao"] == ("mzj", "raised")
    told(li, "income.per_head", Decimal(30000))
    renewed()
    assert ended("dibao")[0] == "gone"


def test_a_measure_ends_it_when_delivered_and_not_while_it_is_planned(civil, li, people):
    roster("mz_canbu", "补贴类别", "护理补贴", [people["赵六"]], civil)
    told(li, "disability.level", "一级")
    assert renewed()["disability"] == ("mzj", "raised")
    case = approved(li.household)
    made = Measure.objects.create(
        case=case, plan=plan_of(case), household=li.household, village=li.village, unit=unit("mzj"),
        person=li, kind="safetynet", what="残疾补贴", state="due",
        from_on=clock.today(), until_on=clock.today(),
    )  # fmt: skip
    assert renewed()["disability"] == ("mzj", "raised")
    Measure.objects.filter(pk=made.pk).update(state="delivered", delivered_on=clock.today())
    renewed()
    assert ended("disability") == ("received", "帮扶措施已落实", False)
