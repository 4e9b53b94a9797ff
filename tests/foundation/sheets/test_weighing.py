"""Of several sheets the one that is meant: a large one with an unknown header is not passed over for a small one."""

import pytest

from dixian.foundation.sheets.api import MissingColumns, SeveralSheets, read_table
from tests.foundation.sheets.workbooks import COLUMNS, GOOD, LI, TITLES, book, read, rows

UNKNOWN = ("姓名", "身份证号", "应付数", "备注")
MANY = [(f"张{n}", LI, n, "") for n in range(1, 6)]


def only(content, sheet):
    return read_table(content, name="名单.xlsx", columns=COLUMNS, only=sheet)


def test_a_larger_sheet_whose_amounts_have_another_header_is_asked_about_and_the_small_one_can_be_picked():
    content = book(rows(TITLES, GOOD), rows(UNKNOWN, *MANY))
    with pytest.raises(MissingColumns) as told:
        read(content)
    assert told.value.message == (
        "文件“名单.xlsx”行数最多的工作表“2月”（5 行）表头缺少“自付金额”，读得懂的只有“1月”（1 行），没有替您选"
    )
    assert (told.value.header, told.value.sheets) == (UNKNOWN, ("1月",))
    assert list(told.value.below[0]) == ["张1", LI, 1]
    reading = only(content, "1月")
    assert [one.sentence() for one in reading.unread] == ["工作表“2月”没有选，6 行没有读取"]


def test_a_larger_sheet_that_holds_no_amounts_or_no_people_is_passed_over_and_named():
    roster = [(name, number, "富民村") for name, number, *_ in MANY]
    content = book(
        rows(TITLES, GOOD), rows(("姓名", "身份证号", "村"), *roster), rows(("姓名", "户数"), *MANY)
    )
    reading = read(content)
    assert (reading.sheet, [one.called for one in reading.unread]) == ("1月", ["2月", "3月"])


def test_a_picked_sheet_that_lacks_a_header_is_refused_and_the_others_can_still_be_picked():
    with pytest.raises(MissingColumns) as told:
        only(book(rows(TITLES, GOOD), rows(UNKNOWN, *MANY)), "2月")
    assert told.value.sheets == ("1月",)


def test_sheets_that_differ_in_columns_are_refused_and_one_can_be_picked():
    content = book(rows(TITLES, GOOD), rows(TITLES[:3], GOOD[:3]))
    with pytest.raises(SeveralSheets) as told:
        read(content)
    assert told.value.sheets == ("1月", "2月")
    assert only(content, "2月").sheet == "2月"
