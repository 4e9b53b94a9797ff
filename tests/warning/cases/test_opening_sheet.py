"""What the national sheet may add to a monitored case, and what it may not change."""

from datetime import date

import pytest

from dixian.registry.households.models import Household
from dixian.warning.cases import api as cases
from dixian.warning.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(county, people):
    """Take one row of 张三's household, monitored since April 2023."""
    home = Household.objects.filter(pk=people["张三"].person.household_id)
    home.update(monitored="unstable", monitored_month="2023-04")
    cases.take_over()

    def taken(**told):
        row = {**dict.fromkeys(one.code for one in cases.OPENING_COLUMNS), "number": "H00101", **told}
        return cases.complete_many(rows=[(2, row)], post=county["bureau"])

    return taken


def the_case():
    return Case.objects.get()


def test_a_month_to_come_is_named_and_nothing_of_the_row_taken(take):
    Case.objects.update(event_date=None)
    result = take(event_month="2099-01", risk1="因病")
    assert (result.done, result.refused) == (0, {"H00101"})
    assert "2099-01 在今天以后" in result.problems[0][1]
    assert (the_case().event_date, the_case().risks.count()) == (None, 0)


def test_the_day_makes_the_month_of_the_register_exact(take):
    take(event_date=date(2023, 4, 20))
    assert the_case().event_date == date(2023, 4, 20)


def test_what_is_there_stays_and_the_difference_is_named(take):
    first = {"event_date": date(2023, 4, 20), "approved_on": date(2023, 5, 4), "approval_number": "旧文1号"}
    assert take(risk1="因病", **first).done == 1
    other = {"event_date": date(2023, 3, 3), "approved_on": date(2023, 5, 9), "approval_number": "旧文2号"}
    result = take(risk1="因病", risk2="因学", **other)
    assert (result.done, result.problems) == (0, [])
    said = "".join(one for _, one in result.differing)
    assert all(word in said for word in ("2023-03-03", "2023-05-09", "旧文2号", "因学", "没有改"))
    case = the_case()
    assert {name: getattr(case, name) for name in first} == first
    assert list(case.risks.values_list("risk", flat=True)) == ["illness"]


def test_the_same_sheet_again_changes_nothing(take):
    told = {"event_month": "2023-04", "approved_on": date(2023, 5, 4), "risk1": "因病"}
    take(**told)
    version = the_case().version
    result = take(**told)
    assert (result.done, result.problems, result.differing) == (0, [], [])
    assert the_case().version == version


def test_a_row_that_says_the_risk_is_gone_is_not_put_into_an_open_case(take):
    result = take(risk1="因病", eliminated="是")
    assert (result.done, result.refused) == (0, {"H00101"})
    assert "风险已消除" in result.problems[0][1]
    Case.objects.update(state="eliminated", ended_on=date(2024, 1, 31), ended_how="helped")
    assert take(risk1="因病", eliminated="是").done == 1
