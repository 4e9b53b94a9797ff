"""A new source joins the household's lead; what is already known of it is its answer at once."""

from typing import Any
from uuid import uuid4

import pytest

from dixian.commons.leads.api import Lead, LeadSource, NewSource, answer_sources, move, raise_leads
from dixian.foundation.kernel import clock
from tests.support.register import Someone, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(acting: Any, home: Any) -> Any:
    """Makes one more source on the same household."""
    from tests.support.county import found_county

    county = found_county()
    villager = Someone("张三", 101, county.village)
    settle([villager])

    def made() -> LeadSource:
        new = NewSource(
            kind="alert",
            source_uid=uuid4(),
            group_uid=uuid4(),
            unit=county.insurance.pk,
            household=villager.person.household_id,
            village=county.village.pk,
            township=county.township.pk,
            sentence="累计 21,000.00 元",
            opened_on=clock.today(),
        )
        raise_leads([new])
        return LeadSource.objects.get(source_uid=new.source_uid)

    return made


def test_a_source_of_a_household_whose_risk_is_confirmed_is_answered_at_once(source: Any) -> None:
    first = source()
    lead = Lead.objects.get()
    move(leads=[lead], verb="release")
    move(leads=[Lead.objects.get()], verb="answer", verdict="at_risk", reason="illness")
    move(leads=[Lead.objects.get()], verb="confirm_risk")
    answer_sources(lead=lead, verdict="at_risk", on=clock.today())
    second = source()
    assert second.lead_id == first.lead_id
    assert (second.answer, second.answered_on) == ("at_risk", clock.today())


def test_a_source_that_joins_a_lead_under_question_waits_for_its_answer(source: Any) -> None:
    source()
    assert source().answered_on is None
    assert Lead.objects.count() == 1
