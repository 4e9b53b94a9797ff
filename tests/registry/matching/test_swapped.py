"""Name and number that changed places in one row: put right, said, and never a way around anything else."""

import pytest

from dixian.registry.inquiries.rules import guesses
from dixian.registry.matching.rows import SWAPPED, Row, swapped
from tests.support.matching import number

TRUE = number("19700101", 123)


def test_a_row_whose_name_and_number_changed_places_is_repaired_and_says_so(find):
    match = find(TRUE, "王建国")
    assert match[:2] == ("repaired", "P1")
    assert match.reason.startswith(SWAPPED)


def test_what_is_wrong_with_the_number_besides_is_said_as_well(find):
    match = find(TRUE[:9] + "7" + TRUE[10:], "王建国")
    assert match[:2] == ("repaired", "P1")
    assert SWAPPED in match.reason and "证件号码" in match.reason


def test_another_name_with_the_number_waits_at_the_desk(find):
    match = find(TRUE, "王大力")
    assert (match.bin, match.candidates[0]) == ("ambiguous", "P1")
    assert match.reason.startswith(SWAPPED)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("王建国", TRUE),
        (TRUE, ""),
        (TRUE, TRUE),
        ("13800000101", "王建国"),
        (TRUE, "无"),
        ("王建国" + TRUE, "王建国"),
    ],
)
def test_what_may_be_anything_else_stays_as_it_was_written(name, written):
    assert swapped(Row(name, written)) is None


def test_trying_numbers_for_a_name_is_known_under_changed_places_too():
    rows = [Row(number("19700101", one), "王建国") for one in range(123, 133)]
    assert len(guesses(rows, most=5)) == len(rows)


def test_numbers_that_begin_with_one_digit_otherwise_each_time_are_guesses_too_and_namesakes_of_a_year_are_none():
    begun = [f"2312261970010{day}" for day in range(1, 10)]
    rows = [Row("张三", f"{one}{100 + at}X") for at, one in enumerate(begun)]
    assert guesses(rows, most=2) == set()
    assert guesses(rows, most=2, near=5) == set(range(9))
    assert guesses(rows[:5], most=2, near=5) == set()
