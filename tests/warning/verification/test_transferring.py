"""A household that is not the village's own: offered to another village, taken or refused, every step kept."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.commons.leads.api import Lead, LeadSource, leads, moves_of
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import NotAllowed, Reach, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit_of_area, villages_of
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.warning.verification import api as verification
from tests.warning.verification.steps import again, confirmed, differences, given, released, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def far(county: Any) -> Any:
    """A village of another township with people in both."""
    village = villages_of(county.other)[0]
    town = unit_of_area(county.other)
    county.post("far_clerk", Role.TOWNSHIP_CLERK, town, county.other)
    county.post("far_cadre", Role.VILLAGE_CADRE, unit_of_area(village) or town, village)
    return village


@pytest.fixture
def offered(county: Any, lead: Lead, far: Any) -> Lead:
    """张三's, offered to a village of another township."""
    released(county, lead)
    return given(county, lead, Verdict.TRANSFER, to_village=far)


def test_the_other_village_sees_it_and_has_the_duty_with_its_limit(county, offered):
    assert (offered.state, offered.due_on) == (LeadState.OFFERED, due("limit.take", clock.today()))
    assert (waits(county, "cadre", offered), waits(county, "clerk", offered)) == ([], [])
    assert waits(county, "far_cadre", offered) == ["verification.take"]
    with acting_as(county["far_cadre"]), reading():
        assert [one.pk for one in leads(county["far_cadre"])] == [offered.pk]
    assert differences() == []


def test_taken_it_is_the_other_villages_with_a_new_limit_and_a_line(county, offered, far):
    with clock.at(clock.noon(clock.today() + timedelta(days=2))):
        verification.take(lead=offered, post=county["far_cadre"])
        lead = again(offered)
        assert (lead.state, lead.village, lead.township) == (LeadState.RELEASED, far, county.other)
        assert lead.due_on == due("limit.answer", clock.today())
    assert waits(county, "far_cadre", lead) == ["verification.answer"]
    assert LeadSource.objects.get(lead=lead).village == far
    (line,) = moves_of([lead], county["far_clerk"])
    assert (line.left, line.village, line.moved) == (county.village, far, False)
    assert differences() == []
    with clock.at(clock.noon(clock.today() + timedelta(days=2))):
        given(county, lead, Verdict.NO_RISK, post=county["far_cadre"])
        verification.confirm(lead=again(lead), post=county["far_clerk"])
    assert again(lead).state == LeadState.CLOSED


def test_refused_it_comes_back_with_the_reason_and_the_others_see_it_no_longer(county, offered):
    verification.refuse(lead=offered, reason="查无此户", post=county["far_cadre"])
    lead = again(offered)
    assert (lead.state, lead.village, lead.due_on) == (
        LeadState.RETURNED, county.village, due("limit.answer", clock.today()),
    )  # fmt: skip
    assert waits(county, "cadre", lead) == ["verification.answer"]
    with acting_as(county["far_cadre"]), reading():
        assert not leads(county["far_cadre"]).exists()
    assert not Reach.objects.filter(source="线索移交").exists()
    with acting_as(county["cadre"]), reading():
        (told,) = verification.transfers_of([lead], county["cadre"])
        assert told.taking.reason == "查无此户"
    assert differences() == []
    assert confirmed(county, lead, Verdict.NO_RISK).state == LeadState.CLOSED


def test_the_township_of_the_other_village_takes_it_too_and_nobody_else(county, offered):
    for post in ("clerk", "bureau"):
        with pytest.raises(NotAllowed):
            verification.take(lead=again(offered), post=county[post])
    verification.take(lead=again(offered), post=county["far_clerk"])
    assert again(offered).state == LeadState.RELEASED


def test_who_offered_it_does_not_take_it(county, lead):
    released(county, lead)
    offered = given(county, lead, Verdict.TRANSFER, post=county["clerk"])
    with pytest.raises(Refusal, match="不能接收自己移交的线索"):
        verification.take(lead=offered, post=county["clerk"])
    verification.take(lead=offered, post=county["head"])
    assert again(lead).village == county.second


@pytest.mark.parametrize("to", [None, "village", "township"])
def test_it_goes_to_another_village(county, lead, to):
    released(county, lead)
    with pytest.raises(Refusal):
        given(county, lead, Verdict.TRANSFER, to_village=getattr(county, to) if to else None)
    assert again(lead).state == LeadState.RELEASED


def test_check_sees_a_transfer_that_nobody_waits_for(offered):
    Lead.objects.filter(pk=offered.pk).update(state="returned")
    assert "移交的线索 = 对方已答复 + 待接收" in differences()
