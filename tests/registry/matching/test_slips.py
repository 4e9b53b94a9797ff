"""A number with one slip of the hand: repaired with the exact name, never between two possible numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.registry.matching.edits import EXTRA, MISSING, SWAPPED, WRONG, neighbours, slip
from dixian.registry.matching.numbers import is_possible
from dixian.registry.matching.register import Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import number

TRUE = number("19700101", 123)
SLIPS = {
    TRUE[:9] + "7" + TRUE[10:]: WRONG,
    TRUE[:3] + TRUE[4:]: MISSING,
    TRUE[:5] + "9" + TRUE[5:]: EXTRA,
    TRUE[:1] + TRUE[2] + TRUE[1] + TRUE[3:]: SWAPPED,
    TRUE[:4] + TRUE[7] + TRUE[5:7] + TRUE[4] + TRUE[8:]: SWAPPED,
}


@pytest.mark.parametrize("written", SLIPS)
def test_one_slip_is_repaired_with_the_exact_name_and_named(find, written):
    match = find("王建国", written)
    assert match[:2] == ("repaired", "P1")
    assert SLIPS[written] in match.reason


@pytest.mark.parametrize("written", SLIPS)
def test_the_neighbours_of_a_number_hold_the_true_one(written):
    assert slip(written, TRUE) == SLIPS[written]
    assert TRUE in neighbours(written)


@pytest.mark.parametrize("written", SLIPS)
def test_one_slip_with_another_name_waits_with_the_right_person_first(find, written):
    match = find("王建过", written)
    assert (match.bin, match.person, match.candidates[0]) == ("ambiguous", "", "P1")


def test_two_slips_wait_for_a_person(find):
    match = find("王建国", TRUE[:2] + "9" + TRUE[3:16] + "55", village="前进村")
    assert (match.bin, match.candidates[0]) == ("ambiguous", "P1")


def test_two_namesakes_one_slip_away_wait_for_a_person(people):
    twin = people[0]._replace(person="P9", number=number("19700101", 133))
    register = Register([*people, twin])
    (match,) = match_rows([Row("王建国", twin.number[:15] + "5" + twin.number[16:])], register)
    assert match[:2] == ("repaired", "P9")
    between = TRUE[:15] + twin.number[15] + TRUE[16:]
    assert not is_possible(between)
    (match,) = match_rows([Row("王建国", between)], register)
    assert (match.bin, set(match.candidates)) == ("ambiguous", {"P1", "P9"})


@given(st.integers(0, 999), st.integers(0, 18), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_slip_of_a_possible_number_leads_back_to_it(sequence, at, other, digit):
    true = number("19700101", sequence)
    first, last = sorted((min(at, 17), other))
    for written in (
        true[:at] + digit + true[at + 1 :],
        true[:at] + true[at + 1 :],
        true[:at] + digit + true[at:],
        true[:at] + "S" + true[at + 1 :],
        true[:first] + true[last] + true[first + 1 : last] + true[first] + true[last + 1 :],
    ):
        if slip(written, true):
            assert true in neighbours(written)
    assert all(is_possible(one) or one[6:14] != true[6:14] for one in neighbours(true[:at] + true[at + 1 :]))


def test_a_possible_number_next_to_a_namesakes_is_not_his(find):
    """A twin who is not in the register has the next number."""
    next_one = number("19700101", 125)
    match = find("王建国", next_one)
    assert match.person == ""
    assert match.bin == "ambiguous"


def test_a_possible_number_is_linked_where_the_register_holds_the_slip(people):
    wrong = people[0]._replace(number=TRUE[:9] + "8" + TRUE[10:])
    (match,) = match_rows([Row("王建国", TRUE)], Register([wrong, *people[1:3]]))
    assert match[:2] == ("repaired", "P1")
    assert "更正户档案" in match.reason


def test_a_register_number_that_is_none_is_never_repaired_to(people):
    register = Register([people[0]._replace(number="13800001111")])
    (match,) = match_rows([Row("王建国", "1380001111")], register)
    assert match.bin == "ambiguous"


@pytest.mark.parametrize(
    "word", ["身份证:", "身份证号码：", "ID", "ID：", "No.", "NO: ", "证件号码 ", "公民身份号码:", "号码"]
)
def test_words_before_a_number_are_no_part_of_it(find, word):
    match = find("王建国", word + TRUE)
    assert match[:2] == ("repaired", "P1")
    assert "号码前的文字已去掉" in match.reason


@pytest.mark.parametrize("word", ["护照", "张三", "户口簿"])
def test_other_words_stay_for_a_person_to_read(find, word):
    assert find("王建国", word + TRUE).bin != "linked"


@pytest.mark.parametrize("behind", ["（户口本）", " 户口", "，已核", "(本人)"])
def test_words_behind_a_number_are_taken_off(find, behind):
    match = find("王建国", TRUE + behind)
    assert match[:2] == ("repaired", "P1")
    assert "号码后的文字已去掉" in match.reason


def test_words_in_brackets_before_a_number_are_taken_off(find):
    match = find("王建国", f"证件号（户口）：{TRUE}")
    assert match[:2] == ("repaired", "P1") and "号码前的文字已去掉" in match.reason


def test_words_behind_a_piece_of_a_number_do_not_make_it_one(find):
    assert find("王建国", "2人").reason == find("王建国", "").reason
