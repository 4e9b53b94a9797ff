"""The number is right and the name is written otherwise."""

import pytest

from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import number


@pytest.mark.parametrize(
    ("person", "written", "said"),
    [
        (0, "王建过", "同音"),
        (0, "汪健国", "同音"),
        (2, "王yao", "拼音"),
        (2, "王YAO", "拼音"),
        (2, "王(yao)", "拼音"),
        (2, "王yáo", "拼音"),
        (0, "王建國", "同音"),
        (2, "wangyao", "拼音"),
        (2, "王？", "打不出"),
        (2, "王□", "打不出"),
        (5, "肖伟", "同音"),
        (6, "赵末来", "形近"),
        (5, "萧卫东", "曾用名"),
    ],
)
def test_a_variant_of_the_name_is_repaired_and_named(find, people, person, written, said):
    match = find(written, people[person].number)
    assert match[:2] == ("repaired", people[person].person)
    assert said in match.reason


def test_a_former_name_beside_the_name_is_repaired(find, people):
    for row in ({"name": "王新名", "former": "王建国"}, {"name": "王新名(曾用名:王建国)"}):
        assert find(number=people[0].number, **row)[:2] == ("repaired", "P1")


def test_the_name_in_brackets_of_somebody_else_is_no_former_name(find, people):
    assert find("小宝(王建国)", people[0].number).bin == "ambiguous"


@pytest.mark.parametrize("written", ["王建军", "李建国", "王", "？？？", "王小二", "王建"])
def test_another_name_waits_with_the_owner_first(find, people, written):
    match = find(written, people[0].number)
    assert (match.bin, match.person, match.candidates[0]) == ("ambiguous", "", "P1")


def test_a_homophone_that_is_a_neighbours_exact_name_waits(people):
    register = Register([*people, Listed("P9", "H9", "王建过", "", "后头乡", "前进村")])
    (match,) = match_rows([Row("王建过", people[0].number)], register)
    assert (match.bin, set(match.candidates)) == ("ambiguous", {"P1", "P9"})


def test_the_number_of_family_comes_with_the_exact_name_in_the_house(find, people):
    match = find("李淑芬", people[0].number)
    assert match[:2] == ("repaired", "P2")
    assert "家人" in match.reason


def test_a_namesake_of_another_house_is_not_family(find, people):
    match = find("王建国", people[5].number)
    assert (match.bin, match.candidates[0]) == ("ambiguous", "P6")


def test_family_whose_names_sound_alike_waits(people):
    register = Register([*people, Listed("P9", "H1", "王建过", "", "后头乡", "前进村")])
    (match,) = match_rows([Row("王建过", people[0].number)], register)
    assert match.bin == "ambiguous"


def test_two_of_the_name_in_the_house_wait(people):
    register = Register([*people, people[1]._replace(person="P9", number="")])
    (match,) = match_rows([Row("李淑芬", people[0].number)], register)
    assert (match.bin, set(match.candidates)) == ("ambiguous", {"P1", "P2", "P9"})


@pytest.fixture
def brothers(people) -> list[Listed]:
    """Of the first's house, a brother whose name begins alike."""
    return [*people, Listed("P10", "H1", "王建军", number("19750606", 333), "后头乡", "前进村")]


@pytest.mark.parametrize("written", ["王建*", "王**", "王建□"])
def test_a_masked_name_that_fits_two_of_the_house_waits_and_one_that_fits_one_is_repaired(brothers, written):
    (match,) = match_rows([Row(written, brothers[0].number)], Register(brothers))
    assert (match.bin, match.candidates[:2]) == ("ambiguous", ("P1", "P10"))
    (match,) = match_rows([Row("王*国", brothers[0].number)], Register(brothers))
    assert (match.bin, match.person) == ("repaired", "P1")
    assert "遮去" in match.reason


@pytest.mark.parametrize("written", ["王建俊", "王健军", "WangJianJun", "王*军"])
def test_with_the_number_of_family_whoever_bears_the_name_written_otherwise_is_among_the_candidates(
    brothers, written
):
    (match,) = match_rows([Row(written, brothers[0].number)], Register(brothers))
    assert (match.bin, set(match.candidates)) == ("ambiguous", {"P1", "P10"})


@pytest.mark.parametrize("theirs", ["", number("19750606", 444)])
def test_family_without_a_number_of_their_own_is_family_too(people, theirs):
    brother = Listed("P10", "H1", "王建军", theirs, "后头乡", "前进村")
    other = Listed("P11", "H7", "赵六", theirs, "后头乡", "前进村")
    (match,) = match_rows([Row("王建俊", people[0].number)], Register([*people, brother, other]))
    assert (match.bin, set(match.candidates)) == ("ambiguous", {"P1", "P10"})
