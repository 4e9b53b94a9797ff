"""批量核实: only for what can be checked at a desk, marked as such, and drawn more often."""

from datetime import date
from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.enums import Role
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.models import CodeItem, Parameter
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Answer, Sample
from tests.support.register import pushed, workbook
from tests.warning.verification.assigning import arranged, home
from tests.warning.verification.steps import again, confirmed, differences, given, released

pytestmark = pytest.mark.django_db
APRIL, MAY_FIRST = Month.parse("2024-04"), date(2024, 5, 6)
AT_A_DESK: dict[str, Any] = {"method": Method.PAPERS, "many": True, "note": "医保结算单"}


def test_a_reason_that_can_be_checked_at_a_desk_is_taken_and_marked(county, lead):
    given(county, released(county, lead), Verdict.NO_RISK, **AT_A_DESK)
    kept = Answer.objects.get()
    assert (kept.many, kept.method, kept.reason) == (True, Method.PAPERS, "reimbursed")
    assert differences() == []


@pytest.mark.parametrize(
    ("verdict", "changes"),
    [
        (Verdict.NO_RISK, {"reason": "income_enough"}),
        (Verdict.AT_RISK, {}),
        (Verdict.NO_RISK, {"note": " "}),
        (Verdict.NO_RISK, {"method": Method.HOME}),
    ],
)
def test_nothing_else_is(county, lead, verdict, changes):
    lead = released(county, lead)
    with pytest.raises(Refusal):
        given(county, lead, verdict, **{**AT_A_DESK, **changes})
    assert not Answer.objects.exists()


def test_papers_alone_are_no_more_enough_for_one(county, lead):
    with pytest.raises(Refusal):
        given(
            county, released(county, lead), Verdict.NO_RISK,
            method=Method.PAPERS, reason="income_enough", note="工资单",
        )  # fmt: skip


def test_the_county_says_by_dated_table_which_reasons_they_are(county):
    def codes() -> list[str]:
        return [one.code for one in verification.desk_reasons()]

    assert codes() == ["reimbursed", "already_helped", "data_wrong"]
    CodeItem.objects.filter(table="desk_reason", code="data_wrong").update(valid_to=clock.today())
    label = CodeItem.objects.get(table="no_risk_reason", code="away_stable").label
    CodeItem.objects.create(
        table="desk_reason", code="local_1", label=label, position=9, valid_from=date(2024, 1, 1), source="x"
    )
    assert codes() == ["reimbursed", "already_helped", "away_stable"]


def test_they_are_drawn_at_the_rate_of_those_nobody_visited(county, people, tmp_path):
    Parameter.objects.filter(code="sample.percent").update(text="0")
    Parameter.objects.filter(code="sample.percent.desk").update(text="100")
    with clock.at(clock.noon(date(2024, 4, 12))):
        costs = [people[name].costs("90000") for name in ("张三", "李四")]
        pushed(workbook(tmp_path, costs, APRIL), county["insurer"], month=APRIL)
        first, second = Lead.objects.order_by("id")
        confirmed(county, released(county, first), Verdict.NO_RISK)
        confirmed(county, released(county, second), Verdict.NO_RISK, **AT_A_DESK)
    with clock.at(clock.noon(MAY_FIRST)):
        made = verification.draw(month=APRIL, post=county["bureau"])
    assert (made.population, made.population_desk) == (1, 1)
    assert Sample.objects.get().lead_id == second.pk
    assert [one.many for one in verification.samples(county["bureau"])] == [True]
    figures = verification.counted(Lead.objects.all(), APRIL).counts
    assert (figures["answered"], figures["many"]) == (2, 1)


def test_what_is_in_somebody_elses_hands_is_not_offered(county, lead):
    county.post("grid", Role.GRID_WORKER, county.village_unit, county.village)
    arranged(county, home("grid"))
    released(county, lead)
    assert list(verification.to_answer(county["cadre"])) == []
    assert list(verification.to_answer(county["grid"])) == [again(lead)]
