"""Facts that do not fit what is done: looked at by another, or a lead; and gone when the facts are."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dixian.commons.leads.api import Lead, LeadSource
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import years_from
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.doubts.api import Doubt, look_again, standing, sums
from dixian.warning.doubts.keeping import difference, write
from dixian.warning.measures.api import Protection
from tests.warning.measures.conftest import approved
from tests.warning.measures.steps import adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(people):
    return people["李四"].person.household


def told(home, kind, value):
    post_facts(
        [
            NewFact(
                kind=kind,
                household=home.pk,
                village=home.village_id,
                value=value,
                valid_from=clock.today(),
                source_label="县住建局报送",
            )
        ]
    )


def renewed():
    for part in difference().pieces():
        write(part)
    drain()
    return {(one.list, one.code): one.state for one in Doubt.objects.all()}


def the_doubt():
    return Doubt.objects.select_related("household", "lead").latest("id")


def duties():
    return list(
        Obligation.objects.filter(kind="doubts.look", state="open").values_list("subject_label", flat=True)
    )


def test_a_household_whose_facts_speak_for_monitoring_is_a_doubt_until_they_are_gone(county, hers):
    told(hers, "housing.grade", "D级")
    assert (renewed(), duties()) == ({("unlisted", "house"): "open"}, ["李四户"])
    assert renewed() == {("unlisted", "house"): "open"}
    assert [one.household for one in standing(county["clerk"], "unlisted")] == [hers]
    told(hers, "housing.grade", "A级")
    assert (renewed(), duties()) == ({("unlisted", "house"): "gone"}, [])


def test_whoever_is_monitored_or_looked_into_is_none(county, hers):
    told(hers, "income.per_head", Decimal(3000))
    approved(hers)
    assert ("unlisted", "income") not in renewed()


def test_large_costs_count_and_small_ones_do_not(county, hers):
    told(hers, "health.own_cost", Decimal(19999))
    assert renewed() == {}
    told(hers, "health.own_cost", Decimal(20000))
    assert renewed() == {("unlisted", "spending"): "open"}


def test_it_is_looked_at_by_another_than_who_found_no_risk(county, hers):
    told(hers, "housing.grade", "C级")
    renewed()
    Doubt.objects.update(first_by=county["clerk"].user)
    with pytest.raises(Refusal, match="自己核实过"):
        look_again(doubt=the_doubt(), risk=False, said="已搬走", post=county["clerk"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Doubt.objects.update(looked_by=county["clerk"].user)
    with pytest.raises(Refusal, match="复核情况"):
        look_again(doubt=the_doubt(), risk=False, said="", post=county["head"])
    look_again(doubt=the_doubt(), risk=False, said="已租住安全房", post=county["head"])
    assert (renewed(), duties()) == ({("unlisted", "house"): "settled"}, [])
    assert all(one.difference == 0 for one in sums())


def test_at_risk_it_becomes_a_lead_like_any_other(county, hers):
    told(hers, "housing.grade", "D级")
    renewed()
    look_again(doubt=the_doubt(), risk=True, said="仍住危房", post=county["head"])
    drain()
    lead = Lead.objects.get(household=hers)
    assert (lead.state, the_doubt().lead) == ("waiting", lead)
    assert Obligation.objects.filter(subject_uid=lead.uid, state="open").exists()
    assert renewed() == {("unlisted", "house"): "raised"}
    assert all(one.difference == 0 for one in sums())


def test_what_was_found_harmless_and_has_changed_since_is_looked_at_by_a_third(county, hers):
    told(hers, "housing.grade", "C级")
    renewed()
    look_again(doubt=the_doubt(), risk=False, said="已加固", post=county["head"])
    told(hers, "housing.grade", "D级")
    assert renewed() == {("unlisted", "house"): "settled"}
    with clock.at(clock.noon(clock.today() + timedelta(days=100))):
        renewed()
        assert (the_doubt().state, the_doubt().first_by) == ("open", county["head"].user)


def test_what_a_monitored_household_does_not_receive_is_a_lead_of_the_unit_whose_help_it_is(county, people):
    county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))
    person = people["李四"].person
    case = approved(person.household)
    told(person.household, "water.trouble", "停水")
    assert renewed() == {}
    adopted(county, type("Helped", (), {"case": case, "person": person})())
    assert renewed() == {("unreceived", "water"): "raised"}
    source = LeadSource.objects.get(kind="doubt")
    assert (source.unit.code, source.sentence.startswith("应享未享：饮水安全问题")) == ("swj", True)
    assert all(one.difference == 0 for one in sums())


def test_an_old_member_without_the_allowance_is_one(county, people):
    county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))
    person = people["李四"].person
    case = approved(person.household)
    type(person).objects.filter(pk=person.pk).update(birth=years_from(clock.today(), -81))
    adopted(county, type("Helped", (), {"case": case, "person": person})())
    assert renewed() == {}
    Protection.objects.filter(kind="old_age").update(standing="not_entitled")
    assert renewed() == {("unreceived", "old_age"): "raised"}
