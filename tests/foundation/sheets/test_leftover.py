"""What becomes no row is about nobody, is named, and the lines add up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel.columns import Column, IdNumberColumn
from dixian.foundation.sheets.api import MissingColumns, read_table
from dixian.foundation.sheets.leftover import About
from dixian.foundation.sheets.reading import _data_rows
from tests.foundation.sheets.workbooks import GOOD, TITLES, ZHANG, book, read, rows, table

NOTED = ("备注", *TITLES)
EXAMPLES = (
    Column("name", "姓名", required=True, example="张三"),
    IdNumberColumn("id_number", "身份证号", required=True, example="231226197001010000"),
)


@pytest.mark.parametrize("note", ["注：已核实", "说明：低保户", "负责人家属", "合计户"])
def test_a_row_with_a_note_in_front_is_data(note):
    reading = read(table((note, *GOOD), titles=NOTED))
    assert ([row.number for row in reading.rows], reading.passed_over) == ([2], [])


def test_a_name_beside_a_note_is_data_even_without_a_number():
    assert len(read(table((*("注：新增",), "张三", "", 5), titles=NOTED)).rows) == 1


def test_a_name_that_begins_like_a_trailer_is_data_where_it_has_a_number():
    assert len(read(table(("负责人家属", *GOOD[1:]))).rows) == 1


def test_the_signatures_below_a_table_are_no_rows():
    below = ("制表人：王五", "审核人：赵六", "", 3, "2024年4月3日")
    reading = read(table(("", *GOOD), below, titles=NOTED))
    assert (len(reading.rows), reading.passed_over) == (1, [3])


@pytest.mark.parametrize(
    "below",
    [
        "以下空白",
        "单位（盖章）：",
        "本页小计",
        "第1页 共1页",
        "联系电话：0455-4622001",
        "共12人",
        "填表：",
        "单位负责人：赵六",
    ],
    ids=str,
)
def test_what_stands_below_a_table_is_nobody(below):
    reading = read(table(GOOD, (below, "", "")))
    assert ([row.number for row in reading.rows], reading.passed_over) == ([2], [3])


def test_a_word_before_a_signature_is_nobody_and_with_a_number_a_row():
    reading = read(table(GOOD, ("填表", "2026.12.1", ""), ("审核", *GOOD[1:])))
    assert ([row.number for row in reading.rows], reading.passed_over) == ([2, 4], [3])


def test_a_list_counted_in_a_note_is_data_where_it_has_a_name():
    assert len(read(table((*("共2人",), "张三", "", 5), titles=NOTED)).rows) == 1


def test_a_header_repeated_on_each_page_is_nobody():
    reading = read(table(GOOD, TITLES, GOOD))
    assert ([row.number for row in reading.rows], reading.passed_over) == ([2, 4], [3])


def test_a_total_under_the_numbers_with_its_sum_before_it_is_nobody():
    titles = ("自付金额", "身份证号", "姓名")
    reading = read(table((5, ZHANG, "张三"), (99999, "合计", ""), titles=titles))
    assert ([row.number for row in reading.rows], reading.passed_over) == ([2], [3])


def test_the_example_of_our_template_is_nobody_and_its_name_alone_is_somebody():
    shown = [(column, column.example) for column in EXAMPLES if column.example]
    example = tuple(text for _, text in shown)
    titles = tuple(column.title for column, _ in shown)
    sheets = [book(rows(titles, example, (example[0], ZHANG)))]
    (reading,) = [read_table(one, name="名单.xlsx", columns=EXAMPLES) for one in sheets]
    assert ([row.number for row in reading.rows], reading.passed_over) == ([3], [2])


@given(
    st.lists(st.lists(st.sampled_from(["", "合计", "注：", "张三", ZHANG, 5.0, "x"]), max_size=5), max_size=9)
)
@settings(max_examples=25, deadline=None)
def test_each_line_that_says_something_is_a_row_or_passed_over(lines):
    """Cells as the reader gives them: opening a workbook each time would test the opening."""
    data, around = _data_rows([list(TITLES), *lines], 0, About([TITLES], {"name": 0, "id_number": 1}))
    numbers = sorted(row.number for row in (*data, *around))
    assert numbers == [1, *(at for at, line in enumerate(lines, start=2) if any(line))]


def test_a_sheet_without_a_header_beside_the_one_that_is_read_is_named_with_its_lines():
    reading = read(book(rows(TITLES, GOOD), rows(GOOD, (), GOOD), rows()))
    (beside,) = reading.unread
    assert beside.sentence() == "工作表“2月”没有找到表头，2 行没有读取"


def test_a_sheet_that_lacks_a_column_beside_the_one_that_is_read_is_named():
    reading = read(book(rows(TITLES, GOOD), rows(TITLES[:2], GOOD[:2])))
    assert [one.sentence() for one in reading.unread] == ["工作表“2月”表头缺少自付金额，1 行没有读取"]


def test_names_and_numbers_that_changed_places_are_said():
    swapped = (GOOD[1], GOOD[0], *GOOD[2:])
    with pytest.raises(MissingColumns) as refusal:
        read(table(swapped, swapped, GOOD))
    assert "“姓名”和“身份证号”两列好像写反了：3 行里有 2 行“姓名”填的是号码" in refusal.value.message
    assert ZHANG not in refusal.value.message
    assert refusal.value.mapping
