"""What holds for any register and any rows."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.registry.matching.bins import BINS, MOST_CANDIDATES
from dixian.registry.matching.edits import slip
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import number

# Few names, days and houses, so that namesakes, twins and shared numbers abound.
NAMES = st.sampled_from(["王伟", "王薇", "王未", "李伟", "王卫国", "欧阳·娜", "王wei", "王 伟", "王？", ""])
NUMBERS = st.builds(number, st.sampled_from(["19700101", "19700102"]), st.integers(100, 130))
PEOPLE = st.lists(st.tuples(st.sampled_from("ABC"), NAMES, NUMBERS | st.just("")), max_size=12)
MANGLED = st.builds(
    lambda text, at, digit: text[:at] + digit + text[at + 1 :],
    NUMBERS, st.integers(0, 17), st.sampled_from(["", "0", "7", "00", "x", "O", " ", "１"]),
)  # fmt: skip
ODD = st.text(max_size=20) | st.floats() | st.integers(0, 10**19) | st.none() | st.booleans()
CELLS = NUMBERS | MANGLED | NUMBERS.map(lambda text: text[:15] + "000") | ODD
VILLAGES = st.sampled_from(["A村", "B村", None])
ROWS = st.lists(st.tuples(NAMES | ODD, CELLS, st.none(), VILLAGES).map(lambda cells: Row(*cells)), max_size=8)


def people_of(drawn):
    return [
        Listed(f"P{at}", f"H{home}", name, text, "乡", f"{home}村")
        for at, (home, name, text) in enumerate(drawn)
    ]


@given(ROWS, PEOPLE)
def test_every_row_ends_in_one_bin_in_its_order(rows, drawn):
    register = Register(people_of(drawn))
    matches = match_rows(rows, register)
    assert matches == [match for row in rows for match in match_rows([row], register)]
    for match in matches:
        assert match.bin in BINS
        assert bool(match.person) == (match.bin in ("linked", "repaired"))
        assert match.reason
        assert len(match.candidates) <= MOST_CANDIDATES
        assert len(set(match.candidates)) == len(match.candidates)
        assert bool(match.candidates) == (match.bin == "ambiguous")


@given(PEOPLE)
def test_the_own_name_and_number_always_link_where_nobody_else_has_both(drawn):
    people = people_of(drawn)
    keys = [(one.name.replace(" ", ""), one.number) for one in people]
    register = Register(people)
    for one, key in zip(people, keys, strict=True):
        if all(key) and keys.count(key) == 1:
            (match,) = match_rows([Row(one.name, one.number)], register)
            assert match.person == one.person


@given(ROWS, PEOPLE, st.randoms())
def test_the_order_of_the_register_makes_no_difference(rows, drawn, chance: random.Random):
    people = people_of(drawn)
    before = match_rows(rows, Register(people))
    chance.shuffle(people)
    assert match_rows(rows, Register(people)) == before


@settings(max_examples=300)
@given(st.lists(st.tuples(NAMES, MANGLED), max_size=8), PEOPLE)
def test_a_link_is_never_further_off_than_the_named_repair(rows, drawn):
    people = people_of(drawn)
    by_id = {one.person: one for one in people}
    houses = {one.number: one.household for one in people if one.number}
    asked = [Row(*cells) for cells in rows]
    for row, match in zip(asked, match_rows(asked, Register(people)), strict=True):
        if not match.person:
            continue
        one = by_id[match.person]
        written = row.number.replace("x", "X").replace("O", "0").replace(" ", "").replace("１", "1")
        if "家人" in match.reason:
            assert houses[written] == one.household
        else:
            assert written == one.number or slip(written, one.number) in match.reason
        if written != one.number:
            assert row.name.replace(" ", "") == one.name.replace(" ", "").replace("·", "") or "·" in one.name
