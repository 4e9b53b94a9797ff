"""Who comes into the register: a birth of about its day, and nobody who is there already."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households import api as households
from dixian.registry.households.models import Person
from tests.registry.changes.test_single import asked, day, home, person
from tests.support.register import id_number


@pytest.mark.parametrize(("birth", "on"), [("1990-05-06", 0), ("1962-03-04", 0)])
def test_a_birth_is_of_about_the_day_it_happened(town, birth, on):
    values = {"name": "张小", "relation": "之子", "birth": birth}
    with pytest.raises(Refusal, match="不像是这次出生"):
        households.add_person(household=home("H00101"), values=values, why="出生", on=day(), **asked(town))
    assert households.add_person(household=home("H00101"), values=values, why="其他", on=day(), **asked(town))


def test_a_birth_some_weeks_ago_is_one(town):
    values = {"name": "张小", "relation": "之子", "birth": str(day() - timedelta(days=60))}
    assert households.add_person(household=home("H00101"), values=values, why="出生", on=day(), **asked(town))


def test_a_number_somebody_has_is_refused_and_its_owner_named(town):
    values = {"name": "张小", "relation": "之子", "id_number": person("P102").id_number.open()}
    with pytest.raises(Refusal, match="这个证件号码是") as refused:
        households.add_person(household=home("H00101"), values=values, why="迁入", on=day(), **asked(town))
    assert "（H00102）" in refused.value.message


def far_from(town):
    """Somebody with a number, beyond what the clerk reaches."""
    others = Person.objects.exclude(village__parent=town["clerk"].area).exclude(id_index=None)
    return others.select_related("household").first()


def entrant(number):
    return {"name": "张小", "relation": "之子", "id_number": number}


def added(town, number, **more):
    more = asked(town) | more
    return households.add_person(
        household=home("H00101"), values=entrant(number), why="迁入", on=day(), **more
    )


def told(batch, post):
    """What whoever decides is told of the numbers of a batch."""
    shown = households.shown_changes(households.changes_of_kind(batch, "", post))
    return list(households.owners_of_numbers(shown, post).values())


def test_that_a_number_is_somebodys_beyond_the_scope_is_told_to_nobody_who_asks(town):
    taken, free = added(town, far_from(town).id_number.open()), added(town, id_number(909))
    assert (taken.state, taken.message, taken.counts) == (free.state, free.message, free.counts)
    assert told(taken, town["clerk"]) == told(free, town["bureau"]) == []


@pytest.mark.parametrize(("reason", "later"), [("", 0), ("户口簿", 1)], ids=["no reason", "a day to come"])
def test_what_cannot_be_asked_for_is_refused_alike_whosever_the_number_is(town, reason, later):
    said, on = set(), day() + timedelta(days=later)
    for number in (far_from(town).id_number.open(), person("P102").id_number.open(), id_number(909)):
        with pytest.raises(Refusal) as refused:
            households.found_household(
                village=town.village, values=entrant(number), on=on, **asked(town, reason=reason)
            )
        said.add(refused.value.message)
    assert len(said) == 1


def test_whoever_approves_and_sees_the_county_is_told_whose_the_number_is(town):
    far = far_from(town)
    (said,) = told(added(town, far.id_number.open()), town["reviewer"])
    assert far.name in said and far.household.number in said


def test_a_number_within_the_scope_is_refused_and_nothing_is_asked_for(town):
    before = households.ChangeBatch.objects.count()
    with pytest.raises(Refusal, match="这个证件号码是"):
        added(town, person("P102").id_number.open())
    assert households.ChangeBatch.objects.count() == before
