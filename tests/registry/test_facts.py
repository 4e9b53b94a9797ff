"""What was true, and what was known, on any day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel import clock
from dixian.registry.facts.api import CurrentFact, NewFact, current, known_on, post_facts, rebuild, true_on

pytestmark = pytest.mark.django_db
COST = "health.own_cost"
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


def cost(person, amount, valid_from, **changes):
    values = {
        "kind": COST, "household": person.household_id, "village": person.village_id, "person": person.pk,
        "value": Decimal(amount), "valid_from": valid_from, "source_label": "试验",
    }  # fmt: skip
    return NewFact(**{**values, **changes})


def test_a_later_fact_takes_the_place_of_an_earlier_one_on_its_days(people):
    person = people["张三"].person
    post_facts([cost(person, "100", date(2024, 1, 31)), cost(person, "250", date(2024, 2, 29))])
    for day, amount in ((date(2024, 1, 31), "100"), (date(2024, 2, 28), "100"), (date(2024, 3, 1), "250")):
        assert true_on(household=person.household_id, day=day)[person.pk, COST].num == Decimal(amount)
    assert true_on(household=person.household_id, day=date(2024, 1, 30)) == {}


def test_a_correction_is_true_for_the_past_but_was_not_known_then(people):
    person = people["张三"].person
    with clock.at(clock.noon(date(2024, 2, 1))):
        post_facts([cost(person, "100", date(2024, 1, 31))])
    with clock.at(clock.noon(date(2024, 3, 1))):
        post_facts([cost(person, "80", date(2024, 1, 31))])
    asked = {"household": person.household_id, "day": date(2024, 2, 1)}
    assert true_on(**asked)[person.pk, COST].num == Decimal(80)
    assert known_on(**asked, known=clock.noon(date(2024, 2, 15)))[person.pk, COST].num == Decimal(100)


def test_a_fact_that_ended_is_no_longer_true(people):
    person = people["张三"].person
    post_facts([cost(person, "100", date(2024, 1, 1), valid_to=date(2024, 2, 1))])
    assert true_on(household=person.household_id, day=date(2024, 1, 31))
    assert not true_on(household=person.household_id, day=date(2024, 2, 1))


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


def test_the_present_facts_of_a_household(people):
    person = people["张三"].person
    post_facts([cost(person, "100", clock.today() - timedelta(days=1)), cost(person, "200", clock.today())])
    assert [one.fact.num for one in current(household=person.household_id)] == [Decimal(200)]
