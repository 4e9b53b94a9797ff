"""What was true, and what was known, on any day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.accounts.api import acting_as, extend_reach, visible
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import writing
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import (
    CurrentFact,
    Fact,
    FactKind,
    NewFact,
    current,
    declare,
    known_on,
    post_facts,
    rebuild,
    true_on,
)
from dixian.registry.households.api import Household
from tests.support.everyone import appoint_everyone

pytestmark = pytest.mark.django_db
COST = "health.own_cost"
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


def cost(person, amount, valid_from, **changes):
    values = {
        "kind": COST, "household": person.household_id, "village": person.village_id, "person": person.pk,
        "value": Decimal(amount or 0), "valid_from": valid_from, "source_label": "试验",
    }  # fmt: skip
    return NewFact(**{**values, **changes})


def test_a_later_fact_takes_the_place_of_an_earlier_one_on_its_days(people):
    person = people["张三"].person
    post_facts([cost(person, "100", date(2024, 1, 31)), cost(person, "250", date(2024, 2, 29))])
    for day, amount in ((date(2024, 1, 31), "100"), (date(2024, 2, 28), "100"), (date(2024, 3, 1), "250")):
        assert true_on(household=person.household_id, day=day, post=None)[person.pk, COST].num == Decimal(
            amount
        )
    assert true_on(household=person.household_id, day=date(2024, 1, 30), post=None) == {}


def test_a_correction_is_true_for_the_past_but_was_not_known_then(people):
    person = people["张三"].person
    with clock.at(clock.noon(date(2024, 2, 1))):
        post_facts([cost(person, "100", date(2024, 1, 31))])
    with clock.at(clock.noon(date(2024, 3, 1))):
        post_facts([cost(person, "80", date(2024, 1, 31))])
    asked = {"household": person.household_id, "day": date(2024, 2, 1), "post": None}
    assert true_on(**asked)[person.pk, COST].num == Decimal(80)
    assert known_on(**asked, known=clock.noon(date(2024, 2, 15)))[person.pk, COST].num == Decimal(100)


def test_a_fact_that_ended_is_no_longer_true(people):
    person = people["张三"].person
    post_facts([cost(person, "100", date(2024, 1, 1), valid_to=date(2024, 2, 1))])
    assert true_on(household=person.household_id, day=date(2024, 1, 31), post=None)
    assert not true_on(household=person.household_id, day=date(2024, 2, 1), post=None)


def test_an_undeclared_kind_is_refused(people):
    with pytest.raises(KeyError):
        post_facts([cost(people["张三"].person, "1", date(2024, 1, 1), kind="nobody.knows")])


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(["张三", "赵六"]), DAYS, st.integers(0, 10**6)), max_size=10))
def test_the_present_state_is_what_rebuilding_it_from_all_facts_gives(people, posted):
    from django.db import transaction

    with transaction.atomic():
        for name, day, amount in posted:
            post_facts([cost(people[name].person, str(amount), day)])
        kept = present()
        assert rebuild() == len(kept)
        assert present() == kept
        transaction.set_rollback(True)


def present():
    return sorted(CurrentFact.objects.values_list("household_id", "person_id", "kind", "fact_id"))


def test_the_present_facts_of_a_household(county, people):
    person = people["张三"].person
    post_facts([cost(person, "100", clock.today() - timedelta(days=1)), cost(person, "200", clock.today())])
    assert [one.fact.num for one in current(household=person.household_id, post=county["clerk"])] == [
        Decimal(200)
    ]


SENSITIVE = {"cadre": True, "clerk": True, "bureau": True, "insurer": True, "helper": True, "water": False}


@pytest.mark.parametrize(("name", "sees"), SENSITIVE.items())
def test_a_sensitive_fact_is_for_its_owner_the_areas_people_the_helper_and_the_bureau(
    county, people, name, sees
):
    """All of them reach the household; the water bureau through a file of its own."""
    person = people["张三"].person
    appoint_everyone(county, helped=person.household_id, far=people["赵六"].village)
    for code in ("swj", "ybj"):
        extend_reach(household_ids=[person.household_id], source="报送", unit=unit(code))
    post_facts([cost(person, "100", date(2024, 1, 31))])
    post = county[name]
    assert visible(Household.objects.all(), post).filter(pk=person.household_id).exists()
    asked = {"household": person.household_id, "post": post}
    assert bool(current(**asked)) == sees
    assert bool(true_on(**asked, day=date(2024, 2, 1))) == sees
    assert bool(known_on(**asked, day=date(2024, 2, 1), known=clock.now())) == sees
    with acting_as(post), writing():
        if connection.vendor == "postgresql":
            assert Fact.objects.exists() == CurrentFact.objects.exists() == sees


def test_a_fact_that_is_not_sensitive_is_for_whoever_reaches_the_household(county, people):
    declare(FactKind("test.tap", "自来水", "code", "swj"))
    person = people["张三"].person
    appoint_everyone(county, helped=person.household_id, far=people["赵六"].village)
    extend_reach(household_ids=[person.household_id], source="报送", unit=unit("swj"))
    post_facts([cost(person, None, date(2024, 1, 31), kind="test.tap", value="有")])
    assert [one.fact.code for one in current(household=person.household_id, post=county["water"])] == ["有"]
