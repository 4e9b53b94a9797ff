"""Every check of cases, plans and eliminations from both sides: a household in order, and what breaks it."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import years_from
from dixian.registry.facts.api import CurrentFact, NewFact, post_facts
from dixian.registry.incomes.api import Campaign, Statement
from dixian.registry.quality.api import run_now, sums
from dixian.registry.quality.keeping import flaws
from dixian.warning.cases.api import CaseRisk
from dixian.warning.elimination.models import Elimination
from dixian.warning.measures.api import Measure, MemberPlan, Protection, deliver
from tests.warning.cases.steps import deciders
from tests.warning.measures.conftest import approved
from tests.warning.measures.steps import adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def helped(county, people):
    """李四's household, in order: approved forty days ago because of costs that are known, a job delivered."""
    deciders(county)
    county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))
    person = people["李四"].person
    made = SimpleNamespace(person=person, home=person.household, case=approved(person.household, days_ago=40))
    told(made.home, "health.own_cost", Decimal(30000))
    adopted(county, made)
    one = Measure.objects.select_related("unit", "household").get()
    deliver(measure=one, on=clock.today(), told="到岗", post=county["labour"])
    Protection.objects.filter(kind="destitute").update(standing="not_entitled")
    return made


def told(home, kind, value):
    post_facts(
        [
            NewFact(
                kind=kind,
                household=home.pk,
                village=home.village_id,
                value=value,
                valid_from=clock.today(),
                source_label="部门报送",
            )
        ]
    )


def found(helped):
    return {code for home, code in flaws() if home == helped.home.pk}


def risk(helped, code, note=""):
    CaseRisk.objects.filter(case=helped.case).update(risk=code, note=note)


def kinds(helped, kind):
    Measure.objects.filter(case=helped.case).update(kind=kind)


def labour(helped, code):
    MemberPlan.objects.filter(plan__case=helped.case).update(labour=code)


def statement(helped, **amounts):
    today = clock.today()
    campaign = Campaign.objects.create(
        kind="year", first=today - timedelta(days=365), last=today, opened_on=today, due_on=today
    )
    user = helped.county["cadre"].user
    Statement.objects.create(
        campaign=campaign, household=helped.home, village_id=helped.home.village_id, owner=unit("nyncj"),
        state="confirmed", filled_by=user, confirmed_by=helped.county["clerk"].user, confirmed_on=today, **amounts,
    )  # fmt: skip


def eliminated(helped, **more):
    """As the county's word leaves it, in order unless a test says otherwise."""
    today, people = clock.today(), helped.county
    helped.case.approved_on = today - timedelta(days=300)
    type(helped.case).objects.filter(pk=helped.case.pk).update(
        state="eliminated", ended_on=today, ended_how="helped", approved_on=helped.case.approved_on
    )
    told_ = {"income": Decimal(15000), "how": "helped", **more}
    Elimination.objects.create(
        case=helped.case, household=helped.home, village_id=helped.home.village_id, state="eliminated",
        reason="收入稳定", proposed_by=people["cadre"].user, proposed_on=today, closed_on=today,
        reviewed_by=people["clerk"].user, reviewed_on=today, approved_by=people["reviewer"].user,
        approved_on=today, number="某号", until=today - timedelta(days=1), **told_,
    )  # fmt: skip


def test_a_household_in_order_has_no_flaw(county, helped):
    helped.county = county
    assert found(helped) == set()
    eliminated(helped)
    assert found(helped) == set()


BREAKS = {
    "1_11_001": lambda one: CaseRisk.objects.update(to_on=clock.today()),
    "d_opening": lambda one: type(one.case).objects.update(event_date=None, lead=None),
    "2_11_001": lambda one: risk(one, "disability"),
    "5_15_015": lambda one: CurrentFact.objects.filter(kind="health.own_cost").delete(),
    "2_11_004": lambda one: risk(one, "other"),
    "2_11_005": lambda one: risk(one, "disaster"),
    "4_11_006a": lambda one: told(one.home, "water.trouble", "停水"),
    "4_11_006b": lambda one: told(one.home, "housing.grade", "D级"),
    "4_11_006c": lambda one: told(one.home, "education.out", "外出务工"),
    "1111_18": lambda one: told(one.home, "income.per_head", Decimal(20001)),
    "1_11_010": lambda one: Measure.objects.update(state="due", delivered_on=None),
    "5_11_032": lambda one: kinds(one, "safetynet"),
    "5_18_006": lambda one: risk(one, "unsafe_water"),
    "d_house": lambda one: risk(one, "unsafe_house"),
    "5_15_006": lambda one: labour(one, "none"),
    "5_16_004": lambda one: (_kept(one), _roster(one, "safetynet.destitute", "集中供养")),
    "5_15_019": lambda one: (_kept(one), _born(one, 18)),
    "5_12_004": lambda one: (kinds(one, "welfare_post"), _of(one), _born(one, 15)),
    "5_12_005": lambda one: (kinds(one, "welfare_post"), _of(one), _born(one, 70)),
    "4_11_016": lambda one: _roster(one, "disability.level", "一级"),
    "4_11_015": lambda one: _roster(one, "safetynet.dibao", "A类"),
    "5_11_013": lambda one: (kinds(one, "industry"), statement(one, wage=Decimal(9000))),
    "1_11_006": lambda one: (eliminated(one), told(one.home, "housing.grade", "C级")),
    "1_11_007": lambda one: (eliminated(one), told(one.home, "water.trouble", "停水")),
    "2_11_002": lambda one: (eliminated(one), type(one.case).objects.update(approved_on=clock.today())),
    "1_11_004": lambda one: eliminated(one, income=None),
    "1_11_009": lambda one: (eliminated(one), Measure.objects.update(state="dropped", dropped="不要", delivered_on=None)),
    "4_11_010": lambda one: eliminated(one, income=Decimal(5999)),
    "4_11_012": lambda one: (eliminated(one), statement(one, transfer=Decimal(9000))),
}  # fmt: skip


def _roster(one, kind, value):
    """Somebody else stands on the department's roster."""
    told(one.other, kind, value)


def _kept(one):
    """The help of the destitute, at an age at which nobody has to work."""
    Protection.objects.filter(kind="destitute").update(standing="has", why="")
    _born(one, 60)


def _of(one):
    Measure.objects.update(person=one.person)


def _born(one, years):
    type(one.person).objects.filter(household=one.home).update(birth=years_from(clock.today(), -years))


@pytest.mark.parametrize("code", sorted(BREAKS))
def test_each_break_is_found_by_its_check_and_by_no_other(county, people, helped, code):
    helped.county, helped.other = county, people["王五"].person.household
    BREAKS[code](helped)
    assert found(helped) == {code}


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [("water.trouble", "停水", "1_02_002"), ("health.uninsured", "断保", "1_02_003")],
)
def test_trouble_of_a_poverty_relieved_household_that_is_not_monitored(county, people, kind, value, code):
    home = people["王五"].person.household
    told(home, kind, value)
    assert {code for _, code in flaws()} == {code}
    approved(home)
    type(home).objects.filter(pk=home.pk).update(monitored="unstable", monitored_month="2024-04")
    assert code not in {code for _, code in flaws()}


def test_two_more_that_come_together(county, helped):
    helped.county = county
    labour(helped, "none")
    kinds(helped, "society")
    risk(helped, "unsteady_work")
    assert found(helped) == {"2_11_006"}
    Protection.objects.all().update(standing="not_entitled")
    risk(helped, "illness")
    assert found(helped) == set()


def test_what_departments_tell_after_the_last_run_is_the_next_ones(county, people):
    run_now(post=county["cadre"])
    drain()
    told(people["王五"].person.household, "water.trouble", "停水")
    assert flaws()
    assert [one.difference for one in sums()] == [0]
