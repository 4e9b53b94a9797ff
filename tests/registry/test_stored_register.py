"""Asked only for what the rules ask, the register in the database places every row as the whole register would."""

from typing import Any

import pytest

from dixian.foundation.areas.models import Area
from dixian.foundation.kernel import clock
from dixian.registry.households.models import Person
from dixian.registry.matching import asking
from dixian.registry.matching.api import Listed, Register, Row, StoredRegister, match_rows
from dixian.simulation.drive.county import rows as as_register
from dixian.simulation.world.dirt import MIXTURE, dirty_rows
from dixian.simulation.world.people import make_county
from tests.support.register import insert_households

pytestmark = pytest.mark.django_db

# As many of each kind of dirt as of clean rows.
EVENLY = dict.fromkeys(MIXTURE, 1.0)


@pytest.fixture
def homes(county: Any) -> Any:
    """A synthetic county of the villages of two townships."""
    places = Area.objects.filter(parent__parent__isnull=False).select_related("parent").order_by("code")
    villages = [(one.code, one.name, one.parent.code, one.parent.name) for one in places[:12]]
    made = list(make_county(people=900, seed=3, villages=villages))
    insert_households(as_register(made, dict(Area.objects.values_list("code", "id"))))
    return made


def everybody() -> Register:
    """The whole register in memory, opened."""
    persons = Person.objects.filter(valid_to=None).select_related("household", "village__parent")
    return Register(
        Listed(
            one.number,
            one.household.number,
            one.name,
            one.id_number.open() if one.id_number else "",
            one.village.parent.name,
            one.village.name,
        )
        for one in persons.order_by("id")
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_dirty_rows_end_as_they_would_against_everybody(homes, seed):
    first, second = Person.objects.order_by("id")[:2]
    # A wrong number in the register, a name with something in brackets behind it, two persons of one number.
    break_number(first)
    Person.objects.filter(pk=second.pk).update(name=f"{second.name}（长子）", name_key=f"{second.name}(长子)")
    third, fourth = Person.objects.order_by("-id")[:2]
    Person.objects.filter(pk=third.pk).update(id_number=fourth.id_number, id_index=fourth.id_index)
    asked = [
        Row(one.name, one.number, one.township, one.village)
        for one in dirty_rows(homes, rows=1500, seed=seed, mixture=EVENLY)
    ]
    asked += [Row(), Row("无此人", "231226197001010"), Row("无此人", "2312261970010100001")]
    whole, stored = match_rows(asked, everybody()), StoredRegister().match(asked)
    assert [pair for pair in zip(whole, stored, strict=True) if pair[0] != pair[1]] == []
    assert {one.bin for one in stored} == {"linked", "repaired", "ambiguous", "stranger", "rejected"}


def break_number(person: Person) -> None:
    from dixian.foundation.vault.blind import blind

    number = person.id_number.open()
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    person.id_number, person.id_index = wrong, blind(wrong, "id")
    person.save()


def test_only_namesakes_have_their_number_opened(homes, monkeypatch):
    from dixian.registry.households.selectors import Known

    opened = []
    monkeypatch.setattr(Known, "open_number", lambda one: opened.append(one.name) or one.id_number.open())
    person = homes[0].persons[0]
    StoredRegister().match([Row(person.name, person.id_number)])
    assert opened == []
    StoredRegister().match([Row(person.name, person.id_number[:-1])])
    assert set(opened) == {person.name}


def test_a_person_who_left_the_register_is_nobodys_owner(homes):
    person = homes[0].persons[0]
    row = Row(person.name, person.id_number)
    assert StoredRegister().match([row])[0].bin == "linked"
    Person.objects.filter(number=person.number).update(valid_to=clock.today())
    assert StoredRegister().match([row])[0].bin in ("stranger", "ambiguous")


def test_a_clean_row_is_tried_once(homes, monkeypatch):
    tried = []
    once = asking.match_row
    monkeypatch.setattr(asking, "match_row", lambda row, register: tried.append(row) or once(row, register))
    rows = [Row(one.name, one.id_number) for home in homes[:20] for one in home.persons]
    StoredRegister().match(rows)
    assert tried == rows


def test_a_household_that_is_named_puts_its_member_first(homes):
    namesakes = {}
    for home in homes:
        for one in home.persons:
            namesakes.setdefault(one.name, []).append((home.number, one.number))
    twice = next(found for found in namesakes.values() if len({house for house, _ in found}) > 1)
    name = next(name for name, found in namesakes.items() if found is twice)
    for house, person in (twice[0], twice[-1]):
        assert StoredRegister().match([Row(name, household=house)])[0].candidates[0] == person
