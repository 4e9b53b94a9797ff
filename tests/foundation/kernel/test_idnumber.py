"""Resident ID numbers: what is one, what is not, and why not, in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.idnumber import CHECK_CHARACTERS, check_digit, is_valid, parse
from dixian.foundation.kernel.problems import CellProblem

# The example printed in GB 11643-1999, and one that ends in X.
STANDARD = "11010519491231002X"
MAN = "231226197001011036"

NUMBERS = st.builds(
    lambda place, day, sequence: f"{place:06}{day:%Y%m%d}{sequence:03}",
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2024, 1, 1)),
    st.integers(0, 999),
).map(lambda first17: first17 + check_digit(first17))


def why_not(value: object) -> str:
    with pytest.raises(CellProblem) as problem:
        parse(value)
    assert problem.value.remedy
    return problem.value.message


def test_the_example_of_the_standard_is_valid():
    number = parse(STANDARD)
    assert (number.text, number.birth, number.sex) == (STANDARD, date(1949, 12, 31), "女")
    assert parse(MAN).sex == "男"


@given(NUMBERS)
def test_a_number_with_its_check_character_is_valid_and_gives_birth_and_sex(text):
    number = parse(text)
    assert number.text == text
    assert f"{number.birth:%Y%m%d}" == text[6:14]
    assert (number.sex == "男") == (text[16] in "13579")
    assert is_valid(text)


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_always_noticed(text, data):
    place = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from([char for char in CHECK_CHARACTERS if char != text[place]]))
    assert not is_valid(text[:place] + other + text[place + 1 :])


@given(NUMBERS, st.integers(0, 16))
def test_two_neighbouring_digits_exchanged_are_always_noticed(text, place):
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert swapped == text or not is_valid(swapped)


@given(NUMBERS)
def test_exactly_one_check_character_fits(text):
    assert [char for char in CHECK_CHARACTERS if is_valid(text[:17] + char)] == [text[17]]


@pytest.mark.parametrize(
    "written", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002x\n"]
)
def test_a_number_is_read_through_case_width_and_blanks_but_is_valid_only_as_it_stands(written):
    assert parse(written).text == STANDARD
    assert not is_valid(written)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("110105491231002", "身份证号应为 18 位，现在是 15 位"),
        (STANDARD[:17], "现在是 17 位"),
        (STANDARD + "0", "现在是 19 位"),
        ("", "现在是 0 位"),
        (None, "现在是 0 位"),
        ("1101051949123100OX", "身份证号只能是数字，末位可以是 X"),
        ("X10105194912310021", "只能是数字"),
        ("11010519491231002Y", "只能是数字"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "只能是数字"),
        ("110105194902300020", "身份证号里的出生日期不存在"),
        ("110105190002290020", "出生日期不存在"),
        ("110105189912310020", "身份证号里的出生日期不合理"),
        ("110105299912310020", "出生日期不合理"),
        ("110105194912310029", "身份证号校验码不符，至少有一位写错"),
        (110105194912310020, "校验码不符"),
    ],
)
def test_what_is_no_number_says_why(value, says):
    assert says in why_not(value)


def test_somebody_born_today_has_a_number_and_somebody_born_tomorrow_has_none():
    first17 = "23122620240403001"
    born = first17 + check_digit(first17)
    with clock.at(clock.noon(date(2024, 4, 3))):
        assert parse(born).birth == date(2024, 4, 3)
    with clock.at(clock.noon(date(2024, 4, 2))):
        assert "不合理" in why_not(born)


def test_a_number_does_not_show_itself():
    assert STANDARD not in repr(parse(STANDARD))


@given(st.text(max_size=24))
def test_any_text_is_a_number_or_a_problem(text):
    try:
        assert len(parse(text).text) == 18
    except CellProblem as problem:
        assert problem.message and problem.remedy
