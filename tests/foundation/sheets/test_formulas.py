"""Formulas that came to nothing are named where they stand; the other rows go on."""

import io
import zipfile

import openpyxl

from dixian.foundation.sheets.api import Clean, Rejected
from tests.foundation.sheets.workbooks import LI, TITLES, ZHANG, book, repacked, results


def made(*lines):
    out, one = io.BytesIO(), openpyxl.Workbook()
    for line in (TITLES, *lines):
        one.active.append(line)
    one.save(out)
    return out.getvalue()


def test_a_name_nobody_has_calculated_is_named_with_what_to_do_and_the_next_row_goes_on():
    first, second = results(made(('="张"&"三"', ZHANG, 5), ("李四", LI, 6)))
    assert isinstance(second, Clean)
    assert [one.sentence() for one in first.problems] == [
        "文件“名单.xlsx”工作表“Sheet”第 2 行“姓名”（#公式没有结果）：“姓名”是公式，文件里没有它的结果。"
        "在 Excel 或 WPS 里打开，复制这一列，选择性粘贴为“数值”，保存后再报"
    ]


def test_lines_that_hold_nothing_but_such_formulas_are_no_rows_and_an_empty_text_is_a_result():
    empty_text = book(lambda _, sheet: fill(sheet, ("张三", ZHANG, 5), note='=IF(A2="","x","")'))
    with zipfile.ZipFile(io.BytesIO(empty_text)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    calculated = repacked(empty_text, sheet1=xml.replace(b"<v>@</v>", b"<v></v>"))
    assert [type(one) for one in results(calculated)] == [Clean]
    assert len(results(made(("张三", ZHANG, 5), (None, None, "=C2*2")))) == 1


def fill(sheet, line, note):
    sheet.write_row(0, 0, (*TITLES[:3], "结算日期"))
    sheet.write_row(1, 0, line)
    sheet.write_formula(1, 3, note, None, "@")


def test_a_wrong_result_is_named_where_it_is_needed():
    def wrong(_, sheet):
        sheet.write_row(0, 0, TITLES[:3])
        sheet.write_row(1, 0, ("张三", ZHANG))
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")

    (row,) = results(book(wrong))
    assert isinstance(row, Rejected)
    assert "“自付金额”是公式，结果出错" in row.problems[0].sentence()
