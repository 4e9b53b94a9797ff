"""A grid is bounded before anybody works on it, whatever kind of file it came from."""

import pytest

from dixian.foundation.sheets.api import NotASheet, Rejected
from tests.foundation.sheets.workbooks import GOOD, TITLES, ZHANG, read, results, table


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n" + b"," * 3_000 + b"c",
        b"<table><tr>" + b"<td colspan=1000>x</td>" * 5 + b"</tr></table>",
    ],
    ids=["csv", "html"],
)
def test_a_sheet_wider_than_any_list_is_refused_by_its_place(content):
    with pytest.raises(NotASheet, match="超过能读的大小"):
        read(content)


def test_commas_without_end_at_the_end_of_a_line_are_nothing():
    lines = [",".join(TITLES), f"张三,{ZHANG},5" + "," * 100_000]
    assert len(read("\n".join(lines).encode()).rows[0].cells) == 3


def test_a_cell_as_long_as_a_book_is_refused_for_its_length_and_the_rest_goes_on():
    first, second = results(table(("长" * 32_000, *GOOD[1:]), GOOD))
    assert isinstance(first, Rejected)
    assert "超过 20 个字" in first.problems[0].message
    assert second.values["name"] == "张三"
