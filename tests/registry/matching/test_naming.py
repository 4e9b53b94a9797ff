"""Which column is the name where its header is not known, and whose name it is."""

import pytest

from dixian.foundation.sheets.headers import above, find_header
from dixian.foundation.sheets.hiding import Hidden
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.problems import DoubtfulColumns
from dixian.foundation.sheets.table import Reading
from dixian.registry.matching.files import COLUMNS, compared_by, rows_of
from dixian.registry.matching.naming import with_name
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import match_rows
from tests.support.matching import number

HEAD, WIFE, OTHER = number("19700101", 123), number("19720315", 246), number("19900404", 135)
HOME = Register(
    [
        Listed("P1", "H1", "张建国", HEAD),
        Listed("P2", "H1", "李淑芬", WIFE),
        Listed("P3", "H2", "王秀英", OTHER),
    ]
)


def read(*lines):
    """The lines as a sheet, without a file."""
    header = find_header(lines, COLUMNS)
    rows = [RawRow(at + 1, tuple(line)) for at, line in enumerate(lines) if at > header.last]
    made = Reading(
        "名单.xlsx",
        "S",
        header.last + 1,
        header.cells,
        header.mapping,
        {},
        rows,
        [],
        Hidden(),
        above=above(lines, header),
    )
    return with_name(made)


def bins(*lines):
    return [(one.bin, one.person) for one in match_rows(rows_of(read(*lines)), HOME)]


@pytest.mark.parametrize(
    "header",
    [
        "被保险人", "被保险人姓名", "学员姓名", "幼儿姓名", "低保对象姓名", "参保人员姓名", "居民姓名", "补助对象", "姓名/Name",
        "大病患者姓名", "帮扶对象姓名", "*1.受种者(必填)", "甲栏", "",
    ],
)  # fmt: skip
def test_a_name_under_a_header_that_is_not_known_is_read(header):
    lines = [("身份证号", header), (HEAD, "张建国"), (WIFE, "王秀英"), (OTHER, "王秀英")]
    assert bins(*lines) == [("linked", "P1"), ("ambiguous", ""), ("linked", "P3")]
    assert compared_by(read(*lines)) == f"按“{header or '第 2 列'}”“身份证号”两栏比对"


@pytest.mark.parametrize("header", ["农户姓名", "户主名", "户主名称", "脱贫户姓名", "收款人", "户名"])
def test_the_number_of_one_of_the_family_beside_the_name_of_the_head_waits(header):
    assert bins((header, "身份证号"), ("张建国", HEAD), ("张建国", WIFE)) == [
        ("linked", "P1"),
        ("ambiguous", ""),
    ]


def test_the_persons_come_before_their_head_where_both_are_named():
    lines = [("户主姓名", "被投保者姓名", "身份证号"), ("张建国", "李淑芬", WIFE)]
    assert bins(*lines) == [("linked", "P2")]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("村名", ("前进村", "永安村")),
        ("经办人", ("张建国", "李淑芬")),
        ("病种", ("高血压", "糖尿病")),
        ("户口人", ("3", "4")),
    ],
)
def test_a_column_of_something_else_is_no_name_and_the_number_stands_alone(header, cells):
    reading = read(("身份证号", header), (HEAD, cells[0]), (WIFE, cells[1]))
    assert [one.person for one in match_rows(rows_of(reading), HOME)] == ["P1", "P2"]
    assert compared_by(reading) == "只按“身份证号”一栏比对，没有比对姓名"


def test_two_columns_that_may_be_the_name_are_refused_in_words():
    with pytest.raises(DoubtfulColumns, match="“甲方人”、“乙方人” 2 列都像姓名"):
        read(("身份证号", "甲方人", "乙方人"), (HEAD, "张建国", "李淑芬"))


def test_the_columns_it_was_compared_by_are_named():
    assert compared_by(read(("农户姓名", "身份证号"), ("张建国", HEAD))) == "按“农户姓名”“身份证号”两栏比对"


def test_a_name_merged_over_the_family_is_the_heads():
    lines = [("姓名", "身份证号"), ("张建国", HEAD), ("张建国", WIFE), ("王秀英", OTHER)]
    assert bins(*lines) == [("linked", "P1"), ("ambiguous", ""), ("linked", "P3")]


def test_the_line_above_says_that_the_name_is_the_heads():
    over, under = ("户主信息", "家庭成员信息"), ("姓名", "身份证号")
    assert bins(over, under, ("张建国", WIFE)) == [("ambiguous", "")]
    assert bins(("脱贫户花名册", None), under, ("张建国", WIFE)) == [("repaired", "P1")]


@pytest.mark.parametrize(
    ("stated", "ends"), [("女", "ambiguous"), ("2", "ambiguous"), ("男", "repaired"), ("", "repaired")]
)
def test_nobody_is_put_on_a_person_of_the_other_sex(stated, ends):
    ((bin_, _),) = bins(("姓名", "身份证号", "性别"), ("张建国", WIFE, stated))
    assert bin_ == ends
