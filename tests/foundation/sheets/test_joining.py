"""A sheet for each township or month, all with the same columns: one list, in which each row keeps its place."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel.columns import Column
from dixian.foundation.sheets.api import (
    NotASheet,
    annotated_workbook,
    clean_rows,
    read_table,
    rejected_workbook,
)
from dixian.foundation.sheets.joining import joined, repeated
from dixian.foundation.sheets.places import at_row, at_rows
from tests.foundation.sheets.workbooks import COLUMNS, GOOD, LI, TITLES, book, read, rows
from tests.support.often import often

WANG = ("王五", LI, 7, "2024-05-03", "13800000102", "一般户")
BAD = ("李四", LI, "无此数", "2024-05-03", "", "")


def test_sheets_with_the_same_columns_are_read_one_after_the_other():
    reading = read(book(rows(("一月明细",), TITLES, GOOD), rows(TITLES, WANG, ("合计",))))
    assert [reading.cell(row, "name") for row in reading.rows] == ["张三", "王五"]
    assert [reading.place(row.number) for row in reading.rows] == [("1月", 3), ("2月", 2)]
    assert [reading.at(line.number) for line in reading.below] == ["工作表“2月”第 3 行"]
    assert (reading.sheet, reading.sheets) == ("1月、2月", [("1月", 0, 1), ("2月", 3, 1)])


def test_a_problem_names_the_sheet_it_stands_in():
    _, wrong = clean_rows(read(book(rows(TITLES, GOOD), rows(("续",), TITLES, BAD))), COLUMNS)
    assert wrong.problems[0].sentence().startswith("文件“名单.xlsx”工作表“2月”第 3 行“自付金额”")


def test_columns_in_another_order_are_found_where_they_stand():
    other = ("序号", *reversed(TITLES))
    reading = read(book(rows(TITLES, GOOD), rows(other, (1, *reversed(WANG)))))
    first, second = reading.rows
    assert [reading.cell(second, column.code) for column in COLUMNS] == list(WANG)
    assert reading.header == (*TITLES, "序号")
    assert (first.cells, second.cells[-1]) == ((*GOOD, None), 1)


def test_a_summary_of_the_other_sheets_counts_nobody_twice_and_is_named():
    numbered = ("序号", *TITLES)
    reading = read(
        book(rows(numbered, (1, *GOOD)), rows(numbered, (1, *WANG)), rows(numbered, (1, *GOOD), (2, *WANG)))
    )
    assert len(reading.rows) == 2
    assert [one.sentence() for one in reading.unread] == ["工作表“3月”的行在别的工作表里都有，2 行没有读取"]


def test_what_is_hidden_is_said_with_its_sheet():
    def hiding(made, sheet):
        rows(TITLES, WANG)(made, sheet)
        sheet.set_row(1, options={"hidden": True})

    assert "工作表“2月”第 2 行共 1 行（隐藏的" in read(book(rows(TITLES, GOOD), hiding)).about_hidden


def test_rejected_rows_come_back_with_the_sheet_and_the_row_they_had():
    reading = read(book(rows(TITLES, GOOD), rows(("续",), TITLES, BAD)))
    sent = rejected_workbook(reading=reading, rejected=[(reading.rows[1], "金额看不懂")])
    header, line = openpyxl.load_workbook(io.BytesIO(sent)).active.iter_rows(values_only=True)
    assert header == (*TITLES, "原工作表", "原行号", "退回原因")
    assert line[-3:] == ("2月", "3", "金额看不懂")


def test_a_list_of_several_sheets_comes_back_sheet_by_sheet():
    reading = read(book(rows(TITLES, GOOD), rows(("续",), TITLES, WANG)))
    content = annotated_workbook(reading=reading, titles=["结果"], added=[["甲"], ["乙"]])
    first, second = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert (first.title, first["G2"].value) == ("1月", "甲")
    assert (second.title, second["A1"].value, second["G3"].value) == ("2月", "续", "乙")


def test_a_place_is_said_with_its_sheet_only_where_there_are_several():
    places = [["1月", 0, 4], ["2月", 5, 3]]
    assert (at_row(7), at_row(5, places), at_row(6, places)) == (
        "第 7 行",
        "工作表“1月”第 5 行",
        "工作表“2月”第 1 行",
    )
    assert at_rows([2, 6], places) == "工作表“1月”第 2 行、工作表“2月”第 1 行"


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=4), min_size=2, max_size=4))
@settings(max_examples=often(30), deadline=None)
def test_no_row_of_any_sheet_is_lost_and_no_two_have_one_number(sheets):
    """Cells as the reader gives them: opening a workbook each time would test the opening."""
    one = read(book(rows(TITLES, GOOD)))
    made = [_made(one, number, names) for number, names in enumerate(sheets)]
    left = [part for part in made if part not in repeated(made)]
    read_ = joined(left)
    assert {row.cells[0] for row in read_.rows} == {name for names in sheets for name in names}
    numbers = [row.number for row in read_.rows]
    assert numbers == sorted(set(numbers))
    assert [row.cells[0] for row in read_.rows] == [row.cells[0] for part in left for row in part.rows]


def _made(one, number, names):
    lines = [type(one.rows[0])(at, (name, *GOOD[1:])) for at, name in enumerate(names, start=2)]
    return type(one)(f"{number}", f"{number}", 1, one.header, one.mapping, {}, lines, [], one.hidden)


def test_a_list_of_people_and_one_of_whom_they_live_with_are_not_one_list():
    columns = (Column("name", "姓名", instead=("户主",), required=True), Column("number", "身份证号"))
    content = book(rows(("姓名", "身份证号"), GOOD[:2]), rows(("户主", "身份证号"), WANG[:2]))
    with pytest.raises(NotASheet, match="“1月”和“2月”的“姓名”不同"):
        read_table(content, name="名单.xlsx", columns=columns)
