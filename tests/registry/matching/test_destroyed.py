"""Numbers that a spreadsheet took for amounts."""

import pytest

from dixian.registry.matching.numbers import read_number
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import ending_in, number


def plain(birth: str = "19700101") -> str:
    return ending_in("7", birth)


@pytest.fixture
def register():
    return Register(
        [
            Listed("P1", "H1", "王建国", plain(), "后头乡", "前进村"),
            Listed("P2", "H2", "李淑芬", plain("19720315"), "后头乡", "前进村"),
            Listed("P3", "H3", "赵有叉", ending_in("X"), "后头乡", "前进村"),
        ]
    )


def found(register, name, cell, **more):
    (match,) = match_rows([Row(name, cell, **more)], register)
    return match


CUT = plain()[:15] + "000"


@pytest.mark.parametrize(
    "cell",
    [
        CUT,
        int(CUT),
        float(CUT),
        str(int(float(CUT))),
        f"{CUT}.0",
        f"{CUT[0]}.{CUT[1:15]}E+17",
        float(plain()),
    ],
)
def test_fifteen_digits_and_the_name_are_enough(register, cell):
    match = found(register, "王建国", cell)
    assert match[:2] == ("repaired", "P1")
    assert "Excel" in match.reason


def test_fifteen_digits_with_another_name_wait(register):
    match = found(register, "王建过", CUT)
    assert (match.bin, match.candidates) == ("ambiguous", ("P1",))


def test_six_digits_are_too_few_even_with_name_and_village(register):
    match = found(register, "王建国", "2.31226E+17", village="前进村")
    assert (match.bin, match.person, match.candidates) == ("ambiguous", "", ("P1",))
    assert "末 12 位已丢失" in match.reason


def test_a_number_that_ends_in_x_was_never_destroyed(register):
    match = found(register, "赵有叉", ending_in("X")[:15] + "000")
    assert match.person == ""


def test_two_who_share_name_and_fifteen_digits_wait():
    pair = [number("19700101", sequence) for sequence in range(120, 130)]
    first, second = [one for one in pair if one[-1] != "X"][:2]
    register = Register([Listed("P1", "H1", "王建国", first), Listed("P2", "H2", "王建国", second)])
    match = found(register, "王建国", first[:15] + "000")
    assert (match.bin, match.candidates) == ("ambiguous", ("P1", "P2"))


def test_a_destroyed_number_of_nobody_is_rejected(register):
    assert found(register, "钱无人", number("19010101", 123)[:15] + "000").bin == "rejected"


def test_noughts_that_belong_to_the_number_are_left():
    true = next(one for s in range(0, 1000, 100) for y in range(1950, 2000)
                if (one := number(f"{y}0101", s)).endswith("000"))  # fmt: skip
    match = found(Register([Listed("P1", "H1", "王建国", true)]), "王建国", true)
    assert match[:2] == ("linked", "P1")


def test_noughts_without_a_name_wait():
    true = next(one for s in range(0, 1000, 100) for y in range(1950, 2000)
                if (one := number(f"{y}0101", s)).endswith("000"))  # fmt: skip
    match = found(Register([Listed("P1", "H1", "王建国", true)]), None, true)
    assert (match.bin, match.candidates) == ("ambiguous", ("P1",))


@pytest.mark.parametrize("cell", ["无", "不详", "0", 0.0, "", None, float("nan"), "-", True])
def test_words_in_the_place_of_a_number_are_no_number(cell):
    assert not read_number(cell).given


def test_a_number_that_a_program_rounded_up_to_sixteen_digits_is_still_its_owners():
    """pandas and openpyxl write sixteen digits: …1967 becomes …2000, and Excel's fifteen are another's."""
    whole = next(
        text
        for sequence in range(951, 1000)
        if (text := number("19591127", sequence))[15:17] >= "95" and text[-1] != "X"
    )
    rounded = float(f"{int(whole):.15e}")
    register = Register([Listed("P1", "H1", "李娟", whole, "后头乡", "前进村")])
    assert f"{rounded:.0f}"[:15] != whole[:15]
    assert (found(register, "李娟", rounded).bin, found(register, "李娟", rounded).person) == (
        "repaired",
        "P1",
    )
    assert found(register, "李娟娟", rounded).bin != "repaired"
