"""Column objects: cells become values, or a sentence that says what to do. Dirt in files: `foundation/sheets`."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.columns import (
    KINDS,
    Choice,
    Column,
    Day,
    IdNumberColumn,
    Money,
    MonthColumn,
    Phone,
    Text,
    Whole,
)
from dixian.foundation.kernel.problems import CellProblem

MOMENT = datetime(2024, 4, 3, 8, 5)  # noqa: DTZ001 - as a spreadsheet's reader gives it


def why_not(column: Column, cell: object) -> str:
    with pytest.raises(CellProblem) as problem:
        column.clean(cell)
    assert problem.value.remedy
    return problem.value.message


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("138 0000 0101", "13800000101"),
        (13800000101.0, "13800000101"),
        ("+86-138-0000-0101", "13800000101"),
        ("0455－4622001", "04554622001"),
        ("'4622001", "4622001"),
    ],
)
def test_a_telephone_number_is_its_digits(cell, digits):
    assert Phone("phone", "电话").clean(cell) == digits


@pytest.mark.parametrize("cell", ["110", "138000001011234", "无", "13800000101/13900000000", "1380000010①①①"])
def test_what_is_no_telephone_number_is_said(cell):
    assert "7 至 12 位数字" in why_not(Phone("phone", "电话"), cell)


@pytest.mark.parametrize(("cell", "number"), [("3", 3), (3.0, 3), ("０３", 3), (0, 0)])
def test_a_whole_number_is_read(cell, number):
    assert Whole("n", "人数").clean(cell) == number


@pytest.mark.parametrize("cell", ["1.5", 1.5, "三", "1e3", "١"])
def test_what_is_no_whole_number_is_said(cell):
    assert why_not(Whole("n", "人数"), cell) == "应为整数"


def test_more_digits_than_any_database_keeps_are_said():
    assert Whole("n", "人数").clean("9" * 9) == 999_999_999
    assert why_not(Whole("n", "人数"), "9" * 10) == "数太大，最多 9 位"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2024年4月", "2024-04"),
        (202404.0, "2024-04"),
        (date(2024, 4, 3), "2024-04"),
        (MOMENT, "2024-04"),
        (2024.4, "2024-04"),
    ],
)
def test_a_month_is_its_code(cell, code):
    assert MonthColumn("month", "月份").clean(cell) == code


def test_a_number_that_may_be_january_or_october_is_not_guessed():
    assert why_not(MonthColumn("month", "月份"), 2024.1) == "分不清是 1 月还是 10 月"
    assert MonthColumn("month", "月份").clean("2024.1") == "2024-01"


@given(st.dates(date(1955, 1, 1), date(2110, 1, 1)))
def test_a_day_reads_back_however_it_is_kept(day):
    column = Day("day", "日期")
    serial = (day - date(1899, 12, 30)).days
    ways = (
        day,
        datetime.combine(day, MOMENT.time()),
        serial,
        serial + 0.5,
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day} 23:59:59",
    )
    assert {column.clean(way) for way in ways} == {day}


def test_an_amount_below_nothing_needs_a_column_that_allows_it():
    assert why_not(Money("m", "金额"), "-1") == "金额不能是负数"
    assert str(Money("m", "余额", negative=True).clean("-1")) == "-1.00"


def test_a_choice_lists_what_may_be_chosen():
    column = Choice("kind", "类别", options=("脱贫户", "一般户"))
    assert column.clean(" 脱贫 户") == "脱贫户"
    assert why_not(column, "贫困户") == "“类别”只能是：脱贫户、一般户"


def test_a_text_has_a_longest_length():
    column = Text("name", "姓名", longest=3)
    assert column.clean("张 三 丰") == "张三丰"
    assert why_not(column, "张三丰丰") == "“姓名”超过 3 个字"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000\n"])
def test_an_empty_cell_is_nothing_or_said_to_be_missing(kind, cell):
    assert kind("code", "某列").clean(cell) is None
    assert why_not(kind("code", "某列", required=True), cell) == "“某列”没有填"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_says_its_rule(kind):
    assert kind.rule
    assert kind.as_text == (kind in (IdNumberColumn, Phone))


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
    ),
    st.sampled_from(list(KINDS.values())),
)
def test_any_cell_is_a_value_or_a_problem_in_words(cell, kind):
    try:
        kind("code", "某列").clean(cell)
    except CellProblem as problem:
        assert problem.message and problem.remedy


@pytest.mark.parametrize(
    "cell",
    [
        46357,
        46357.0,
        "46357",
        "2026/12/31",
        "2026-12-01 00:00:00",
        "20261231",
        "民国115年12月",
        "中华民国115年12月31日",
        "115年12月",
        "115.12",
        "民国115.12.31",
        "2026年12月31日",
        "2026年12月份",
        "2026年12月31号",
        "二〇二六年十二月",
        "二○二六年十二月份",
    ],
)
def test_a_day_a_spreadsheets_number_and_a_year_of_the_republic_are_months(cell):
    assert MonthColumn("until", "截至月份").clean(cell) == "2026-12"


@pytest.mark.parametrize(
    "cell",
    [
        "民国115年12月31日",
        "115.12.31",
        "115年12月31日",
        "46387",
        46387,
        "2026年12月31号",
        "二〇二六年十二月三十一日",
        "二零二六年十二月三十一号",
        "2026年十二月三十一日",
    ],
)
def test_a_day_of_the_republic_a_spreadsheets_number_and_one_in_chinese_figures_are_days(cell):
    assert Day("on", "日期").clean(cell) == date(2026, 12, 31)


@pytest.mark.parametrize("cell", ["24-4-3", "59年3月12日", "59.3.12", "1151130"])
def test_a_short_year_that_may_be_of_the_republic_or_not_is_no_day_and_says_why(cell):
    for kind in (Day, MonthColumn):
        with pytest.raises(CellProblem, match="年份不是四位，分不清是公历还是民国") as told:
            kind("on", "日期").clean(cell)
        assert told.value.remedy.startswith("民国年份加 1911 换成公历")


@pytest.mark.parametrize(
    "cell",
    [
        "2026年13月",
        "民国115年",
        "12月",
        "12",
        "2026-02-30",
        "99999",
        "4635",
        "二〇二六年十三月",
        "二〇二六年十十月",
        "十二月",
    ],
)
def test_what_may_be_several_months_or_none_is_no_month(cell):
    with pytest.raises(CellProblem, match="月份看不懂"):
        MonthColumn("until", "截至月份").clean(cell)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_day_however_written_is_of_its_month(day):
    serial = (day - date(1899, 12, 30)).days
    written = [
        serial,
        str(serial),
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"民国{day.year - 1911}年{day.month}月{day.day}日",
    ]
    assert {MonthColumn("until", "截至月份").clean(one) for one in written} == {f"{day:%Y-%m}"}


def test_a_verbatim_column_keeps_what_people_wrote_but_breaks_and_blanks_at_the_ends() -> None:
    column = Text("t", "说明", verbatim=True, longest=15)
    assert column.clean("　（富民村）：未 纳入\r\n二\x00 ") == "（富民村）：未 纳入 二"
    assert Text("t", "说明").clean("（富民村）：未 纳入") == "(富民村):未纳入"
    assert why_not(column, "一 二 三 四 五 六 七 八 九") == "“说明”超过 15 个字"


def test_a_count_below_nothing_is_called_that() -> None:
    assert why_not(Whole("n", "人数"), "-1") == "不能小于 0"
