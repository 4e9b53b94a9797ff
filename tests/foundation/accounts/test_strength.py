"""A password made of the user name or of a run is none of one's own."""

import pytest

from dixian.foundation.accounts.strength import is_guessable


@pytest.mark.parametrize(
    "password",
    [
        "xitong12345678",
        "XiTong-77-long",
        "zz-123456-zz",
        "987654-abcde",
        "qwertyui-77",
        "aaaaaa-4711-b",
        "my-fedcba-7",
    ],
)
def test_the_user_name_and_runs_are_guessable(password):
    assert is_guessable(password, username="xitong")


@pytest.mark.parametrize(
    "password", ["a-password-of-ones-own-7", "a-much-longer-one-7", "li-12345-blau-7", "Hao3-Yang2-Mao1"]
)
def test_what_somebody_thought_of_is_not(password):
    assert not is_guessable(password, username="xitong")


def test_a_user_name_of_two_letters_may_be_part_of_a_word():
    assert not is_guessable("a-limousine-of-7", username="li")


def test_a_word_everybody_of_the_county_would_try_is_no_choice():
    assert is_guessable("SuiLing@2026-ok", username="li", words=["suiling"])
    assert not is_guessable("Hao3-Yang2-Mao1", username="li", words=["suiling"])
