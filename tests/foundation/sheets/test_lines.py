"""Lines that are kept packed are read like a list."""

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.sheets.lines import PIECE, Lines, RawRow, RawRows

MANY = [[number, f"第{number}行"] for number in range(2 * PIECE + 3)]


def test_lines_come_back_in_their_order_and_each_in_its_place():
    lines = Lines(iter(MANY))
    assert (len(lines), list(lines)) == (len(MANY), MANY)
    assert [lines[at] for at in (0, PIECE - 1, PIECE, -1)] == [MANY[at] for at in (0, PIECE - 1, PIECE, -1)]


@settings(max_examples=50)
@given(st.slices(len(MANY)))
def test_a_slice_is_what_it_is_of_a_list(part):
    assert Lines(MANY)[part] == MANY[part]


def test_what_is_read_is_a_copy():
    lines = Lines(MANY)
    next(iter(lines)).clear()
    assert list(lines) == MANY


def test_packed_lines_pass_from_one_process_to_another():
    assert list(pickle.loads(pickle.dumps(Lines(MANY)))) == MANY


def test_chosen_lines_are_rows_under_the_numbers_the_spreadsheet_shows():
    rows = RawRows(Lines(MANY), [1, PIECE])
    assert list(rows) == rows[:] == [RawRow(2, (1, "第1行")), RawRow(PIECE + 1, (PIECE, f"第{PIECE}行"))]
    assert list(rows.numbers) == [2, PIECE + 1]


def test_no_lines_are_none():
    assert (list(Lines()), Lines()[:5]) == ([], [])
