"""Who is not in the register, who can't be told, and rows that say nothing."""

import pytest

from dixian.registry.matching.register import Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import number


def test_a_possible_number_nobody_has_is_a_strangers(find):
    assert find("钱生人", number("19800101", 777)).bin == "stranger"


def test_a_stranger_of_a_known_name_is_a_stranger(find):
    assert find("王建国", number("19900101", 777, "110105")).bin == "stranger"


def test_a_namesake_of_the_same_day_waits_for_a_person(find):
    match = find("王建国", number("19700101", 777, "110105"))
    assert (match.bin, match.candidates) == ("ambiguous", ("P1",))


def test_somebody_without_a_number_in_the_register_waits_for_a_person(find):
    match = find("孙无证", number("19700101", 777), village="新生村")
    assert (match.bin, match.candidates) == ("ambiguous", ("P8",))


def test_without_a_number_it_is_always_the_desk(find):
    match = find("李淑芬", None, village="前进村")
    assert (match.bin, match.person, match.candidates) == ("ambiguous", "", ("P2",))


@pytest.mark.parametrize(("village", "order"), [("前进村", ("P1", "P4")), ("永安村", ("P4", "P1"))])
def test_the_village_decides_who_comes_first(find, village, order):
    assert find("王建国", "无", village=village).candidates == order


def test_without_a_number_a_homophone_of_the_village_is_offered(find):
    assert find("王建过", None, village="前进村").candidates == ("P1",)
    assert find("王建过", None, village="永安村").candidates == ("P4",)
    assert find("王建过", None, village="新生村").bin == "stranger"


def test_without_number_and_namesake_it_is_a_stranger(find):
    assert find("钱生人").bin == "stranger"


@pytest.mark.parametrize(("name", "cell"), [(None, None), ("", "无"), ("  ", "\u3000"), (None, 0.0)])
def test_neither_name_nor_number_is_rejected(find, name, cell):
    assert find(name, cell).bin == "rejected"


@pytest.mark.parametrize("cell", ["13800001111", "23122619709901123X", "123456", "９" * 18])
def test_an_impossible_number_of_nobody_is_rejected(find, cell):
    assert find("钱生人", cell).bin == "rejected"


def test_an_impossible_number_with_a_namesake_waits(find):
    assert find("李淑芬", "13800001111").candidates == ("P2",)


def test_at_most_five_candidates_are_offered(people):
    many = [people[0]._replace(person=f"Q{n}", household=f"K{n}") for n in range(9)]
    (match,) = match_rows([Row("王建国")], Register(many))
    assert match.candidates == ("Q0", "Q1", "Q2", "Q3", "Q4")


@pytest.mark.parametrize(
    "cell", ["1" * 1_000_000, "(" * 1_000_000, "王" * 1_000_000, "\x00", "=1+1", 10**400]
)
def test_a_monstrous_cell_is_one_row_like_any_other(find, cell):
    assert find(cell, cell).bin in ("stranger", "rejected")
    assert find("王建国", cell).bin == "ambiguous"
