"""Who comes into the register: a birth of about its day, and nobody who is there already."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households import api as households
from dixian.registry.households.models import Person
from tests.registry.changes.test_single import asked, day, home, person


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


def test_the_owner_of_a_number_beyond_the_scope_is_not_named(town):
    far = Person.objects.exclude(village__parent=town["clerk"].area).exclude(id_index=None).first()
    values = {"name": "张小", "relation": "之子", "id_number": far.id_number.open()}
    with pytest.raises(Refusal, match="不在您的范围") as refused:
        households.add_person(household=home("H00101"), values=values, why="迁入", on=day(), **asked(town))
    assert far.name not in refused.value.message
