"""What monitored households had before: measures of the national sheet come in as an opening balance, and nobody owes anything."""

from datetime import date

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.models import Household
from dixian.warning.cases import api as cases
from dixian.warning.measures import api as measures
from dixian.warning.measures.api import Measure, take_measures
from dixian.warning.measures.tallies import measures_in_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(county, people):
    """张三 and 王五, monitored since April 2023 by the national export."""
    for name in ("张三", "王五"):
        home = Household.objects.filter(pk=people[name].person.household_id)
        home.update(monitored="unstable", monitored_month="2023-04")
    cases.take_over()
    return county


def row(number, **told):
    return {**dict.fromkeys(one.code for one in cases.OPENING_COLUMNS), "number": number, **told}


def test_members_of_a_household_are_one_row_and_each_measure_is_one(before):
    rows = [
        (2, row("H00101", risk1="因病", of_safetynet="低保、残疾人补贴", of_industry="")),
        (3, row("H00101", risk1="因病", of_safetynet="低保", of_industry="庭院养殖", has_pension="是")),
        (4, row("H00103", of_employment="无", has_minimum_living="未享受")),
    ]
    assert take_measures(rows=rows, post=before["bureau"]).done == 4
    found = Measure.objects.order_by("kind", "what").values_list("household__number", "kind", "what", "state")
    assert list(found) == [
        ("H00101", "industry", "庭院养殖", "delivered"),
        *(("H00101", "safetynet", what, "delivered") for what in sorted(("低保", "残疾人补贴", "养老保险"))),
    ]
    whose = dict(Measure.objects.values_list("what", "unit__code"))
    assert whose == {"庭院养殖": "nyncj", "低保": "mzj", "残疾人补贴": "mzj", "养老保险": "rsj"}
    assert set(Measure.objects.values_list("delivered_on", flat=True)) == {date(2023, 4, 1)}
    assert not Obligation.objects.exists()
    assert measures_in_time(Month.parse("2023-04")) == {}
    assert take_measures(rows=rows, post=before["bureau"]).done == 0
    assert all(one.difference == 0 for one in measures.sums())


def test_whoever_has_none_is_on_the_list_to_be_completed(before):
    take_measures(rows=[(2, row("H00101", of_health="资助参保"))], post=before["bureau"])
    left = measures.narrowed(measures.monitored(before["bureau"]), "unhelped")
    assert [one.household.number for one in left] == ["H00103"]


def test_days_that_can_not_be_are_named_and_the_others_taken(before):
    Household.objects.filter(number="H00103").update(monitored_month="")
    rows = [
        (2, row("H00101", of_health="资助参保", help_from=date(2099, 1, 1))),
        (3, row("H00103", of_health="资助参保", help_from=date(2023, 5, 1), help_to=date(2023, 4, 1))),
    ]
    result = take_measures(rows=rows, post=before["bureau"])
    assert (result.done, [at for at, _ in result.problems]) == (0, [2, 3])
    right = row("H00103", of_water="入户管道", help_from=date(2023, 5, 1), help_to=date(2024, 4, 1))
    assert take_measures(rows=[(2, right)], post=before["bureau"]).done == 1
    assert str(Measure.objects.get().to_on) == "2024-04-01"


def test_a_completed_opening_starts_no_clock_and_every_sum_holds(before):
    told = {"approved_on": date(2023, 4, 20), "approval_number": "旧文〔2023〕3号", "event_month": "2023-03"}
    rows = [(2, row("H00101", risk1="因病", of_health="资助参保", **told))]
    assert cases.complete_many(rows=rows, post=before["bureau"]).done == 1
    take_measures(rows=rows, post=before["bureau"])
    assert not Obligation.objects.filter(due_on__lte=clock.today()).exists()
    assert all(one.difference == 0 for one in measures.sums())
