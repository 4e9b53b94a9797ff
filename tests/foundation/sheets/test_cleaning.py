"""Each row ends as clean or rejected; each problem says sheet, row, column, value and what to do."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.api import Clean, DoubtfulColumns, Problem, Rejected, clean_rows
from tests.foundation.sheets.workbooks import (
    COLUMNS,
    GOOD,
    LI,
    TITLES,
    ZHANG,
    book,
    only,
    read,
    results,
    table,
)
from tests.support.often import often

PLACES = {column.code: index for index, column in enumerate(COLUMNS)}


def with_cell(code: str, cell: object) -> bytes:
    """A workbook of one good row in which one cell is another."""
    line: list[object] = list(GOOD)
    line[PLACES[code]] = cell
    return table(line)


def value(code: str, cell: object) -> object:
    one = only(with_cell(code, cell))
    assert isinstance(one, Clean), one
    return one.values[code]


def problem(code: str, cell: object) -> Problem:
    one = only(with_cell(code, cell))
    assert isinstance(one, Rejected), one
    (found,) = one.problems
    return found


def test_a_good_row_comes_out_as_values():
    assert only(table(GOOD)).values == {
        "name": "张三",
        "id_number": ZHANG,
        "amount": Decimal("1234.50"),
        "settled_on": date(2024, 4, 3),
        "phone": "13800000101",
        "kind": "脱贫户",
    }


@pytest.mark.parametrize(
    "cell",
    [
        f" {ZHANG} ",
        f"'{ZHANG}",
        f"’{ZHANG}",
        "２３１２２６１９７００１０１１００１",
        "231226 19700101 1001",
        f"\u200b{ZHANG}\n",
        f"\ufeff{ZHANG}\u3000",
    ],
    ids=["blanks", "apostrophe", "curly", "full-width", "grouped", "zero-width", "mark"],
)
def test_a_number_is_read_through_its_dirt(cell):
    assert value("id_number", cell) == ZHANG


@pytest.mark.parametrize("cell", [LI, LI.lower(), LI.replace("X", "Ｘ"), LI.replace("X", "ｘ")])
def test_the_x_at_the_end_is_read_however_it_is_written(cell):
    assert value("id_number", cell) == LI


def test_a_problem_names_sheet_row_column_value_reason_and_remedy():
    wrong = ZHANG[:-1] + "2"
    one = results(table(GOOD, (), ("张三", wrong, 1)))[1]
    assert [found.sentence() for found in one.problems] == [
        "文件“名单.xlsx”工作表“1月”第 4 行“身份证号”（231226********1002）：身份证号校验码不符，至少有一位写错。对照证件逐位核对"
    ]


def test_a_row_with_several_problems_says_all_of_them():
    one = only(table(("", "123", "若干", "昨天", "无", "贫困户")))
    assert [found.column for found in one.problems] == list(TITLES)
    assert all(found.sheet == "1月" and found.row == 2 for found in one.problems)
    assert all(found.message and found.remedy for found in one.problems)
    assert [found.value for found in one.problems] == ["", "123", "若干", "昨天", "无", "贫困户"]


def test_the_value_of_a_problem_is_shortened_and_shows_no_whole_number():
    assert problem("name", "张" * 50).value == "张" * 40
    assert problem("phone", "138000001012345").value == "138000*****2345"
    assert problem("kind", "13800000101").value == "138****0101"


@pytest.mark.parametrize("cell", ["", "  ", "\u3000", None, "\n"])
def test_a_required_cell_that_is_empty_is_said_and_an_optional_one_is_nothing(cell):
    assert problem("name", cell).message == "“姓名”没有填"
    assert value("phone", cell) is None


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (1234.5, "1234.50"),
        (12, "12.00"),
        ("1,234.5", "1234.50"),
        ("￥１，２３４．５元", "1234.50"),
        ("0", "0.00"),
        (0.1 + 0.2, "0.30"),
    ],
)
def test_an_amount_is_read_as_people_write_it(cell, amount):
    assert str(value("amount", cell)) == amount


@pytest.mark.parametrize("cell", ["-1", -0.5, "壹佰元", "1.2万", "#REF!", "1e30", "NaN", "Infinity", True])
def test_an_amount_that_is_none_is_rejected(cell):
    assert "金额" in problem("amount", cell).message


@pytest.mark.parametrize(
    "cell",
    [
        "2024-04-03",
        "2024-4-3",
        "2024/4/3",
        "2024.4.3",
        "2024年4月3日",
        "2024 年 4 月 3 日",
        "20240403",
        "２０２４－０４－０３",
        20240403,
        45385,
        "2024-04-03 08:05",
        "2024/4/3 8:05:59",
        "2024-04-03T08:05:00",
    ],
)
def test_a_day_is_read_as_people_write_it(cell):
    assert value("settled_on", cell) == date(2024, 4, 3)


@pytest.mark.parametrize(
    "cell", ["113-4", "3/4/2024", "2024-02-30", "2024-04", "四月三日", "13800000101-1-1", 99, "2024-4-3-1"]
)
def test_a_day_that_is_none_is_rejected_rather_than_taken_for_another(cell):
    assert problem("settled_on", cell).message == "日期看不懂"


def test_date_cells_are_dates_with_and_without_a_time():
    def fill(made, sheet):
        sheet.write_row(0, 0, TITLES)
        for row, (serial, shown) in enumerate(
            [(45385, "yyyy-mm-dd"), (45385.3375, "yyyy-mm-dd hh:mm")], start=1
        ):
            sheet.write_row(row, 0, GOOD)
            sheet.write_number(row, 3, serial, made.add_format({"num_format": shown}))

    assert [one.values["settled_on"] for one in results(book(fill))] == [date(2024, 4, 3)] * 2


def test_a_formula_counts_as_what_it_came_to():
    def fill(_, sheet):
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, GOOD)
        sheet.write_formula(1, 0, '="张"&"三"', None, "张三")
        sheet.write_formula(1, 2, "=1000+234.5", None, 1234.5)

    assert only(book(fill)).values == only(table(GOOD)).values


def test_a_formula_that_failed_in_a_required_column_is_rejected():
    def fill(_, sheet):
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, GOOD)
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")

    assert [found.column for found in only(book(fill)).problems] == ["自付金额"]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**19), 10**19),
    st.booleans(),
    st.sampled_from([*GOOD, LI, int(ZHANG), "合计", "注：", "2.3E+17", "=1+1", "0000-00-00", "99999999-1-1"]),
)
LINES = st.lists(
    st.one_of(st.just(()), st.just(GOOD), st.lists(CELLS, max_size=8).map(tuple)), min_size=1, max_size=8
)


@settings(max_examples=often(80))
@given(LINES)
def test_whatever_the_cells_hold_every_row_ends_clean_or_rejected_under_its_own_number(lines):
    try:
        reading = read(table(*lines))
    except DoubtfulColumns:
        assert sum(map(is_swapped, lines)) > lines.count(GOOD)
        return
    except Refusal as refusal:
        assert "只有表头" in refusal.message
        return
    ends = list(clean_rows(reading, COLUMNS))
    numbers = [one.row.number for one in ends]
    filled = [number for number, line in enumerate(lines, start=2) if any(map(is_written, line))]
    assert numbers == [row.number for row in reading.rows]
    assert sorted(numbers + reading.passed_over) == filled
    for one in ends:
        if isinstance(one, Clean):
            assert set(one.values) == set(PLACES)
        else:
            assert one.problems
            assert all(found.row == one.row.number and found.message for found in one.problems)


def is_written(cell: object) -> bool:
    """Whether anything can be seen in a cell."""
    return bool(tidy(cell))


def is_swapped(line: tuple[object, ...]) -> bool:
    """Whether a number stands in the first cell, the name's, and Chinese writing in the second, the number's."""
    name, number = (tidy(cell) for cell in (*line, None, None)[:2])
    chinese = any(unicodedata.name(sign, "").startswith("CJK") for sign in number)
    return sum(map(str.isdigit, name)) >= 11 and chinese


def test_an_amount_of_fifteen_digits_is_shown_and_a_number_in_its_place_is_not():
    shown = only(with_cell("amount", "123456789012345"))
    assert "“自付金额”（123456789012345）：金额超出可登记的范围" in shown.problems[0].sentence()
    assert ZHANG not in only(with_cell("amount", ZHANG)).problems[0].sentence()
