"""Numbers of which a file shows only some digits."""

import pytest

from dixian.registry.matching.numbers import read_number
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import ending_in

OLD, YOUNG, OTHER = ending_in("X", "19500101"), ending_in("4", "19900101"), ending_in("7", "19720315")


@pytest.fixture
def register():
    return Register(
        [
            Listed("P1", "H1", "王建国", OLD, "后头乡", "前进村"),
            Listed("P2", "H2", "王建国", YOUNG, "后头乡", "新生村"),
            Listed("P3", "H3", "李淑芬", OTHER, "后头乡", "前进村"),
        ]
    )


def found(register, name, cell, **more):
    (match,) = match_rows([Row(name, cell, **more)], register)
    return match


@pytest.mark.parametrize(
    "cell",
    [
        YOUNG[:4] + "*" * 10 + YOUNG[14:],
        YOUNG[:6] + "×" * 8 + YOUNG[14:],
        YOUNG[:6] + "xxxxxxxx" + YOUNG[14:],
        YOUNG[:6] + " **** **** " + YOUNG[14:],
        YOUNG[:6] + "＊" * 8 + YOUNG[14:],
        YOUNG[:6] + "****" + YOUNG[14:],
        "身份证号：" + YOUNG[:6] + "********" + YOUNG[14:],
    ],
)
def test_a_covered_number_waits_with_whom_it_fits_first(register, cell):
    match = found(register, "王建国", cell)
    assert (match.bin, match.person, match.candidates) == ("ambiguous", "", ("P2", "P1"))
    assert "证件号码被遮盖，只有前" in match.reason


def test_it_says_what_is_seen(register):
    assert "只有前 4 位和末 4 位" in found(register, "王建国", OLD[:4] + "*" * 10 + OLD[14:]).reason
    assert "只有末 4 位" in found(register, "王建国", "*" * 14 + OLD[14:]).reason
    assert (
        "只看得见 10 位" in found(register, "王建国", OLD[:2] + "****" + OLD[6:10] + "****" + OLD[14:]).reason
    )


def test_an_x_at_the_end_is_the_check_character(register):
    match = found(register, "王建国", OLD[:6] + "********" + OLD[14:])
    assert match.candidates[0] == "P1"
    assert read_number(OLD[:6] + "x" * 12).seen == OLD[:6] + "*" * 12


def test_who_lives_where_the_row_says_comes_first_among_those_it_fits(register):
    both = "231226" + "*" * 12
    assert found(register, "王建国", both, village="新生村").candidates == ("P2", "P1")
    assert found(register, "王建国", both, village="前进村").candidates == ("P1", "P2")


def test_one_namesake_whom_it_fits_is_still_a_persons_to_decide(register):
    match = found(register, "李淑芬", OTHER[:6] + "********" + OTHER[14:])
    assert (match.bin, match.candidates) == ("ambiguous", ("P3",))


def test_of_a_name_nobody_bears_it_goes_back_and_says_why(register):
    match = found(register, "钱生人", "2312**********1234")
    assert match.bin == "rejected"
    assert "被遮盖" in match.reason


def test_of_a_common_name_whom_it_fits_is_among_the_first():
    many = [
        Listed(
            f"P{at:03}", f"H{at}", "王伟", ending_in("5", f"19{50 + at % 50}01{1 + at % 28:02}"), "乡", "村"
        )
        for at in range(300)
    ]
    true = many[299]
    match = found(Register(many), "王伟", true.number[:6] + true.number[6:14] + "****")
    assert match.bin == "ambiguous"
    assert next(one for one in many if one.person == match.candidates[0]).number[:14] == true.number[:14]


@pytest.mark.parametrize("cell", ["无", "***", "2312", "x", None, "******************"])
def test_what_shows_nothing_is_no_covered_number(cell):
    assert read_number(cell).seen == ""
