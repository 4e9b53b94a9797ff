"""Of a common name not every bearer is looked at; it makes no difference to any row."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dixian.registry.matching import namesakes
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.registry.matching.test_always import CELLS, NUMBERS
from tests.support.matching import number

NAMES = st.sampled_from(["王伟", "王伟", "王薇", "王 伟"])
FORMER = st.sampled_from(["", "", "", "王伟", "李伟"])
HOMES = st.sampled_from(
    [("H1", "甲乡", "A村"), ("H2", "甲乡", "A村"), ("H3", "甲乡", "B村"), ("H4", "乙镇", "A村")]
)
# Wrong as they stand in the register, too.
BROKEN = NUMBERS.map(lambda text: text[:16] + "0" + text[17])
PEOPLE = st.lists(st.tuples(NAMES, NUMBERS | BROKEN | st.just(""), HOMES, FORMER), min_size=1, max_size=20)
PLACES = (
    st.sampled_from(["", "甲乡", "乙镇"]),
    st.sampled_from(["", "A村", "B村"]),
    st.sampled_from(["", "H3"]),
)
ROWS = st.lists(st.tuples(NAMES, CELLS, *PLACES, FORMER), min_size=1, max_size=8)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, drawn=PEOPLE)
def test_a_row_ends_as_if_everybody_of_its_name_were_looked_at(rows, drawn, monkeypatch):
    people = [
        Listed(f"P{at:02}", house, name, text, township, village, former)
        for at, (name, text, (house, township, village), former) in enumerate(drawn)
    ]
    found = []
    for few in (0, len(people)):
        monkeypatch.setattr(namesakes, "FEW", few)
        monkeypatch.setattr(namesakes, "LOOKED_THROUGH", few)
        found.append(match_rows([Row(*cells) for cells in rows], Register(people)))
    assert found[0] == found[1]


@pytest.mark.parametrize("few", [0, 9])
def test_one_slip_anywhere_in_a_number_finds_its_bearer(few, monkeypatch):
    monkeypatch.setattr(namesakes, "LOOKED_THROUGH", few)
    true = number("19700101", 123)
    bearers = namesakes.Namesakes([Listed("P1", "H1", "王伟", true)])
    written = [true[:at] + true[at + 1 :] for at in range(18)]
    written += [true[:at] + "7" + true[at:] for at in range(19)]
    written += [true[:at] + "A" + true[at + 1 :] for at in range(18)]
    written += [
        true[:one] + true[two] + true[one + 1 : two] + true[one] + true[two + 1 :]
        for two in range(18)
        for one in range(two)
        if true[one] != true[two]
    ]
    assert all(namesakes.slipped(text, bearers) for text in written)
