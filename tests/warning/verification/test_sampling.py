"""The bureau looks again at some of a month's closed leads: drawn at random, the same for the same seed."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.models import Parameter
from dixian.foundation.worklist.api import inbox
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Sample
from dixian.warning.verification.rules import drawn
from tests.support.register import pushed, workbook
from tests.warning.verification.steps import again, confirmed, differences, given, released, waits

APRIL, MAY_FIRST = Month.parse("2024-04"), date(2024, 5, 6)
TWO = ("张三", "李四")


@for_all(st.lists(st.uuids(), unique=True, max_size=40), st.integers(0, 100), st.randoms())
def test_the_same_seed_draws_the_same_in_any_order_and_as_many_as_the_rate_asks(uids, percent, chance):
    first = drawn(uids, seed="2024-04", percent=Decimal(percent))
    chance.shuffle(uids)
    assert drawn(uids, seed="2024-04", percent=Decimal(percent)) == first
    assert len(first) == -(-len(uids) * percent // 100)


def test_another_seed_draws_others():
    uids = [UUID(int=number) for number in range(100)]
    first, second = (drawn(uids, seed=seed, percent=Decimal(10)) for seed in ("a", "b"))
    assert len(first) == len(second) == 10
    assert first != second


@pytest.fixture
def closed(county: Any, people: Any, tmp_path: Any) -> list[Lead]:
    """张三's looked at at home and 李四's by phone, both closed in April."""
    with clock.at(clock.noon(date(2024, 4, 12))):
        costs = [people[name].costs("90000") for name in TWO]
        pushed(workbook(tmp_path, costs, APRIL), county["insurer"], month=APRIL)
        leads = list(Lead.objects.order_by("id"))
        for lead, method in zip(leads, (Method.HOME, Method.PHONE), strict=True):
            confirmed(county, released(county, lead), Verdict.NO_RISK, method=method)
        drain()
    return [again(lead) for lead in leads]


def of(percent: int, desk: int) -> None:
    Parameter.objects.filter(code="sample.percent").update(text=str(percent))
    Parameter.objects.filter(code="sample.percent.desk").update(text=str(desk))


def drawn_in_may(county: Any) -> Any:
    with clock.at(clock.noon(MAY_FIRST)):
        return verification.draw(month=APRIL, post=county["bureau"])


@pytest.mark.django_db
def test_who_was_not_visited_is_drawn_at_a_rate_of_its_own_and_is_a_duty(county, closed):
    of(0, 100)
    made = drawn_in_may(county)
    assert (made.population, made.population_desk, len(made.seed)) == (1, 1, 16)
    sample = Sample.objects.get()
    assert (sample.lead, sample.desk) == (closed[1], True)
    assert list(inbox(county["bureau"]).values_list("kind", "subject_uid")) == [
        ("verification.sample", sample.uid)
    ]
    assert differences() == []


@pytest.mark.django_db
def test_confirmed_together_with_others_counts_as_at_a_desk(county, closed):
    with clock.at(clock.noon(date(2024, 4, 20))):
        verification.reopen(lead=closed[0], why="试验")
        lead = confirmed_many(county, closed[0])
    assert lead.state == LeadState.CLOSED
    assert drawn_in_may(county).population_desk == 2


def confirmed_many(county: Any, lead: Lead) -> Lead:
    given(county, lead, Verdict.NO_RISK)
    verification.confirm(lead=again(lead), post=county["clerk"], many=True)
    return again(lead)


@pytest.mark.django_db
def test_agreed_with_it_stays_closed(county, closed):
    of(100, 0)
    drawn_in_may(county)
    verification.examine(sample=Sample.objects.get(), agreed=True, post=county["bureau"])
    assert again(closed[0]).state == LeadState.CLOSED
    assert inbox(county["bureau"]).count() == 0
    assert differences() == []


@pytest.mark.django_db
def test_doubted_it_is_the_villages_again_and_the_department_is_told_anew(county, closed):
    of(100, 0)
    drawn_in_may(county)
    sample = Sample.objects.get()
    verification.examine(sample=sample, agreed=False, reason="户主说没有人来过", post=county["bureau"])
    lead = again(closed[0])
    assert (lead.state, lead.verdict, lead.closed_on) == (LeadState.RETURNED, "", None)
    assert waits(county, "cadre", lead) == ["verification.answer"]
    assert LeadSource.objects.get(lead=lead).answered_on is None
    assert verification.results_of_draws([sample.draw])[sample.draw_id] == (1, 1, 1)
    assert differences() == []
    assert confirmed(county, lead, Verdict.AT_RISK).state == LeadState.AT_RISK
    assert LeadSource.objects.get(lead=lead).answer == Verdict.AT_RISK
    assert differences() == []


@pytest.mark.django_db
def test_a_month_is_drawn_once_when_it_has_ended_and_by_the_bureau(county, closed):
    with clock.at(clock.noon(APRIL.last)), pytest.raises(Refusal, match="还没有结束"):
        verification.draw(month=APRIL, post=county["bureau"])
    with pytest.raises(NotAllowed):
        verification.draw(month=APRIL, post=county["clerk"])
    drawn_in_may(county)
    with pytest.raises(Refusal, match="已经抽过"):
        drawn_in_may(county)


@pytest.mark.django_db
def test_a_sample_is_examined_once_and_reopened_with_a_reason(county, closed):
    of(100, 0)
    drawn_in_may(county)
    sample = Sample.objects.get()
    with pytest.raises(Refusal, match="写明理由"):
        verification.examine(sample=sample, agreed=False, reason=" ", post=county["bureau"])
    verification.examine(sample=sample, agreed=True, post=county["bureau"])
    with pytest.raises(Refusal, match="已经抽查过"):
        verification.examine(sample=sample, agreed=True, post=county["bureau"])


@pytest.mark.django_db
def test_a_household_under_question_anew_is_not_reopened_beside_it(county, closed, people, tmp_path):
    of(100, 0)
    drawn_in_may(county)
    may, again_costly = APRIL.next(), people[closed[0].household.head_name].costs("150000")
    with clock.at(clock.noon(may.day(12))):
        pushed(workbook(tmp_path, [again_costly], may), county["insurer"], month=may)
        drain()
    with pytest.raises(Refusal, match="又有新的线索在办"):
        verification.examine(sample=Sample.objects.get(), agreed=False, reason="没去", post=county["bureau"])


@pytest.mark.django_db
def test_check_sees_a_sample_too_many(county, closed):
    of(0, 0)
    made = drawn_in_may(county)
    lead = closed[0]
    Sample.objects.create(
        draw=made, lead=lead, household=lead.household, village=lead.village, desk=False, due_on=MAY_FIRST
    )
    assert "抽中的户 = 按比例应抽的户" in differences()
