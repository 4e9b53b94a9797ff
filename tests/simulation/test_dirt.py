"""Dirty rows know whom they are about and what is wrong with them."""

from collections import Counter

import pytest

from dixian.foundation.areas.api import packaged_villages
from dixian.foundation.kernel.idnumber import check_digit
from dixian.simulation.world.characters import RARE
from dixian.simulation.world.dirt import DIRT, MIXTURE, STRANGERS, Dirty, dirty_rows
from dixian.simulation.world.people import Home, Villager, make_county

ROWS = 20_000


@pytest.fixture(scope="module")
def homes() -> list[Home]:
    return list(make_county(people=5000, seed=7, villages=packaged_villages()))


@pytest.fixture(scope="module")
def rows(homes: list[Home]) -> list[Dirty]:
    return list(dirty_rows(homes, rows=ROWS, seed=3))


@pytest.fixture(scope="module")
def people(homes: list[Home]) -> dict[str, Villager]:
    return {person.number: person for home in homes for person in home.persons}


def test_the_same_seed_makes_the_same_rows(homes: list[Home], rows: list[Dirty]) -> None:
    assert list(dirty_rows(homes, rows=ROWS, seed=3)) == rows
    assert list(dirty_rows(homes, rows=ROWS, seed=4)) != rows


def test_each_kind_comes_at_its_rate(rows: list[Dirty]) -> None:
    counted = Counter(row.error for row in rows)
    assert set(counted) == set(MIXTURE)
    for error, share in MIXTURE.items():
        assert counted[error] / ROWS == pytest.approx(share, rel=0.5, abs=0.0015)
    assert sum(MIXTURE.values()) == pytest.approx(1)


def test_only_strangers_have_no_true_person(rows: list[Dirty], people: dict[str, Villager]) -> None:
    for row in rows:
        assert (row.true_person == "") == (row.error in STRANGERS)
        assert row.true_person == "" or row.true_person in people


def test_no_stranger_has_the_number_of_a_resident(rows: list[Dirty], people: dict[str, Villager]) -> None:
    numbers = {person.id_number for person in people.values()}
    assert [row for row in rows if row.error in STRANGERS and row.number in numbers] == []


@pytest.mark.parametrize("error", sorted(set(DIRT) - {"clean", *STRANGERS}))
def test_a_dirty_row_differs_from_what_the_register_says(
    rows: list[Dirty], people: dict[str, Villager], error: str
) -> None:
    found = [row for row in rows if row.error == error]
    assert found
    for row in found:
        person = people[row.true_person]
        assert (row.name, row.number) != (person.name, person.id_number)


def test_strangers_bear_possible_numbers_unless_mistyped(rows: list[Dirty]) -> None:
    for row in rows:
        if row.error in STRANGERS:
            number = str(row.number)
            possible = number[:17].isdecimal() and check_digit(number[:17]) == number[17]
            assert possible == (row.error != "mistyped_stranger")


def test_namesakes_and_rare_characters_are_as_frequent_as_in_a_county(homes: list[Home]) -> None:
    counted = Counter(person.name for home in homes for person in home.persons)
    shared = sum(number for number in counted.values() if number > 1)
    rare = sum(number for name, number in counted.items() if set(name) & set(RARE))
    assert shared / counted.total() > 0.08
    assert 0.001 < rare / counted.total() < 0.2
