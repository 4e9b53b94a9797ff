"""Headers of two rows, and cells that were merged."""

import io

import openpyxl
import pytest

from tests.foundation.sheets.workbooks import LI, TITLES, ZHANG, book, read, rows


def merged(*ranges: tuple[int, int, int, int, object], lines: tuple[tuple[object, ...], ...]) -> bytes:
    def fill(made, sheet):
        rows(*lines)(made, sheet)
        for top, left, bottom, right, value in ranges:
            sheet.merge_range(top, left, bottom, right, value)

    return book(fill)


def test_a_title_merged_over_its_parts_and_headers_merged_downward_are_one_header():
    content = merged(
        (0, 0, 1, 0, "姓名"),
        (0, 1, 1, 1, "身份证号"),
        (0, 2, 0, 3, "医疗费用"),
        lines=((), (None, None, "总费用", "自付金额"), ("张三", ZHANG, 900, 30)),
    )
    reading = read(content)
    assert reading.mapping == {"name": 0, "id_number": 1, "amount": 3}
    assert [row.number for row in reading.rows] == [3]


def test_two_rows_without_any_merging_are_one_header():
    content = book(
        rows(
            ("姓名", "身份证号", "医疗费用", None),
            (None, None, "总费用", "自付金额"),
            ("张三", ZHANG, 900, 30),
        )
    )
    reading = read(content)
    assert reading.mapping == {"name": 0, "id_number": 1, "amount": 3}
    assert reading.header == ("姓名", "身份证号", "医疗费用总费用", "自付金额")
    assert [row.number for row in reading.rows] == [3]


def test_a_title_above_one_row_is_no_part_of_the_header():
    reading = read(book(rows(("2024年4月名单",), TITLES, ("张三", ZHANG, 30))))
    assert reading.header == TITLES
    assert reading.header_row == 2


def test_the_first_person_is_never_taken_for_a_header():
    reading = read(book(rows(("姓名", "身份证号", "自付金额"), ("姓名", ZHANG, 30), ("李四", LI, 40))))
    assert [row.number for row in reading.rows] == [2, 3]


def test_a_name_merged_over_rows_stands_in_each_and_its_amount_in_the_first():
    content = merged(
        (1, 0, 2, 0, "张三"),
        (1, 2, 2, 2, 30),
        lines=(("姓名", "身份证号", "自付金额"), (None, ZHANG), (None, LI)),
    )
    reading = read(content)
    assert [reading.cell(row, "name") for row in reading.rows] == ["张三", "张三"]
    assert [reading.cell(row, "amount") for row in reading.rows] == [30.0, None]


def test_openpyxl_merges_are_read_alike():
    made = openpyxl.Workbook()
    sheet = made.active
    for line in (("姓名", "身份证号", "自付金额"), ("张三", ZHANG, 1), (None, LI, 2)):
        sheet.append(line)
    sheet.merge_cells("A2:A3")
    out = io.BytesIO()
    made.save(out)
    assert [read(out.getvalue()).cell(row, "name") for row in read(out.getvalue()).rows] == ["张三", "张三"]


@pytest.mark.parametrize("amount", ["￥60,000.00", "1234.5元", "¥1,234.50", 1234.3000000000002])
def test_an_amount_merged_over_a_family_counts_once_however_it_is_written(amount):
    content = merged(
        (1, 2, 2, 2, amount), lines=(("姓名", "身份证号", "自付金额"), ("张三", ZHANG), ("李四", LI))
    )
    reading = read(content)
    assert [reading.cell(row, "amount") for row in reading.rows] == [
        pytest.approx(amount) if isinstance(amount, float) else amount,
        None,
    ]


def test_a_number_of_a_household_merged_over_its_people_stands_in_each_row():
    number = "231226100201000017"
    content = merged(
        (1, 1, 2, 1, number), lines=(("姓名", "身份证号", "自付金额"), ("张三", None, 1), ("李四", None, 2))
    )
    assert [read(content).cell(row, "id_number") for row in read(content).rows] == [number, number]
