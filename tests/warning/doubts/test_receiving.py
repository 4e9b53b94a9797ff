"""Who receives what, of households with and without a plan, by the departments' rosters and reports."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month, years_from
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.doubts.api import Doubt, sums
from dixian.warning.doubts.grounds import causes
from dixian.warning.doubts.keeping import difference, write
from dixian.warning.measures.api import Measure
from dixian.warning.submissions.api import nil_return
from tests.support.rosters import kind_of, sent
from tests.warning.measures.conftest import approved

pytestmark = pytest.mark.django_db
WHO = ("姓名", "身份证号")


@pytest.fixture
def li(people):
    return people["李四"].person


@pytest.fixture
def civil(county):
    return county.post("civil", Role.DEPARTMENT_CLERK, unit("mzj"))


@pytest.fixture
def labour(county):
    return county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))


def aged(person, years):
    type(person).objects.filter(household=person.household).update(birth=date(1990, 1, 1))
    type(person).objects.filter(pk=person.pk).update(birth=years_from(clock.today(), -years))


def told(person, kind, value, since=None):
    fact = NewFact(
        kind=kind,
        household=person.household_id,
        person=person.pk,
        village=person.village_id,
        value=value,
        valid_from=since or clock.today(),
        source_label="县民政局报送",
    )
    post_facts([fact])


def renewed():
    for part in difference().pieces():
        write(part)
    drain()
    found = Doubt.objects.filter(list="unreceived")
    return {one.code: (one.unit.code, one.state) for one in found.select_related("unit")}


def roster(code, column, value, people, post):
    rows = [(one.name, one.id_number, value) for one in people]
    return sent(code, (*WHO, column), rows, post, Month.of(clock.today()))


def test_an_old_member_whom_the_roster_does_not_name_is_a_lead_of_civil_affairs(civil, li, people):
    aged(li, 81)
    assert renewed() == {}
    roster("mz_gaoling", "年龄档次", "80-89周岁", [people["赵六"]], civil)
    assert renewed() == {"old_age": ("mzj", "raised")}
    source = LeadSource.objects.get(kind="doubt")
    assert source.unit.code == "mzj"
    assert f"{Month.of(clock.today()).label}的名册里没有" in source.sentence
    assert renewed() == {"old_age": ("mzj", "raised")}
    assert LeadSource.objects.filter(kind="doubt").count() == 1
    assert all(one.difference == 0 for one in sums())


def test_whom_the_roster_names_receives(civil, labour, li, people):
    aged(li, 81)
    roster("mz_gaoling", "年龄档次", "80-89周岁", [people["李四"]], civil)
    roster("rs_yanglao", "参保情况", "领取待遇", [people["赵六"]], labour)
    assert renewed() == {"pension": ("rsj", "raised")}


def test_a_measure_is_that_of_its_member_or_of_the_only_one_it_can_be_about(labour, civil, li, people):
    zhao = people["赵六"].person
    case = approved(zhao.household)
    type(li).objects.filter(pk=li.pk).update(household=zhao.household, village=zhao.village)
    roster("rs_yanglao", "参保情况", "领取待遇", [people["张三"]], labour)
    aged(zhao, 70)
    now = {"household": zhao.household, "village": zhao.village, "from_on": clock.today()}
    had = Measure.objects.create(
        case=case, unit=unit("rsj"), kind="safetynet", what="养老保险", until_on=clock.today(),
        state="delivered", delivered_on=clock.today(), **now,
    )  # fmt: skip
    assert "pension" not in renewed()
    type(li).objects.filter(pk=li.pk).update(birth=years_from(clock.today(), -71))
    assert renewed()["pension"] == ("rsj", "raised")
    assert "2 人" in Doubt.objects.get(code="pension").sentence
    Measure.objects.filter(pk=had.pk).update(person=zhao)
    assert [one.sentence[:3] for one in causes().values() if "养老" in one.sentence] == ["1 人"]


def test_a_roster_of_long_ago_says_nothing(civil, li, people):
    aged(li, 81)
    roster("mz_gaoling", "年龄档次", "80-89周岁", [people["赵六"]], civil)
    with clock.at(clock.noon(clock.today() + timedelta(days=150))):
        assert "old_age" not in renewed()


def test_the_severely_disabled_and_who_was_hurt_in_an_accident_are_asked_about_apart(civil, li, people):
    told(li, "disability.level", "二级")
    told(people["赵六"].person, "accident.harm", "致残")
    assert renewed() == {"assessment": ("cl", "raised")}
    roster("mz_canbu", "补贴类别", "护理补贴", [people["赵六"]], civil)
    assert renewed()["disability"] == ("mzj", "raised")


def test_the_poor_are_asked_about_low_income_aid_and_where_nobody_can_work_about_destitution(
    civil, li, people
):
    aged(li, 70)
    told(li, "income.per_head", Decimal(3000))
    roster("mz_dibao", "保障类别", "A类", [people["赵六"]], civil)
    assert renewed() == {"dibao": ("mzj", "raised")}
    roster("mz_tekun", "供养方式", "分散供养", [people["赵六"]], civil)
    type(li).objects.filter(household=li.household).update(birth=years_from(clock.today(), -70))
    assert {code for code, (_, state) in renewed().items() if state == "raised"} >= {"destitute"}


def test_relief_granted_lately_counts_until_it_is_ended(civil, li):
    told(li, "health.own_cost", Decimal(30000))
    assert renewed() == {}
    nil_return(kind=kind_of("mz_xinjiuzhu"), month=Month.of(clock.today()), post=civil)
    told(li, "safetynet.relief", "临时救助", clock.today() - timedelta(days=30))
    assert renewed() == {}
    told(li, "safetynet.left", "临时救助")
    assert renewed() == {"relief_illness": ("mzj", "raised")}
