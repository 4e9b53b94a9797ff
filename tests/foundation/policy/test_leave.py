"""A leave has a longest time."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import stand_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "fits"), [(90, True), (91, False), (27000, False)])
def test_a_leave_is_no_longer_than_the_limit(county, days, fits):
    today = clock.today()
    lent = {
        "post": county["clerk"], "someone": county["head"].user, "valid_from": today,
        "valid_to": today + timedelta(days=days), "reason": "休假", "by": county["clerk"],
    }  # fmt: skip
    if fits:
        assert stand_in(**lent).valid_to == lent["valid_to"]
        return
    with pytest.raises(Refusal, match="代办最长到"):
        stand_in(**lent)
