"""What stands beside a name in its cell: whose family somebody is, marks that belong to no name."""

import pytest

from dixian.registry.inquiries.rules import guesses
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import number


@pytest.mark.parametrize(
    "written", ["王建国（妻）", "王建国(妻子)", "王建国（妻李淑芬）", "王建国(家属)", "王建国(代)"]
)
def test_a_name_with_a_relation_beside_the_number_of_family_waits(find, people, written):
    match = find(written, people[1].number)
    assert (match.bin, match.person, set(match.candidates)) == ("ambiguous", "", {"P1", "P2"})
    assert find("王建国（户主）", people[1].number)[:2] == ("repaired", "P1")


@pytest.mark.parametrize("written", ["王建国(之子)", "王建国（的女儿）", "王建国（他妈）"])
def test_somebodys_child_is_not_whoever_is_named(find, people, written):
    match = find(written, people[0].number)
    assert (match.bin, match.candidates[0]) == ("ambiguous", "P1")


@pytest.mark.parametrize("written", ["王建国（妻）", "王建国(父亲)", "王建国(代)"])
def test_with_the_own_number_a_relation_is_that_of_whoever_is_named(find, people, written):
    assert find(written, people[0].number)[:2] == ("repaired", "P1")


def test_a_child_listed_by_the_fathers_name_is_not_the_father():
    infant = Listed("P2", "H1", "王建国(之子)", "", "后头乡", "前进村")
    register = Register([Listed("P1", "H1", "王建国", number("19700101", 123), "后头乡", "前进村"), infant])
    (match,) = match_rows([Row("王建国（之子）")], register)
    assert (match.bin, match.candidates) == ("ambiguous", ("P2",))


@pytest.mark.parametrize(
    "written", ["王建国、", "王建国。", "“王建国”", "【王建国】", "王建国；", "'王建国", "王建国-"]
)
def test_marks_around_a_name_are_none_of_it(find, people, written):
    match = find(written, people[0].number)
    assert match[:2] == ("repaired", "P1")
    assert "符号已去掉" in match.reason


def test_numbers_tried_for_a_name_are_known_whatever_stands_around_it():
    numbers = [number("19700101", 100 + step) for step in range(6)]
    rows = [Row("王建国" + "、。；-,"[:step], one) for step, one in enumerate(numbers)]
    assert guesses(rows, most=3) == set(range(6))
