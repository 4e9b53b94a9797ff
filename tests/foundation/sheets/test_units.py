"""Amounts in 万元 are taken in yuan, and it is said; what a header says comes before what stands above all."""

from decimal import Decimal

import pytest

from dixian.foundation.sheets.api import Clean, clean_rows, remarks
from tests.foundation.sheets.workbooks import COLUMNS, ZHANG, book, read, rows

TOLD = "“自付金额”在文件里以万元为单位，已乘一万换算成元"


def amount(*lines: tuple[object, ...], cell: object = "14.66") -> tuple[object, str]:
    """The amount of the one row under these lines, and what is remarked."""
    reading = read(book(rows(*lines, ("张三", ZHANG, cell))))
    (one,) = clean_rows(reading, COLUMNS)
    assert isinstance(one, Clean), one
    return one.values["amount"], remarks(reading, COLUMNS)


@pytest.mark.parametrize(
    "lines",
    [
        [("姓名", "身份证号", "自付金额（万元）")],
        [("医疗费用表",), ("单位：万元",), ("姓名", "身份证号", "自付金额")],
        [("医疗费用表（金额单位：人民币万元）",), ("姓名", "身份证号", "自付金额")],
    ],
)
def test_an_amount_in_ten_thousands_is_taken_in_yuan_and_that_is_said(lines):
    assert amount(*lines) == (Decimal("146600.00"), TOLD)
    assert amount(*lines, cell=14.661234) == (Decimal("146612.34"), TOLD)


@pytest.mark.parametrize(
    "lines",
    [
        [("单位：万元",), ("姓名", "身份证号", "自付金额（元）")],
        [("填报单位：县医保局",), ("姓名", "身份证号", "自付金额")],
        [("下达资金300万元",), ("姓名", "身份证号", "自付金额")],
    ],
)
def test_a_header_in_yuan_and_a_title_of_something_else_change_nothing(lines):
    assert amount(*lines) == (Decimal("14.66"), "")


def test_a_cell_that_names_its_own_unit_comes_before_the_header():
    header = ("姓名", "身份证号", "自付金额（万元）")
    assert amount(header, cell="14660元")[0] == Decimal("14660.00")


def test_of_two_sheets_read_as_one_each_is_taken_in_its_own_unit():
    header = ("姓名", "身份证号", "自付金额")
    reading = read(
        book(
            rows(("单位：万元",), header, ("张三", ZHANG, 2)),
            rows(("单位：元",), header, ("李四", "23122619700101101X", 300)),
        )
    )
    found = [one.values["amount"] for one in clean_rows(reading, COLUMNS)]
    assert found == [Decimal("20000.00"), Decimal("300.00")]
