"""Cells made comparable, amounts, and numbers as they are shown."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dixian.foundation.kernel.masking import (
    mask_account,
    mask_id,
    mask_if_number,
    mask_in_figures,
    mask_phone,
)
from dixian.foundation.kernel.money import LARGEST, parse, wan, yuan
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import header_key, tidy

AMOUNTS = st.decimals(-LARGEST, LARGEST, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        (" 张　三\n", "张三"),
        ("ＡＢＣ１２３（元）：", "ABC123(元):"),
        ("\ufeff张\u200b三\x00\x1f", "张三"),
        (138.0, "138"),
        (1.5, "1.5"),
        (13800000101.0, "13800000101"),
        (-0.0, "0"),
        (7, "7"),
        (float("inf"), "inf"),
        ("张·三", "张·三"),
        ("\U00020bb7野", "\U00020bb7野"),
    ],
)
def test_a_cell_is_tidied(cell, text):
    assert tidy(cell) == text


@given(st.text(max_size=40))
@example("A´")
def test_a_tidied_text_holds_no_blank_and_no_control_and_stays_as_it_is(text):
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert not any(char.isspace() or unicodedata.category(char) == "Cc" for char in tidied)


@pytest.mark.parametrize(
    "header",
    ["身份证号", " 身份证 号\n", "身份证号：", "【身份证号】", "*身份证号", "“身份证号”", "身份证－号"],
)
def test_headers_that_differ_in_dress_only_are_the_same(header):
    assert header_key(header) == "身份证号"


def test_headers_that_say_something_else_are_not_the_same():
    assert len({header_key(text) for text in ("自付", "自付金额", "自付（元）", "ID", "id 2")}) == 5
    assert header_key("ID Number") == header_key("ｉｄ＿ＮＵＭＢＥＲ")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("0", "0.00"),
        ("1,234.56", "1234.56"),
        ("￥１，２３４．５６元", "1234.56"),
        (" 12 . 5 元", "12.50"),
        ("-3", "-3.00"),
        ("+3", "3.00"),
        (12, "12.00"),
        (1234.5, "1234.50"),
        (0.1 + 0.2, "0.30"),
        (1234.5600000000002, "1234.56"),
        ("99999999999.99", "99999999999.99"),
        ("1e3", "1000.00"),
    ],
)
def test_an_amount_is_read_to_the_cent(cell, amount):
    assert str(parse(cell)) == amount


@pytest.mark.parametrize(
    "cell",
    [
        "",
        None,
        "元",
        "壹佰",
        "1.2.3",
        "1万",
        "12-5",
        "￥",
        "1/2",
        "#N/A",
        True,
        "1e400",
        "NaN",
        "-sNaN",
        "Infinity",
        "1_000",
        "٣",
    ],
)
def test_what_is_no_amount_is_said(cell):
    with pytest.raises(CellProblem, match="金额不是数字") as problem:
        parse(cell)
    assert problem.value.remedy == "只填数字，单位元"


@pytest.mark.parametrize("cell", ["0.005", "-0.004", "1,234.567", 1234.567])
def test_an_amount_finer_than_a_cent_is_said_and_not_rounded(cell):
    with pytest.raises(CellProblem, match="金额多于两位小数") as problem:
        parse(cell)
    assert "保留两位小数" in problem.value.remedy


@pytest.mark.parametrize("cell", ["100000000000", "-100000000000", "1e99"])
def test_an_amount_no_ledger_holds_is_said(cell):
    with pytest.raises(CellProblem, match="超出可登记的范围"):
        parse(cell)


@given(AMOUNTS)
def test_an_amount_reads_back_from_its_own_words(amount):
    assert parse(yuan(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_of_two_places_or_a_problem(text):
    try:
        assert parse(text).as_tuple().exponent == -2
    except CellProblem as problem:
        assert problem.message and problem.remedy


def test_amounts_are_said_in_yuan_and_in_ten_thousands():
    assert yuan(Decimal("1234567.5")) == "1,234,567.50 元"
    assert wan(Decimal("123450")) == "12.35 万元"
    assert wan(Decimal("12345678.90")) == "1,234.57 万元"


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_id, "231226197001011036", "231226********1036"),
        (mask_phone, "13800000101", "138****0101"),
        (mask_phone, "4622001", "*******"),
        (mask_account, "6228480012345678901", "***************8901"),
        (mask_account, "901", "***"),
        (mask_id, "", ""),
        (mask_if_number, "张三", "张三"),
        (mask_if_number, "1234.56", "1234.56"),
        (mask_in_figures, "123456789012345", "123456789012345"),
        (mask_in_figures, "-99999999999.99", "-99999999999.99"),
        (mask_in_figures, "1,234,567,890,123,456.00", "1,234,567,890,123,456.00"),
        (mask_in_figures, "231226197001011036", "231226********1036"),
        (mask_in_figures, "231226700101103", "231226*****1103"),
        (mask_in_figures, "6222021234567890", "622202******7890"),
        (mask_in_figures, "13800000101", "138****0101"),
        (mask_in_figures, "23122619700101103X", "231226********103X"),
        (mask_if_number, "13800000101", "138****0101"),
        (mask_if_number, "23122619700101103", "231226*******1103"),
        (mask_if_number, "231226197001011036", "231226********1036"),
        (mask_if_number, "张三231226197001011036", "张三2312**********1036"),
    ],
)
def test_a_number_is_masked(mask, text, shown):
    assert mask(text) == shown


@given(st.text("0123456789X", max_size=30), st.sampled_from([mask_id, mask_phone, mask_account]))
def test_a_mask_keeps_the_length_and_never_shows_a_whole_number(text, mask):
    shown = mask(text)
    assert len(shown) == len(text)
    assert not text or "*" in shown
    assert all(now in (was, "*") for was, now in zip(text, shown, strict=True))


@given(st.text("0123456789", min_size=11, max_size=40))
def test_a_message_shows_at_most_ten_digits_of_a_long_number(digits):
    assert sum(char.isdigit() for char in mask_if_number(digits)) <= 10
