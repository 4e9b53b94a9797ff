"""Side by side only what differs is shown of a number."""

import pytest

from dixian.web.submissions.differences import compared, compared_numbers

TRUE = "231226197001011234"


def text(parts):
    return "".join(f"[{part.text}]" if part.differs else part.text for part in parts)


@pytest.fixture(autouse=True)
def someone():
    """No actor: nothing is stored."""


@pytest.mark.parametrize(
    ("written", "shown", "true"),
    [
        ("231226197001021234", "231226*******[2]1234", "231226*******[1]1234"),
        ("23122619701011234", "231226*******1234", "231226****[0]***1234"),
        ("231226198503021234", "231226**[**]*[*]*[*]1234", "231226**[**]*[*]*[*]1234"),
        ("110105198503073333", "110105********3333", "231226********1234"),
        (TRUE, "231226********1234", "231226********1234"),
        ("", "", "231226********1234"),
        ("12345", "*****", "231226********1234"),
    ],
)
def test_a_slip_is_marked_and_the_rest_stays_masked(written, shown, true):
    ours, theirs = compared_numbers(written, TRUE, may_see=True)
    assert (text(ours), text(theirs)) == (shown, true)


def test_who_may_not_see_numbers_sees_no_digit_more():
    ours, theirs = compared_numbers("231226197001021234", TRUE, may_see=False)
    assert (text(ours), text(theirs)) == ("231226********1234", "231226********1234")


def test_the_characters_of_a_name_that_differ_are_marked():
    ours, theirs = compared("王建国", "王健国")
    assert (text(ours), text(theirs)) == ("王[建]国", "王[健]国")


def test_names_with_nothing_in_common_are_not_marked():
    assert [text(side) for side in compared("张彬刚", "谢军")] == ["张彬刚", "谢军"]


def test_who_has_no_number_has_no_piece_of_one():
    assert compared_numbers(TRUE, "", may_see=True)[1] == []
