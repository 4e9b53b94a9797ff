"""The preview says what of a file is hidden and was read all the same."""

import io

import openpyxl
import pytest

from tests.support.register import received, rows_of

pytestmark = pytest.mark.django_db


def test_filtered_rows_are_read_and_the_preview_names_them(county, people, file):
    book = openpyxl.load_workbook(io.BytesIO(file([one.costs("1") for one in people.values()])))
    last = next(cell.row for cell in book.active["B"] if cell.value == "赵六")
    book.active.row_dimensions[last].hidden = True
    out = io.BytesIO()
    book.save(out)
    batch = received(out.getvalue(), county["insurer"])
    assert len(rows_of(batch)) == len(people)
    assert f"第 {last} 行共 1 行（隐藏的，或者被筛选掉的），都照样读了" in batch.hidden


def test_where_nothing_is_hidden_the_preview_says_nothing(county, people, file):
    assert received(file([people["张三"].costs("1")]), county["insurer"]).hidden == ""
