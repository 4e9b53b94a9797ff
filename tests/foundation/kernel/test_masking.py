"""Numbers in what people type freely are known, however they are written."""

import pytest

from dixian.foundation.kernel.masking import holds_number, mask_numbers


@pytest.mark.parametrize(
    "text",
    [
        "本人身份证231226199003071234，住院",
        "身份证２３１２２６１９９００３０７１２３４",
        "231226 19900307 123x",
        "231226/19900307/1234",
        "旧证231226900307123",
        "卡号6222 0212 3456 7890 123",
    ],
)
def test_an_id_or_account_number_in_a_text_is_known(text):
    assert holds_number(text)
    assert mask_numbers(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01至2026-12-01住院",
        "花费12345.67元，报销9000元",
        "电话13800000101已打通",
        "2026年11月25日 12:00",
    ],
)
def test_days_amounts_and_telephones_may_be_written(text):
    assert not holds_number(text)


@pytest.mark.parametrize("text", ["电话138-0000-0101", "１３８０００００１０１", "138.0000.0101"])
def test_telephones_in_a_text_of_the_history_are_masked(text):
    assert "*" in mask_numbers(text)
