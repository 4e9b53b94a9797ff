"""What was true, and what was known, on any day."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.accounts.api import acting_as, extend_reach, visible
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import writing
from dixian.foundation.jobs.api import drain, enqueue, tick
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
from tests.support.often import often

pytestmark = pytest.mark.django_db
COST = declare(FactKind("test.cost", "费用", "num", "ybj", sensitive=True)).code
ILLNESS = declare(FactKind("test.illness", "病种", "code", "wjj", many=True)).code
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


def illness(person, code, valid_from, **changes):
    return cost(person, "0", valid_from, kind=ILLNESS, value=code, **changes)


POSTED = st.lists(
    st.tuples(st.sampled_from(["张三", "赵六"]), DAYS, st.integers(0, 3), st.none() | st.integers(1, 200)),
    max_size=10,
)


@settings(max_examples=often(15))
@given(POSTED, DAYS, DAYS)
def test_on_any_day_the_present_state_is_what_is_true_on_it(people, posted, first, second):
    from django.db import transaction

    with transaction.atomic():
        with clock.at(clock.noon(min(first, second))):
            for name, since, number, days in posted:
                until = since + timedelta(days=days) if days else None
                kind, value = (COST, Decimal(number)) if number < 2 else (ILLNESS, f"I{number}")
                post_facts([cost(people[name].person, "0", since, kind=kind, value=value, valid_to=until)])
            assert present() == true_today(people)
            turn_of_the_day()
            assert present() == true_today(people)
        with clock.at(clock.noon(max(first, second))):
            turn_of_the_day()
            kept = present()
            assert kept == true_today(people)
            assert rebuild() == len(kept)
            assert present() == kept
        transaction.set_rollback(True)


def turn_of_the_day():
    enqueue("facts.turn", key=f"turn:{uuid4()}")
    drain()


def present():
    return sorted(CurrentFact.objects.values_list("fact_id", flat=True))


def true_today(people):
    homes = {people[name].person.household_id for name in ("张三", "赵六")}
    return sorted(
        fact.pk for home in homes for fact in true_on(household=home, day=clock.today(), post=None).values()
    )


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


def test_what_begins_later_is_not_current_before_its_day(county, people):
    person = people["张三"].person
    with clock.at(clock.noon(date(2024, 11, 25))):
        post_facts([cost(person, "100", date(2024, 10, 31)), cost(person, "200", date(2024, 11, 30))])
        turn_of_the_day()
        assert [one.fact.num for one in current(household=person.household_id, post=county["clerk"])] == [
            Decimal(100)
        ]
    with clock.at(clock.noon(date(2024, 11, 30))):
        turn_of_the_day()
        assert [one.fact.num for one in current(household=person.household_id, post=county["clerk"])] == [
            Decimal(200)
        ]


def test_what_has_ended_is_gone_also_before_the_nightly_turn(county, people):
    person = people["张三"].person
    with clock.at(clock.noon(date(2024, 11, 25))):
        post_facts([cost(person, "100", date(2024, 10, 31), valid_to=date(2024, 11, 26))])
        assert len(current(household=person.household_id, post=county["clerk"])) == 1
    with clock.at(clock.noon(date(2024, 11, 26))):
        assert current(household=person.household_id, post=county["clerk"]) == []
        turn_of_the_day()
        assert not CurrentFact.objects.exists()


def test_the_turn_comes_by_itself_each_night(county, people):
    person = people["张三"].person
    with clock.at(clock.noon(date(2024, 11, 25))):
        post_facts([cost(person, "100", date(2024, 11, 26))])
    with clock.at(clock.noon(date(2024, 11, 26))):
        tick()
        drain()
        assert len(current(household=person.household_id, post=county["clerk"])) == 1


def test_nights_without_a_worker_are_made_up_for(county, people):
    person = people["张三"].person
    with clock.at(clock.noon(date(2024, 11, 1))):
        turn_of_the_day()
        post_facts([cost(person, "100", date(2024, 11, 3)), cost(person, "200", date(2024, 11, 20))])
    with clock.at(clock.noon(date(2024, 12, 1))):
        turn_of_the_day()
        assert [one.fact.num for one in current(household=person.household_id, post=county["clerk"])] == [
            Decimal(200)
        ]


def test_several_values_of_one_kind_stand_side_by_side_and_end_one_by_one(county, people):
    person = people["张三"].person
    since = date(2024, 3, 1)
    post_facts([illness(person, "I10", since), illness(person, "E11", since)])
    assert {one.fact.code for one in current(household=person.household_id, post=county["clerk"])} == {
        "I10",
        "E11",
    }
    post_facts([illness(person, "I10", since, valid_to=date(2024, 4, 1))])
    assert {one.fact.code for one in current(household=person.household_id, post=county["clerk"])} == {"E11"}


@pytest.mark.parametrize("values", [{}, {"num": 1, "code": "a"}], ids=["none", "two"])
def test_a_fact_holds_exactly_one_value(people, values):
    person = people["张三"].person
    with pytest.raises(IntegrityError, match="fact_has_one_value"):
        Fact.objects.create(
            household_id=person.household_id,
            village_id=person.village_id,
            kind=COST,
            valid_from=date(2024, 1, 1),
            source_label="试验",
            **values,
        )
