"""Numbers in what people type freely are known, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.masking import holds_number, mask_cell, mask_numbers


@pytest.mark.parametrize(
    "text",
    [
        "本人身份证231226199003071234，住院",
        "身份证２３１２２６１９９００３０７１２３４",
        "231226 19900307 123x",
        "231226/19900307/1234",
        "旧证231226900307123",
        "卡号6222 0212 3456 7890 123",
        "卡号 6222 02 12 3456 7890 123",
        "身份证 231226 1970 0101 1001",
        "231226-19700101-100-1",
        "231226-1970-01-01-1001",
        "231226，19700101，100X",
        "2 3 1 2 2 6 1 9 7 0 0 1 0 1 1 0 0 1",
        "电话13800000101已打通",
        "138-0000-0101",
        "１３８ ００００ ０１０１",
        "138.00000101",
        "2024-04-03 13800000101",
        "2312261970O1O11OO1",
        "231226197OOlOll0Ol",
        "138OOOOO1O1",
        "二三一二二六一九七〇〇一〇一一〇〇一",
        "电话幺三八〇〇〇〇〇一〇一",
        "231226 1970年1月1日 1001",
        "231226-1970年01月01日-100X",
    ],
)
def test_a_number_in_a_text_is_known_however_it_is_grouped(text):
    assert holds_number(text)
    assert mask_numbers(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01至2026-12-01住院",
        "花费12345.67元，报销9000元",
        "2026年11月25日 12:00",
        "2026-11-30 05:19:12",
        "2023-01-01 2023-12-31 2024-01-01",
        "20260101 20261231",
        "8200.00 9100.00 7700.00",
        "8200、9100、7700、6500",
        "1,234,567.00",
        "2026-10-15 8200 12345",
        "县农发〔2026〕1号",
        "0451-1234567",
        "二〇二六年十二月三十一日",
        "一、二、三、四、五、六、七、八、九、一〇",
        "2024年12月31日至2025年1月1日",
        "壹贰叁肆伍陆柒元整",
    ],
)
def test_days_amounts_and_papers_may_be_written(text):
    assert not holds_number(text)


@pytest.mark.parametrize("text", ["电话138-0000-0101", "１３８０００００１０１", "138.0000.0101"])
def test_telephones_in_a_text_of_the_history_are_masked(text):
    assert "*" in mask_numbers(text)


def test_words_beside_a_number_keep_their_width_and_days_stay():
    assert mask_numbers("张三（231226199003071234），2024-04-03") == "张三（231226********1234），2024-04-03"


def test_a_cell_with_a_number_of_a_wrong_length_shows_no_more_of_it():
    assert mask_cell("2312261990030") == "231******0030"


@given(
    st.integers(0, 10**8 - 1).map(lambda tail: f"13{tail:08}7"),
    st.lists(st.sampled_from(["", " ", "-", ".", "　", " - "]), min_size=2, max_size=2),
    st.text("张三李四电话，。", max_size=5),
)
def test_no_mobile_number_stays_readable_however_it_is_grouped(number, between, words):
    text = f"{words}{number[:3]}{between[0]}{number[3:7]}{between[1]}{number[7:]}{words}"
    assert holds_number(text)
    assert sum(char.isdigit() for char in mask_numbers(text)) <= 7
