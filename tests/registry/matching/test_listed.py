"""Which columns of a list say whom a row is about."""

from collections.abc import Sequence

import pytest

from dixian.foundation.sheets.api import DoubtfulColumns, MissingColumns
from dixian.registry.matching.files import read_rows
from tests.foundation.sheets.workbooks import book, rows
from tests.support.matching import number

OWN, OTHER = number("19700101", 123), number("19720315", 246)
CARD = OWN + "43"


def only(*lines: Sequence[object]) -> tuple[object, object]:
    (row,) = read_rows(book(rows(*lines)), name="名单.xlsx")
    return row.name, row.number


def test_the_number_comes_before_the_card_of_a_disability():
    assert only(("姓名", "身份证号", "残疾证号"), ("张三", OWN, CARD)) == ("张三", OWN)


def test_the_card_stands_for_a_number_that_is_not_there():
    assert only(("姓名", "残疾证号"), ("张三", CARD)) == ("张三", CARD)
    assert only(("姓名", "身份证号", "残疾证号"), ("张三", " ", CARD)) == ("张三", CARD)


def test_a_list_of_households_is_about_their_heads():
    assert only(("户主姓名", "户主身份证号", "危房等级"), ("张三", OWN, "C级")) == ("张三", OWN)


def test_the_head_stands_for_nobody_where_the_list_names_its_people():
    assert only(("户主姓名", "姓名", "身份证号"), ("张三", "李四", OTHER)) == ("李四", OTHER)
    assert only(("户主姓名", "姓名", "身份证号"), ("张三", None, OTHER)) == ("", OTHER)


@pytest.mark.parametrize(
    "header",
    [
        ("户主", "家庭成员", "证件号码"),
        ("户主姓名", "参保人", "身份证号"),
        ("申请人姓名", "救助对象", "身份证号"),
        ("户主", "残疾人", "残疾人证号"),
    ],
)
def test_a_word_for_people_names_them_where_only_the_head_is_called_by_name(header: tuple[str, ...]):
    assert only(header, ("张三", "李四", OTHER)) == ("李四", OTHER)


def test_a_word_for_people_is_something_else_beside_a_column_of_names():
    assert only(("姓名", "身份证号", "家庭成员"), ("张三", OWN, "4")) == ("张三", OWN)


@pytest.mark.parametrize(
    ("header", "two"),
    [
        (("户主姓名", "身份证号"), True),
        (("户主姓名", "户主身份证号"), False),
        (("姓名", "户主身份证号"), False),
        (("户主", "被帮扶人", "身份证号"), True),
    ],
)
def test_the_name_of_the_head_beside_anybody_s_number_may_be_two_people(header: tuple[str, ...], two: bool):
    (row,) = read_rows(book(rows(header, ("张三", *[OWN] * (len(header) - 1)))), name="名单.xlsx")
    assert row.of_another == two


@pytest.mark.parametrize(
    ("named", "numbered"), [("逝者姓名", "逝者身份证号"), ("学生姓名", "学生身份证件号")]
)
def test_columns_say_whose_name_and_number_they_hold(named: str, numbered: str):
    assert only((named, numbered), ("张三", OWN)) == ("张三", OWN)


def test_one_header_that_speaks_of_a_number_is_the_number_of_whoever_is_named():
    assert only(("姓名", "享受政策时身份证"), ("张三", OWN)) == ("张三", OWN)
    assert only(("姓名", "父亲身份证号"), ("张三", OWN)) == ("张三", None)


@pytest.mark.parametrize(
    ("named", "numbered"),
    [
        ("1、您的姓名", "2、请填写身份证号码（18位）"),
        ("1.姓名：", "2.身份证号："),
        ("请输入姓名", "(2)您的身份证号"),
    ],
)
def test_the_questions_of_a_form_filled_in_on_the_web_are_headers(named: str, numbered: str):
    assert only(("序号", named, numbered), (1, "张三", OWN)) == ("张三", OWN)


def test_of_pupils_and_guardians_in_two_rows_of_headers_the_pupils_are_meant():
    top = ("年级", "学生", None, "监护人", None)
    below = (None, "姓名", "身份证号", "姓名", "电话")
    assert only(top, below, (3, "张小三", OWN, "李四", "13800000101")) == ("张小三", OWN)


def test_a_sheet_of_sums_beside_the_list_is_not_taken_for_one():
    listed = rows(("姓名", "身份证号", "乡镇"), ("张三", OWN, "上集镇"))
    (row,) = read_rows(book(listed, rows(("乡镇", "人数"), ("上集镇", 1))), name="名单.xlsx")
    assert row.name == "张三"


def test_two_columns_of_numbers_that_differ_are_named():
    with pytest.raises(DoubtfulColumns, match="2 列都像“身份证号”"):
        list(read_rows(book(rows(("姓名", "身份证号", "证件号码"), ("张三", OWN, OTHER))), name="名单.xlsx"))


def test_a_list_without_names_and_numbers_is_refused():
    with pytest.raises(MissingColumns, match="没有找到姓名或身份证号"):
        list(read_rows(book(rows(("乡镇", "人数"), ("上集镇", 1))), name="名单.xlsx"))


def test_a_name_that_hangs_over_the_rows_of_a_page_is_the_heads():
    lines = f"<tr><td rowspan=2>张三<td>{OWN}<tr><td>{OTHER}<tr><td>李四<td>{OTHER}"
    page = f"<html><table><tr><th>姓名<th>身份证号{lines}</table></html>".encode()
    assert [row.of_another for row in read_rows(page, name="名单.xls")] == [True, True, False]
