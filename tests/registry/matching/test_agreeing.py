"""Number and name as they should be, and what is no difference at all."""

import pytest

from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import ending_in, number


def test_number_and_name_that_agree_are_linked(find, people):
    match = find("王建国", people[0].number)
    assert (match.bin, match.person, match.candidates) == ("linked", "P1", ())


def test_an_exact_integer_is_a_number(find, people):
    whole = next(one for one in people if one.number[-1:].isdecimal())
    assert find(whole.name, int(whole.number))[:2] == ("linked", whole.person)


@pytest.mark.parametrize(
    ("mangle", "said"),
    [
        (lambda text: f"{text[:6]} {text[6:14]} {text[14:]}", "空格"),
        (lambda text: f"'{text}", "空格或符号"),
        (lambda text: f"{text}\u00a0\t", "空格"),
        (lambda text: "".join(chr(ord(char) + 0xFEE0) for char in text), "全角"),
        (lambda text: text[:-1].replace("0", "O", 2).replace("1", "l", 1) + text[-1], "字母"),
        (lambda text: text[:-1].replace("1", "I") + text[-1], "字母"),
        (lambda text: text[:6] + text[8:17], "15 位"),
        (lambda text: text + "42", "残疾证"),
        (lambda text: text + "42B1", "残疾证"),
        (lambda text: text[:-1].replace("0", "O", 1) + text[-1] + "42", "残疾证"),
        (lambda text: text + ".0", "空格或符号"),
    ],
)
def test_another_way_to_write_the_same_number_is_repaired_and_named(find, people, mangle, said):
    match = find("王建国", mangle(people[0].number))
    assert match[:2] == ("repaired", "P1")
    assert said in match.reason


def test_a_small_x_is_repaired():
    number = ending_in("X")
    register = Register([Listed("P1", "H1", "王建国", number)])
    (match,) = match_rows([Row("王建国", number.lower())], register)
    assert match[:2] == ("repaired", "P1")
    assert "小写 x" in match.reason


@pytest.mark.parametrize("name", [" 王建国", "王 建 国", "王建国\u3000", "王建国(户主)"])
def test_blanks_and_remarks_in_a_name_are_repaired(find, people, name):
    assert find(name, people[0].number)[:2] == ("repaired", "P1")


@pytest.mark.parametrize("name", ["欧阳娜", "欧阳•娜", "欧阳．娜"])
def test_the_dot_of_a_name_makes_no_difference(find, people, name):
    assert find(name, people[4].number).person == "P5"


def test_a_number_alone_is_enough_where_one_person_has_it(find, people):
    assert find(None, people[0].number)[:2] == ("linked", "P1")


def test_a_number_two_people_have_is_decided_by_the_name(people):
    double = people[0]._replace(person="P9", name="张三")
    register = Register([*people, double])
    by_name, nobody, nameless = match_rows(
        [Row("张三", double.number), Row("李四", double.number), Row(None, double.number)], register
    )
    assert by_name[:2] == ("linked", "P9")
    assert (nobody.bin, set(nobody.candidates)) == ("ambiguous", {"P1", "P9"})
    assert (nameless.bin, set(nameless.candidates)) == ("ambiguous", {"P1", "P9"})


def test_somebody_who_stands_twice_in_the_register_waits_for_a_person(people):
    register = Register([*people, people[0]._replace(person="P9")])
    (match,) = match_rows([Row("王建国", people[0].number)], register)
    assert (match.bin, match.candidates) == ("ambiguous", ("P1", "P9"))


def test_a_register_with_disability_cards_and_small_x_is_read_the_same_way():
    number = ending_in("X")
    register = Register(
        [
            Listed("P1", "H1", "王建国", number.lower()),
            Listed("P2", "H2", "李淑芬", ending_in("7") + "43"),
        ]
    )
    first, second = match_rows([Row("王建国", number), Row("李淑芬", ending_in("7"))], register)
    assert (first.bin, first.person) == ("linked", "P1")
    assert (second.bin, second.person) == ("linked", "P2")


def test_a_head_s_name_beside_the_number_of_one_of_the_family_waits_for_a_person(find, people):
    match = find("李淑芬", people[0].number, of_another=True)
    assert (match.bin, match.person, match.candidates[:2]) == ("ambiguous", "", ("P1", "P2"))
    assert find("李淑芬", people[0].number)[:2] == ("repaired", "P2")


def test_a_former_name_that_a_child_bears_now_waits_for_a_person():
    own, child = number("19700101", 123), number("19950507", 357)
    home = [Listed("P1", "H1", "张强", own, former="张伟"), Listed("P2", "H1", "张伟", child)]
    (match,) = match_rows([Row("张伟", own)], Register(home))
    assert (match.bin, match.candidates) == ("ambiguous", ("P1", "P2"))


def test_fifteen_digits_of_a_birth_in_this_century_are_named_and_never_made_eighteen():
    child = Listed("P1", "H1", "王小小", number("20180305", 123))
    old = child.number[:6] + child.number[8:17]
    (match,) = match_rows([Row("王小小", old)], Register([child]))
    assert (match.bin, match.candidates) == ("ambiguous", ("P1",))
    assert match.reason.startswith("15 位旧号只发给 1999 年以前出生的人")
    (match,) = match_rows([Row("王小小", old)], Register([]))
    assert match.bin == "rejected"


def test_fifteen_digits_of_somebody_over_a_hundred_in_the_register_are_theirs():
    elder = Listed("P1", "H1", "王长寿", number("19180305", 123))
    (match,) = match_rows([Row("王长寿", elder.number[:6] + elder.number[8:17])], Register([elder]))
    assert match[:2] == ("repaired", "P1")
