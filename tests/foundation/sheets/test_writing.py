"""Workbooks out: readable again, harmless, and in the shape they came in."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel.columns import Money, Text
from dixian.foundation.sheets.api import Clean, Rejected, rejected_workbook, template, write_table
from tests.foundation.sheets.workbooks import (
    COLUMNS,
    GOOD,
    LI,
    TITLES,
    ZHANG,
    book,
    read,
    results,
    rows,
    table,
)

DANGEROUS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x.cn","看")',
    "\t=1",
    "{=1}",
    "=cmd|' /C calc'!A0",
)


def sheet_of(content: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def xml_of(content: bytes) -> str:
    """Every part of a workbook, one after another."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def sent_back(content: bytes) -> bytes:
    """The rejected rows of a file, each with its reasons."""
    rejected = [one for one in results(content) if isinstance(one, Rejected)]
    reasons = [(one.row, "；".join(found.sentence() for found in one.problems)) for one in rejected]
    return rejected_workbook(reading=read(content), rejected=reasons)


def test_a_table_is_read_back_as_it_was_written():
    line = ("张三", ZHANG, Decimal("1234.50"), date(2024, 4, 3), "13800000101", "脱贫户")
    content = write_table(title="名单", columns=COLUMNS, rows=[line])
    (one,) = results(content)
    assert tuple(one.values.values()) == line
    assert (read(content).sheet, [cell.value for cell in sheet_of(content)[1]]) == ("名单", list(TITLES))


def test_numbers_of_people_are_text_and_amounts_are_numbers():
    content = write_table(
        title="名单", columns=COLUMNS, rows=[("张三", ZHANG, Decimal("5.10"), None, "", None)]
    )
    row = sheet_of(content)[2]
    assert (row[1].value, row[1].number_format, row[1].data_type) == (ZHANG, "@", "s")
    assert (row[2].value, row[2].data_type) == (5.1, "n")
    assert [cell.value for cell in row[3:]] == [None, None, None]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_is_written_as_text(text):
    content = write_table(title="名单", columns=[Text("a", text), Text("b", "乙")], rows=[(text, text)])
    sheet = sheet_of(content)
    assert [cell.data_type for row in sheet for cell in row] == ["s", "s", "s", "s"]
    assert sheet["A2"].value == text
    assert not re.search("<f[ >]|<hyperlink", xml_of(content))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_rejected_cell_that_begins_like_a_formula_goes_back_as_text(text):
    content = sent_back(table((text, "1", text, text, text, text)))
    assert {cell.data_type for cell in sheet_of(content)[2]} == {"s"}
    assert not re.search("<f[ >]|<hyperlink", xml_of(content))


@pytest.mark.parametrize(
    ("title", "name"),
    [("4月[自付]:a*b?/c\\d", "4月-自付--a-b--c-d"), ("表" * 40, "表" * 31), ("", "表"), ("'引'", "-引-")],
)
def test_a_title_becomes_a_name_a_sheet_may_have(title, name):
    assert sheet_of(write_table(title=title, columns=[Text("a", "甲")], rows=[])).title == name


def test_rejected_rows_go_back_under_their_own_header_with_the_reason_last():
    content = sent_back(table(GOOD, ("李四", LI[:-1], 5, "", "", ""), titles=TITLES))
    header, row = list(sheet_of(content).iter_rows(values_only=True))
    assert header == (*TITLES, "原行号", "退回原因")
    assert row[:3] == ("李四", LI[:-1], "5")
    assert row[-2] == "3"
    assert row[-1].startswith(
        "文件“名单.xlsx”工作表“1月”第 3 行“身份证号”（231226*******1101）：身份证号应为 18 位，现在是 17 位"
    )


def test_rejected_rows_mended_and_sent_again_are_clean():
    content = sent_back(table(GOOD, ("李四", LI[:-1], 5.25, "2024-04-03T08:05:00", "", "一般户")))
    mended = openpyxl.load_workbook(io.BytesIO(content))
    mended.active["B2"] = LI
    out = io.BytesIO()
    mended.save(out)
    (one,) = results(out.getvalue())
    assert isinstance(one, Clean)
    assert (one.values["id_number"], one.values["amount"]) == (LI, Decimal("5.25"))
    assert one.values["settled_on"] == date(2024, 4, 3)


def test_a_date_in_a_rejected_row_stays_a_date():
    def fill(made, sheet):
        sheet.write_row(0, 0, TITLES)
        for row, shown in enumerate(["yyyy-mm-dd", "yyyy-mm-dd hh:mm"], start=1):
            sheet.write_row(row, 0, ("李四", LI[:-1], 5))
            sheet.write_number(row, 3, 45385 + row / 3 - 1 / 3, made.add_format({"num_format": shown}))

    again = results(sent_back(book(fill)))
    assert [[found.column for found in one.problems] for one in again] == [["身份证号"], ["身份证号"]]


@pytest.mark.parametrize("lost", [231226197001011001.0, 231226197001011008.0, 231226197001011104.0])
def test_a_number_that_lost_its_last_digits_is_never_sent_back_as_if_it_were_whole(lost):
    for content in (table(("张三", lost, 5)), sent_back(table(("张三", lost, 5)))):
        (one,) = results(content)
        assert [found.message for found in one.problems] == ["身份证号被 Excel 当成数字，末 3 位已经丢失"]


def test_what_a_row_holds_beyond_the_header_stands_beyond_the_reason():
    content = f"姓名,身份证号,自付金额\n张三,1,5,多出来的\n李四,{LI},6\n".encode()
    header, row = list(sheet_of(sent_back(content)).iter_rows(values_only=True))
    assert header[:5] == ("姓名", "身份证号", "自付金额", "原行号", "退回原因")
    assert row[:4] == ("张三", "1", "5", "2")
    assert "身份证号应为 18 位" in row[4]
    assert row[5] == "多出来的"


def test_rows_rejected_again_go_back_with_one_number_and_one_reason():
    once = sent_back(table(GOOD, ("李四", LI[:-1], 5)))
    header, row = list(sheet_of(sent_back(once)).iter_rows(values_only=True))
    assert header.count("原行号") == header.count("退回原因") == 1
    assert row[header.index("原行号")] == "2", "the number in the file that was just sent"


def test_a_template_says_its_rules_and_holds_an_example():
    columns = [Text("name", "姓名", required=True, example="张三"), Money("amount", "金额", example="12.50")]
    sheet = sheet_of(template(title="模板", columns=[*columns, COLUMNS[1], COLUMNS[5]]))
    assert [cell.value for cell in sheet[1]] == ["姓名", "金额", "身份证号", "人员类别"]
    assert [cell.value for cell in sheet[2]][:2] == ["张三", "12.50"]
    assert [cell.comment.text for cell in sheet[1]] == [
        "必填。文字",
        "可空。数字，单位元",
        "必填。18 位，单元格设为文本格式",
        "可空。从下拉列表选择",
    ]
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"脱贫户,一般户"', "D2:D2001")
    assert sheet.column_dimensions["C"].number_format == "@"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_whatever_is_written_no_cell_is_a_formula_and_no_text_is_lost(lines):
    content = write_table(title="任意", columns=[Text("a", "甲"), Text("b", "乙")], rows=lines)
    found = {cell.coordinate: cell for row in sheet_of(content).iter_rows(min_row=2) for cell in row}
    for number, line in enumerate(lines, start=2):
        for letter, text in zip("AB", line, strict=True):
            if text:
                assert found[f"{letter}{number}"].data_type == "s"
                assert found[f"{letter}{number}"].value == text
    assert "<f>" not in xml_of(content)


def test_rejected_rows_come_back_under_the_titles_and_the_two_rows_of_the_header_they_came_with():
    upper = ("姓名", "身份证号", "医疗费用", "医疗费用")
    lower = ("姓名", "身份证号", "总费用", "自付金额")
    content = book(rows(("医保明细表",), ("单位：县医保局",), upper, lower, ("张三", ZHANG, 9, "无此数")))
    reading = read(content)
    back = rejected_workbook(reading=reading, rejected=[(reading.rows[0], "金额看不懂")])
    sheet = openpyxl.load_workbook(io.BytesIO(back)).active
    assert (sheet["A1"].value, sheet["A2"].value) == ("医保明细表", "单位:县医保局")
    assert [str(one) for one in sheet.merged_cells.ranges] == ["C3:D3"]
    assert [cell.value for cell in sheet[4]] == [*lower, "原行号", "退回原因"]
    again = read(back)
    assert (again.header_row, again.header[:4], len(again.rows)) == (4, reading.header, 1)
    assert again.mapping == reading.mapping
