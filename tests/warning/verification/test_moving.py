"""A household moves to another village: its open leads, their duties and what is known go along."""

from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import Lead, LeadSource, leads, moves_of
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit_of_area, villages_of
from dixian.foundation.audit.api import reading
from dixian.foundation.jobs.api import drain
from dixian.foundation.policy.api import approve
from dixian.foundation.worklist.api import inbox
from dixian.registry.households import api as households
from dixian.registry.households.models import Household
from dixian.warning.verification import api as verification
from tests.support.changes import again as batch_again
from tests.support.changes import undone
from tests.support.facts import told_by_departments
from tests.warning.verification.test_loop import again, answered, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def far(county: Any) -> Any:
    """The village the household goes to, in another township, with people in both."""
    village = villages_of(county.other)[0]
    town = unit_of_area(county.other)
    county.post("far_clerk", Role.TOWNSHIP_CLERK, town, county.other)
    county.post("far_cadre", Role.VILLAGE_CADRE, unit_of_area(village) or town, village)
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    return village


def moved(county: Any, lead: Lead, village: Any) -> Any:
    made = households.correct_household(
        household=Household.objects.get(pk=lead.household_id),
        values={"village": village.pk},
        reason="户口簿",
        post=county["bureau"],
    )
    approve(proposal=batch_again(made).proposal, post=county["reviewer"])
    drain()
    return batch_again(made)


def waits(county: Any, post: str, lead: Lead) -> list[str]:
    return list(inbox(county[post]).filter(subject_uid=lead.uid).values_list("kind", flat=True))


def test_a_lead_to_be_answered_is_the_new_villages_with_the_same_limit(county, lead, far):
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    before = again(lead).due_on
    moved(county, lead, far)
    lead = again(lead)
    assert (lead.village, lead.township, lead.due_on) == (far, county.other, before)
    assert waits(county, "cadre", lead) == []
    assert waits(county, "far_cadre", lead) == ["verification.answer"]
    (duty,) = inbox(county["far_cadre"]).filter(subject_uid=lead.uid)
    assert duty.about.endswith("；整户迁来，原来的线索接着办")
    (line,) = moves_of([lead], county["far_clerk"])
    assert (line.left, line.village) == (county.village, far)
    give(county, lead, post=county["far_cadre"])
    verification.confirm(lead=again(lead), post=county["far_clerk"], covers=[])
    assert again(lead).state == LeadState.CLOSED
    assert [one.name for one in run_checks() if one.difference] == []


def test_an_answer_of_the_old_village_is_confirmed_by_the_new_township(county, lead, far):
    lead = answered(county, lead, Verdict.NO_RISK)
    moved(county, lead, far)
    lead = again(lead)
    assert (waits(county, "clerk", lead), waits(county, "far_clerk", lead)) == ([], ["verification.confirm"])
    with acting_as(county["far_clerk"]), reading():
        (answer,) = verification.answers_of(lead, county["far_clerk"])
        assert answer.answered_by == county.posts["cadre"].user
        assert [one.pk for one in leads(county["far_clerk"])] == [lead.pk]
        assert LeadSource.objects.visible_to(county["far_clerk"]).count() == 1
    with acting_as(county["clerk"]), reading():
        assert not leads(county["clerk"]).exists()


def test_what_is_known_is_known_in_the_new_village_and_said_no_otherwise(county, lead, far):
    with acting_as(county["cadre"]), reading():
        (before,) = told_by_departments(household=lead.household_id, post=county["cadre"])
    moved(county, lead, far)
    with acting_as(county["far_cadre"]), reading():
        (now,) = told_by_departments(household=lead.household_id, post=county["far_cadre"])
        assert (now.fact.num, now.fact.valid_from) == (before.fact.num, before.fact.valid_from)
        assert now.fact.source_label == before.fact.source_label
    with acting_as(county["cadre"]), reading():
        assert told_by_departments(household=lead.household_id, post=county["cadre"]) == []


def test_a_lead_that_has_ended_stays_and_taking_the_move_back_brings_the_open_one_home(county, lead, far):
    batch = moved(county, lead, far)
    undone(batch, by=county["bureau"], approver=county["reviewer"])
    drain()
    assert again(lead).village == county.village
    assert [one.village for one in moves_of([lead], county["bureau"])] == [county.village, far]
    answered(county, lead)
    verification.confirm(lead=again(lead), post=county["clerk"], covers=[])
    moved(county, lead, far)
    assert again(lead).village == county.village
