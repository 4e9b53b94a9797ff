"""What a form says as values of a row."""

from datetime import date

import pytest

from dixian.foundation.books import api as books

pytestmark = pytest.mark.django_db


def test_what_only_an_act_asks_for_is_a_value_of_the_row_too() -> None:
    """Of a form of the visits of an inspection, and of a member who leaves: neither stands in their lists."""
    asked = {"finding": "漏雨没有修", "mode": "限期整改", "fix_by": date(2024, 5, 1)}
    values, own = books.values_of(books.book("inspection-visits"), asked, {})
    assert (values["finding"], values["fix_by"], own) == ("漏雨没有修", date(2024, 5, 1), {})
    assert books.values_of(books.book("team-members"), {"successor": "孙某"}, {}) == (
        {"successor": "孙某"},
        {},
    )
